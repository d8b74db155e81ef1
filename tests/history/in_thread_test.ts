import assert from "node:assert/strict";
import { readComments } from "../../src/history/comments.ts";
import { readHistory } from "../../src/history/read.ts";
import { threadFinder } from "../../src/history/threads.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { HistoryQuery } from "../../src/model/query.ts";
import type { Discussion, ResolvedChat, Telegram } from "../../src/telegram/port.ts";
import { DAY } from "./arbitraries.ts";
import {
  emptyBook,
  HEAD_ID,
  message,
  NOW,
  OPTIONS,
  POST_ID,
  REF,
  telegramOver,
} from "./fixtures.ts";

const CHAT: ResolvedChat = {
  ref: REF,
  chat: { chat_id: -1000000000042, kind: "channel", title: "News", usernames: ["news"] },
};
const PHOTOS: HistoryQuery = {
  window: {},
  direction: "desc",
  thread_id: POST_ID,
  filter: { media_types: ["photo"] },
};
const photo = (id: number) =>
  message(id, DAY + id, { thread_id: HEAD_ID, media: { type: "photo" } });

/** A port whose calls are listed by name; those of one name fail. */
function listening(telegram: Telegram, refused?: string, failure?: Failure) {
  const names: string[] = [];
  const { messages } = telegram;
  const listed = Object.entries(messages).map(([name, call]) => [
    name,
    // deno-lint-ignore no-explicit-any -- each call takes its own request
    (request: any, options: any) => {
      names.push(name);
      if (name === refused) return Promise.resolve({ ok: false, failure });
      return (call as (...args: unknown[]) => unknown)(request, options);
    },
  ]);
  return {
    names,
    telegram: { ...telegram, messages: Object.fromEntries(listed) as Telegram["messages"] },
  };
}

async function read(telegram: Telegram, query: HistoryQuery, found?: Discussion) {
  return await readHistory(telegram, {
    ref: REF,
    query,
    pageSize: 50,
    senders: emptyBook(),
    earlier: () => Promise.resolve({ ok: true, value: undefined }),
    discussion: (options) =>
      found === undefined
        ? telegram.messages.getDiscussion({ ref: REF, root_id: POST_ID }, options)
        : Promise.resolve({ ok: true, value: found }),
  }, OPTIONS);
}

Deno.test("readHistory() leaves a thread's head out of what is found in the thread", async () => {
  const head = message(HEAD_ID, DAY, { thread_id: HEAD_ID, media: { type: "photo" } });
  const outcome = await read(telegramOver(() => [photo(5), photo(6), head]), PHOTOS);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.messages.map(({ id }) => id), [6, 5]);
});

Deno.test("readHistory() scans a thread whose group lets nobody search", async () => {
  const refusals: readonly Failure[] = [
    { code: "CHANNEL_PRIVATE", reason: "no_access" },
    { code: "CHAT_NOT_FOUND", chat: "-1000000000043" },
  ];
  for (const failure of refusals) {
    const { names, telegram } = listening(telegramOver(() => [photo(5)]), "search", failure);
    const outcome = await read(telegram, PHOTOS);
    assert.ok(outcome.ok && outcome.value.done);
    assert.deepEqual(outcome.value.messages.map(({ id }) => id), [5]);
    assert.deepEqual(names, ["getDiscussion", "search", "getReplies", "getReplies"]);
  }
});

Deno.test("readHistory() scans a thread whose group cannot be addressed", async () => {
  const { names, telegram } = listening(telegramOver(() => [photo(5)]));
  const outcome = await read(telegram, PHOTOS, { chat_id: -1000000000043, root_id: HEAD_ID });
  assert.ok(outcome.ok);
  assert.deepEqual(names, ["getReplies", "getReplies"]);
});

Deno.test("readHistory() hands on what else goes wrong in a thread", async () => {
  const wait: Failure = { code: "FLOOD_WAIT", retry_after_s: 9 };
  for (const refused of ["search", "getDiscussion"]) {
    const { telegram } = listening(telegramOver(() => [photo(5)]), refused, wait);
    assert.deepEqual(await read(telegram, PHOTOS), { ok: false, failure: wait });
  }
});

