import assert from "node:assert/strict";
import type { Failure } from "../../src/model/failure.ts";
import type { Observer, TelegramCallEnded } from "../../src/model/observer.ts";
import { withObserver } from "../../src/telegram/observed.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";

const OPTIONS = { signal: new AbortController().signal };

function listening(failure?: Failure) {
  const told: (readonly [string, TelegramCallEnded | undefined])[] = [];
  const called: string[] = [];
  const observer: Pick<Observer, "telegramCall"> = {
    telegramCall: ({ method }) => ({
      within: (work) => work(),
      end: (end) => void told.push([method, end]),
    }),
  };
  const behind = memoryTelegram({
    chats: [],
    onCall: ({ method }) => {
      called.push(method);
      return failure;
    },
  });
  return { telegram: withObserver(behind, observer), told, called };
}

Deno.test("withObserver() names each call as the engine behind does", async () => {
  const { telegram: { chats, messages, topics }, told, called } = listening();
  for (const type of ["user", "group", "channel"] as const) {
    const ref = { type, id: 1, access_hash: "2" };
    await chats.getDetails(ref, OPTIONS);
    await chats.getChat(ref, OPTIONS);
    await messages.getMessages({ ref, ids: [1] }, OPTIONS);
  }
  const ref = { type: "channel", id: 1, access_hash: "2" } as const;
  await chats.resolveUsername("some_name", OPTIONS);
  await messages.getHistory({ ref, limit: 1 }, OPTIONS);
  await messages.search({ ref, text: "a", filter: "any", limit: 1 }, OPTIONS);
  await messages.getReplies({ ref, root_id: 1, limit: 1 }, OPTIONS);
  await messages.getDiscussion({ ref, root_id: 1 }, OPTIONS);
  await topics.getTopics({ ref, limit: 1 }, OPTIONS);
  assert.deepEqual(told.map(([method]) => method), [
    "users.getFullUser",
    "users.getUsers",
    "messages.getMessages",
    "messages.getFullChat",
    "messages.getChats",
    "messages.getMessages",
    "channels.getFullChannel",
    "channels.getChannels",
    "channels.getMessages",
    "contacts.resolveUsername",
    "messages.getHistory",
    "messages.search",
    "messages.getReplies",
    "messages.getDiscussionMessage",
    "channels.getForumTopics",
  ]);
  assert.deepEqual(called, told.map(([method]) => method));
});

Deno.test("withObserver() tells the seconds of a flood wait", async () => {
  const { telegram, told } = listening({ code: "FLOOD_WAIT", retry_after_s: 17 });
  await telegram.chats.resolveUsername("some_name", OPTIONS);
  assert.deepEqual(told, [
    ["contacts.resolveUsername", { status: "FLOOD_WAIT", floodWaitS: 17 }],
  ]);
});

Deno.test("withObserver() tells of a bug as INTERNAL and passes it on", async () => {
  const bug = new TypeError("a bug");
  const ended: TelegramCallEnded[] = [];
  const telegram = withObserver({
    ...memoryTelegram({ chats: [] }),
    topics: { getTopics: () => Promise.reject(bug) },
  }, {
    telegramCall: () => ({ within: (work) => work(), end: (end) => void ended.push(end) }),
  });
  const ref = { type: "channel", id: 1 } as const;
  await assert.rejects(telegram.topics.getTopics({ ref, limit: 1 }, OPTIONS), bug);
  assert.deepEqual(ended, [{ status: "INTERNAL" }]);
});
