import assert from "node:assert/strict";
import { type ChatPolicy, describingRefused, readingRefused } from "../../src/model/access.ts";
import type { Chat, ChatKind } from "../../src/model/chat.ts";

const chat = (kind: ChatKind, chat_id: number, ...usernames: string[]): Chat => ({
  chat_id,
  kind,
  title: "A chat",
  usernames,
});

const NEWS = chat("channel", -1000000000001, "News");
const HIDDEN = chat("supergroup", -1000000000002);
const GROUP = chat("group", -3);
const ANNA = chat("user", 4, "anna");
const BOT = chat("bot", 5, "helper_bot");
const FORUM = chat("forum", -1000000000006, "forum");

const LIST: ChatPolicy = {
  mode: "list",
  usernames: new Set(["news", "anna"]),
  ids: new Set([-1000000000002]),
};

const READING: readonly (readonly [ChatPolicy, readonly (string | undefined)[]])[] = [
  [{ mode: "public" }, [
    undefined,
    "not_public",
    "not_public",
    "private_chat",
    "private_chat",
    undefined,
  ]],
  [LIST, [undefined, undefined, "not_allowed", undefined, "not_allowed", "not_allowed"]],
  [{ mode: "all" }, [undefined, undefined, undefined, undefined, undefined, undefined]],
];

for (const [policy, expected] of READING) {
  Deno.test(`readingRefused() decides for each kind of chat with ${policy.mode}`, () => {
    const chats = [NEWS, HIDDEN, GROUP, ANNA, BOT, FORUM];
    assert.deepEqual(chats.map((each) => readingRefused(each, policy)), expected);
  });
}

Deno.test("describingRefused() lets people and bots be named where only their messages are private", () => {
  assert.equal(describingRefused(ANNA, { mode: "public" }), undefined);
  assert.equal(describingRefused(GROUP, { mode: "public" }), "not_public");
  assert.equal(describingRefused(BOT, LIST), "not_allowed");
});
