import assert from "node:assert/strict";
import { chatFinder } from "../../src/history/chats.ts";
import type { ChatPolicy } from "../../src/model/access.ts";
import type { Chat } from "../../src/model/chat.ts";
import type { CallOptions, ChatRef } from "../../src/telegram/port.ts";
import { type MemoryChat, memoryTelegram } from "../contracts/memory_telegram.ts";

const OPTIONS = { signal: new AbortController().signal };

const chat = (chat_id: number, kind: Chat["kind"], ...usernames: string[]): MemoryChat => ({
  chat: { chat_id, kind, title: `Chat ${chat_id}`, usernames, ...named(usernames[0]) },
  details: { description: "About", member_count: 3 },
  messages: [],
});

function named(username: string | undefined) {
  return username === undefined ? {} : { username };
}

function setUp(policy: ChatPolicy = { mode: "public" }) {
  const calls: string[] = [];
  const clock = { now: 1_700_000_000 };
  const chats = [
    chat(-1000000000001, "channel", "News", "news_old"),
    chat(-1000000000002, "supergroup"),
    chat(-3, "group"),
    chat(4, "user", "anna"),
  ];
  const telegram = memoryTelegram({
    chats,
    now: () => clock.now,
    onCall: ({ method }) => void calls.push(method),
  });
  return { finder: chatFinder(telegram, policy), calls, clock };
}

Deno.test("chatFinder() asks once for a chat, by whichever of its names", async () => {
  const { finder, calls } = setUp();
  for (const input of ["@news", "NEWS", "t.me/news/5", "@news_old", "-1000000000001", "1"]) {
    const found = await finder.readable(input, "chat", OPTIONS);
    assert.ok(found.ok, input);
    assert.equal(found.value.chat.chat_id, -1000000000001);
  }
  assert.deepEqual(calls, ["contacts.resolveUsername"]);
});

Deno.test("chatFinder() asks once for a description", async () => {
  const { finder, calls } = setUp();
  for (let round = 0; round < 3; round++) {
    const found = await finder.described("@news", "input", OPTIONS);
    assert.ok(found.ok);
    assert.deepEqual(found.value.details, { description: "About", member_count: 3 });
  }
  assert.deepEqual(calls, ["contacts.resolveUsername", "channels.getFullChannel"]);
});

Deno.test("chatFinder() asks again after an hour, and after a refusal by Telegram", async () => {
  const { finder, calls, clock } = setUp();
  await finder.readable("@news", "chat", OPTIONS);
  clock.now += 3600;
  await finder.readable("@news", "chat", OPTIONS);
  assert.equal(calls.length, 1);
  clock.now += 1;
  await finder.readable("@news", "chat", OPTIONS);
  assert.equal(calls.length, 2);
  finder.forget(-1000000000001);
  await finder.readable("@news", "chat", OPTIONS);
  assert.equal(calls.length, 3);
});

Deno.test("chatFinder() asks by number after an hour, for it still has the reference", async () => {
  const { finder, calls, clock } = setUp();
  await finder.readable("@news", "chat", OPTIONS);
  clock.now += 3601;
  assert.ok((await finder.readable("-1000000000001", "chat", OPTIONS)).ok);
  assert.deepEqual(calls, ["contacts.resolveUsername", "channels.getChannels"]);
});

Deno.test("chatFinder() knows no number that it has not seen", async () => {
  const { finder, calls } = setUp();
  assert.deepEqual(await finder.readable("-1000000000001", "chat", OPTIONS), {
    ok: false,
    failure: { code: "CHAT_NOT_FOUND", chat: "-1000000000001" },
  });
  assert.deepEqual(calls, []);
});

Deno.test("chatFinder() refuses basic groups where only public chats are read", async () => {
  const { finder } = setUp();
  assert.deepEqual(await finder.readable("-3", "chat", OPTIONS), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "not_public" },
  });
  const all = setUp({ mode: "all" });
  assert.ok((await all.finder.readable("-3", "chat", OPTIONS)).ok);
});

Deno.test("chatFinder() asks for the basic group that a bare number may be, if it is nobody seen", async () => {
  const { finder, calls } = setUp({ mode: "all" });
  const found = await finder.readable("3", "chat", OPTIONS);
  assert.ok(found.ok);
  assert.equal(found.value.chat.chat_id, -3);
  assert.deepEqual(await finder.readable("5", "chat", OPTIONS), {
    ok: false,
    failure: { code: "CHAT_NOT_FOUND", chat: "5" },
  });
  // Each time: it may have become a supergroup since.
  await finder.readable("3", "chat", OPTIONS);
  assert.deepEqual(calls, ["messages.getChats", "messages.getChats", "messages.getChats"]);
});

Deno.test("chatFinder() takes a bare number for the channel that was seen, not for a group", async () => {
  const { finder, calls, clock } = setUp({ mode: "all" });
  await finder.readable("@news", "chat", OPTIONS);
  clock.now += 3601;
  const found = await finder.readable("1", "chat", OPTIONS);
  assert.ok(found.ok);
  assert.equal(found.value.chat.chat_id, -1000000000001);
  assert.deepEqual(calls, ["contacts.resolveUsername", "channels.getChannels"]);
});

