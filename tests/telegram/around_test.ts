import assert from "node:assert/strict";
import { aroundCalls } from "../../src/telegram/around.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";

Deno.test("aroundCalls() wraps every call of the port, by its name", async () => {
  const ref = { type: "group", id: 1 } as const;
  const options = { signal: new AbortController().signal };
  const wrapped: string[] = [];
  const called: string[] = [];
  const behind = memoryTelegram({
    chats: [],
    onCall: ({ method }) => {
      called.push(method);
      return undefined;
    },
  });
  const { chats, messages, topics } = aroundCalls(behind, (name, call, run) => {
    wrapped.push(name);
    return run(call);
  });
  await chats.resolveUsername("some_name", options);
  await chats.getDetails(ref, options);
  await chats.getChat(ref, options);
  await messages.getHistory({ ref, limit: 1 }, options);
  await messages.search({ ref, text: "a", filter: "any", limit: 1 }, options);
  await messages.getReplies({ ref, root_id: 1, limit: 1 }, options);
  await messages.getDiscussion({ ref, root_id: 1 }, options);
  await messages.getMessages({ ref, ids: [1] }, options);
  await topics.getTopics({ ref, limit: 1 }, options);
  assert.deepEqual(wrapped, [
    "resolveUsername",
    "getDetails",
    "getChat",
    "getHistory",
    "search",
    "getReplies",
    "getDiscussion",
    "getMessages",
    "getTopics",
  ]);
  assert.deepEqual(called, [
    "contacts.resolveUsername",
    "messages.getFullChat",
    "messages.getChats",
    "messages.getHistory",
    "messages.search",
    "messages.getReplies",
    "messages.getDiscussionMessage",
    "messages.getMessages",
    "channels.getForumTopics",
  ]);
});
