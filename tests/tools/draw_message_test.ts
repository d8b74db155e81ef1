import assert from "node:assert/strict";
import type { Message, Sender } from "../../src/model/message.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import { cleanerFor } from "../../src/tools/cleaner.ts";
import { drawMessages } from "../../src/tools/draw_message.ts";

const CHAT = {
  chat_id: -1000000000042,
  kind: "supergroup",
  title: "A chat",
  usernames: [],
} as const;
const ANNA: Sender = { id: 5, kind: "user", name: "Anna", username: "anna_k" };
const NEWS: Sender = { id: -1000000000009, kind: "channel", name: "News", username: "news" };

const MESSAGES: readonly Message[] = [ANNA, NEWS, ANNA].map((sender, at) => ({
  id: at + 1,
  chat_id: CHAT.chat_id,
  date: 1646071956,
  text: "Hi",
  sender,
}));

const draw = (format: "concise" | "detailed", mode: "mask" | "off") =>
  drawMessages(MESSAGES, CHAT, format, cleanerFor({ mode, kinds: DEFAULT_PII_KINDS }));

const NEWS_TOLD = { id: -1000000000009, kind: "channel", name: "News", username: "news" };

Deno.test("drawMessages() tells concise senders once, masked names by their place alone", () => {
  const { messages, senders } = draw("concise", "mask");
  assert.deepEqual(senders, [{ id: 5 }, NEWS_TOLD]);
  assert.deepEqual(messages.map(({ sender }) => sender), [0, 1, 0]);
});

Deno.test("drawMessages() tells names of concise senders where the policy shows them", () => {
  const { senders } = draw("concise", "off");
  assert.deepEqual(senders, [{ id: 5, name: "Anna", username: "anna_k" }, NEWS_TOLD]);
});

Deno.test("drawMessages() tells each detailed sender in full", () => {
  const { messages, senders } = draw("detailed", "mask");
  assert.deepEqual(senders, []);
  assert.deepEqual(messages.map(({ sender }) => sender), [
    { id: 5, kind: "user", name: "user 1" },
    NEWS_TOLD,
    { id: 5, kind: "user", name: "user 1" },
  ]);
});
