import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { withhold } from "../../../src/sandbox/faults/short_pages.ts";
import { answerOf, ask, type Setting } from "../ask.ts";

const named = (id: number) => new Api.InputMessageID({ id });

function inChannel(id: Api.TypeInputMessage[], channelId = 1002, hash = channelId * 7) {
  const channel = new Api.InputChannel({ channelId: bigInt(channelId), accessHash: bigInt(hash) });
  return new Api.channels.GetMessages({ channel, id });
}

async function found(request: Api.channels.GetMessages, setting?: Setting) {
  const { messages } = await answerOf<Api.messages.ChannelMessages>(request, setting);
  return messages.map(({ className, id }) => `${className} ${id}`);
}

Deno.test("channels.getMessages answers each id in its place, deleted ones as messageEmpty", async () => {
  const request = inChannel([named(8), named(4), named(2), named(8), named(1_000)]);
  assert.deepEqual(await found(request), [
    "Message 8",
    "MessageEmpty 4",
    "MessageService 2",
    "Message 8",
    "MessageEmpty 1000",
  ]);
  const answer = await answerOf<Api.messages.ChannelMessages>(request);
  assert.deepEqual([answer.className, answer.count], ["messages.ChannelMessages", 5]);
  assert.deepEqual(answer.chats.map(({ id }) => id.toJSNumber()), [1002, 501]);
  assert.deepEqual(answer.users.map(({ id }) => id.toJSNumber()), [10]);
});

Deno.test("channels.getMessages finds what a message answers to, and the pinned message", async () => {
  assert.deepEqual(await found(inChannel([new Api.InputMessageReplyTo({ id: 5 })])), ["Message 3"]);
  assert.deepEqual(await found(inChannel([new Api.InputMessageReplyTo({ id: 3 })])), []);
  assert.deepEqual(await found(inChannel([new Api.InputMessagePinned()], 1001)), ["Message 5"]);
  assert.deepEqual(await found(inChannel([new Api.InputMessagePinned()])), []);
});

Deno.test("channels.getMessages leaves ids beyond 200 unanswered", async () => {
  const ids = Array.from({ length: 201 }, (_, index) => named(index + 1));
  assert.equal((await found(inChannel(ids))).length, 200);
});

Deno.test("channels.getMessages serves nothing that is withheld", async () => {
  const setting = { shortPages: withhold(1, 1) };
  assert.deepEqual(await found(inChannel([named(3)]), setting), ["MessageEmpty 3"]);
});

Deno.test("channels.getMessages refuses what cannot be", async () => {
  assert.equal(await ask(inChannel([])), "400 MESSAGE_IDS_EMPTY");
  assert.equal(await ask(inChannel([named(0)])), "400 MSG_ID_INVALID");
  assert.equal(await ask(inChannel([named(3)], 1002, 1)), "400 CHANNEL_INVALID");
  assert.equal(await ask(inChannel([named(1)], 1003)), "400 CHANNEL_PRIVATE");
  const nowhere = new Api.channels.GetMessages({
    channel: new Api.InputChannelEmpty(),
    id: [named(1)],
  });
  assert.equal(await ask(nowhere), "400 CHANNEL_INVALID");
});

Deno.test("messages.getMessages looks through the account's dialogs and basic groups", async () => {
  const request = new Api.messages.GetMessages({ id: [named(4), named(2), named(3), named(144)] });
  const answer = await answerOf<Api.messages.Messages>(request);
  assert.equal(answer.className, "messages.Messages");
  assert.deepEqual(answer.messages.map(({ className, id }) => `${className} ${id}`), [
    "Message 4",
    "Message 2",
    "MessageEmpty 3",
    "MessageEmpty 144",
  ]);
  assert.deepEqual(answer.users.map(({ id }) => id.toJSNumber()), [11, 12]);
  assert.deepEqual(answer.chats.map(({ id }) => id.toJSNumber()), [501]);
  const none = new Api.messages.GetMessages({ id: [] });
  assert.equal(await ask(none), "400 MESSAGE_IDS_EMPTY");
});