Deno.test("chatFinder() knows no number that Telegram has no group for", async () => {
  const { finder } = setUp();
  const groups = ["9007199254740991", "999999999999999"];
  for (const input of groups) {
    assert.deepEqual(await finder.readable(input, "chat", OPTIONS), {
      ok: false,
      failure: { code: "CHAT_NOT_FOUND", chat: input },
    });
  }
});

Deno.test("chatFinder() refuses people's history and tells their name without asking for more", async () => {
  const { finder, calls } = setUp();
  assert.deepEqual(await finder.readable("@anna", "chat", OPTIONS), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "private_chat" },
  });
  const found = await finder.described("@anna", "input", OPTIONS);
  assert.ok(found.ok);
  assert.deepEqual(found.value.details, {});
  assert.deepEqual(calls, ["contacts.resolveUsername"]);
});

const NEWS_ID = -1000000000001;
const TALK_ID = -1000000000006;

/** A channel and its discussion group, each linked to the other. */
function setUpLinked(...talkNames: readonly string[]) {
  const calls: string[] = [];
  const clock = { now: 1_700_000_000 };
  const telegram = memoryTelegram({
    chats: [
      { ...chat(NEWS_ID, "channel", "News"), details: { linked_chat_id: TALK_ID } },
      { ...chat(TALK_ID, "supergroup", ...talkNames), details: { linked_chat_id: NEWS_ID } },
    ],
    now: () => clock.now,
    onCall: ({ method }) => void calls.push(method),
  });
  return { telegram, finder: chatFinder(telegram, { mode: "public" }), calls, clock };
}

Deno.test("chatFinder() finds by its id the linked chat that came with a description", async () => {
  const { finder, calls } = setUpLinked("news_talk");
  await finder.described("@news", "input", OPTIONS);
  const found = await finder.readable("-1000000000006", "chat", OPTIONS);
  assert.ok(found.ok);
  assert.deepEqual(found.value.ref, { type: "channel", id: 6, access_hash: "42" });
  assert.deepEqual(calls, ["contacts.resolveUsername", "channels.getFullChannel"]);
});

Deno.test("chatFinder() asks the policy about a chat that came with a description", async () => {
  const { finder } = setUpLinked();
  await finder.described("@news", "input", OPTIONS);
  assert.deepEqual(await finder.readable("-1000000000006", "chat", OPTIONS), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "not_public" },
  });
});

Deno.test("chatFinder() keeps a description when the chat comes with another one's", async () => {
  const { finder, calls } = setUpLinked("news_talk");
  for (const input of ["@news", "-1000000000006", "@news", "@news_talk"]) {
    assert.ok((await finder.described(input, "input", OPTIONS)).ok);
  }
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "channels.getFullChannel",
    "channels.getFullChannel",
  ]);
});

Deno.test("chatFinder() renews an expired chat that comes with another one's description", async () => {
  const { finder, calls, clock } = setUpLinked("news_talk");
  await finder.readable("@news_talk", "chat", OPTIONS);
  clock.now += 3601;
  await finder.described("@news", "input", OPTIONS);
  await finder.readable("@news_talk", "chat", OPTIONS);
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "contacts.resolveUsername",
    "channels.getFullChannel",
  ]);
});

Deno.test("chatFinder() leaves a migrated group's id to its supergroup", async () => {
  const { telegram } = setUpLinked();
  const news = { type: "channel", id: 1, access_hash: "7" } as const;
  const former = {
    ...chat(-3, "group"),
    ref: { type: "group", id: 3 },
    migrated_to: news,
  } as const;
  const answer = <T>(value: T) => Promise.resolve({ ok: true, value } as const);
  const chats = {
    ...telegram.chats,
    getDetails: () => answer({ details: {}, seen: [former] }),
    getChat: (ref: ChatRef, options: CallOptions) =>
      ref.type === "group" ? answer(former) : telegram.chats.getChat(ref, options),
  };
  const finder = chatFinder({ ...telegram, chats }, { mode: "public" });
  await finder.described("@news", "input", OPTIONS);
  for (const input of ["-3", "3"]) {
    const found = await finder.readable(input, "chat", OPTIONS);
    assert.ok(found.ok);
    assert.equal(found.value.chat.chat_id, NEWS_ID);
  }
});

Deno.test("chatFinder() keeps a thousand chats", async () => {
  const chats = Array.from(
    { length: 1001 },
    (_, index) => chat(-1000000001000 - index, "channel", `chat_${index}`),
  );
  const calls: string[] = [];
  const telegram = memoryTelegram({ chats, onCall: ({ method }) => void calls.push(method) });
  const finder = chatFinder(telegram, { mode: "public" });
  for (let index = 0; index < 1001; index++) {
    await finder.readable(`chat_${index}`, "chat", OPTIONS);
  }
  await finder.readable("chat_1", "chat", OPTIONS);
  assert.equal(calls.length, 1001);
  await finder.readable("chat_0", "chat", OPTIONS);
  assert.equal(calls.length, 1002);
});