Deno.test("readHistory() looks for no words where the index is shut", async () => {
  const refusal: Failure = { code: "CHANNEL_PRIVATE", reason: "no_access" };
  const { telegram } = listening(telegramOver(() => [photo(5)]), "search", refusal);
  const outcome = await read(telegram, { ...PHOTOS, search: "river" });
  assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
  assert.equal(outcome.failure.field, "search");
});

Deno.test("threadFinder() asks for a thread and a topic once an hour", async () => {
  let now = NOW;
  const { names, telegram } = listening({
    ...telegramOver(() => []),
    now: () => now,
  });
  const finder = threadFinder({
    ...telegram,
    messages: {
      ...telegram.messages,
      getMessages: ({ ids }) => {
        names.push("getMessages");
        const messages = ids.includes(99) ? [] : ids.map((id) => message(id, DAY, { topic_id: 4 }));
        return Promise.resolve({ ok: true, value: { ids, messages } });
      },
    },
  });
  const askAll = async () => {
    const found = await finder.discussion(CHAT, POST_ID, OPTIONS);
    assert.ok(found.ok);
    assert.equal(found.value.root_id, HEAD_ID);
    assert.deepEqual(await finder.topicOf(CHAT, 7, OPTIONS), { ok: true, value: 4 });
  };
  await askAll();
  now += 3600;
  await askAll();
  assert.deepEqual(names, ["getDiscussion", "getMessages"]);
  now += 1;
  await askAll();
  assert.deepEqual(names.slice(2), ["getDiscussion", "getMessages"]);
  assert.deepEqual(await finder.topicOf(CHAT, 99, OPTIONS), { ok: true, value: undefined });
});

Deno.test("threadFinder() keeps a thousand threads, and what pages told of them", async () => {
  const { names, telegram } = listening(telegramOver(() => []));
  const finder = threadFinder(telegram);
  const group: ResolvedChat = { ...CHAT, chat: { ...CHAT.chat, chat_id: -1000000000043 } };
  const home = { chat_id: -1000000000043, root_id: 12, group };
  finder.learn(CHAT, 1, home);
  assert.deepEqual(await finder.discussion(CHAT, 1, OPTIONS), { ok: true, value: home });
  // Without the group, or without the head, a page tells too little.
  finder.learn(CHAT, 2, { chat_id: -1000000000043, root_id: 12 });
  finder.learn(CHAT, 3, { chat_id: -1000000000043, group });
  await finder.discussion(CHAT, 2, OPTIONS);
  await finder.discussion(CHAT, 3, OPTIONS);
  assert.equal(names.length, 2);
  for (let post = 4; post <= 1001; post++) finder.learn(CHAT, post, home);
  await finder.discussion(CHAT, 2, OPTIONS);
  assert.equal(names.length, 2);
  await finder.discussion(CHAT, 1, OPTIONS);
  assert.equal(names.length, 3);
});

Deno.test("readComments() asks alone for a comment that a short page left out", async () => {
  const comments = [3, 4, 5, 6, 7].map((id) => message(id, DAY + id, { thread_id: HEAD_ID }));
  const { names, telegram } = listening(
    telegramOver(() => comments, (page, { limit }) =>
      limit === 1 ? page : {
        ids: page.ids.filter((id) => id !== 5),
        messages: page.messages.filter(({ id }) => id !== 5),
      }),
  );
  const request = { ref: REF, postId: POST_ID, ids: [5], context: 1 };
  const outcome = await readComments(telegram, request, OPTIONS);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.messages.map(({ id }) => id), [4, 5, 6]);
  assert.deepEqual(outcome.value.missing, []);
  assert.deepEqual(names, ["getReplies", "getReplies"]);
});

Deno.test("readComments() hands on what goes wrong", async () => {
  const wait: Failure = { code: "FLOOD_WAIT", retry_after_s: 9 };
  const { telegram } = listening(telegramOver(() => []), "getReplies", wait);
  const request = { ref: REF, postId: POST_ID, ids: [5], context: 2 };
  assert.deepEqual(await readComments(telegram, request, OPTIONS), { ok: false, failure: wait });
});
