import assert from "node:assert/strict";
import { Api, bigInt } from "../../src/gramjs.ts";
import type { TlAnswer, TlObject } from "../../src/sandbox/rpc.ts";
import { drawOutcome, drawParams, tlName } from "../../src/sandbox/trace.ts";
import { decode } from "./ask.ts";
import { inputChannel, ofChannel, text } from "./tiny_world.ts";

const params = (request: TlObject) => drawParams(decode<TlObject>(request.getBytes()));
const drawn = (answer: TlAnswer) => drawOutcome({ answer });

Deno.test("tlName() writes names as the schema does", () => {
  assert.equal(tlName("messages.GetHistory"), "messages.getHistory");
  assert.equal(tlName("InvokeWithLayer"), "invokeWithLayer");
});

Deno.test("drawParams() draws getHistory without what opens the chat", () => {
  const request = new Api.messages.GetHistory(
    {
      peer: inputChannel(1002),
      offsetId: 13,
      addOffset: -3,
      limit: 3,
    } as ConstructorParameters<typeof Api.messages.GetHistory>[0],
  );
  Object.assign(request, { offsetDate: 0, maxId: 0, minId: 0, hash: bigInt(99) });
  assert.deepEqual(params(request), {
    peer: { type: "channel", id: 1002 },
    offset_id: 13,
    offset_date: 0,
    add_offset: -3,
    limit: 3,
    max_id: 0,
    min_id: 0,
  });
});

Deno.test("drawParams() draws every kind of peer", () => {
  const peers = [
    new Api.InputPeerSelf(),
    new Api.InputPeerEmpty(),
    new Api.InputPeerUser({ userId: bigInt(11), accessHash: bigInt(1) }),
    new Api.InputPeerChat({ chatId: bigInt(501) }),
    new Api.InputPeerUserFromMessage({ peer: inputChannel(1002), msgId: 3, userId: bigInt(11) }),
  ].map((peer) => new Api.InputDialogPeer({ peer }));
  assert.deepEqual(params(new Api.messages.GetPeerDialogs({ peers })), {
    peers: [
      { _: "inputDialogPeer", peer: { type: "self" } },
      { _: "inputDialogPeer", peer: { type: "empty" } },
      { _: "inputDialogPeer", peer: { type: "user", id: 11 } },
      { _: "inputDialogPeer", peer: { type: "chat", id: 501 } },
      { _: "inputDialogPeer", peer: { type: "user", id: 11 } },
    ],
  });
  const id = [
    new Api.InputUserSelf(),
    new Api.InputUserEmpty(),
    new Api.InputUser({ userId: bigInt("9007199254740993"), accessHash: bigInt(1) }),
  ];
  assert.deepEqual(params(new Api.users.GetUsers({ id })), {
    id: [{ type: "self" }, { type: "empty" }, { type: "user", id: "9007199254740993" }],
  });
});

Deno.test("drawParams() draws ids, flags that are set, and no secrets", () => {
  const channel = new Api.InputChannel({ channelId: bigInt(1002), accessHash: bigInt(1) });
  const getMessages = new Api.channels.GetMessages({
    channel,
    id: [new Api.InputMessageID({ id: 3 }), new Api.InputMessagePinned()],
  });
  assert.deepEqual(params(getMessages), {
    channel: { type: "channel", id: 1002 },
    id: [3, { _: "inputMessagePinned" }],
  });
  const signIn = new Api.auth.SignIn({
    phoneNumber: "+9996620000",
    phoneCodeHash: "abc",
    phoneCode: "22222",
  });
  assert.deepEqual(params(signIn), { phone_number: "+9996620000" });
});

Deno.test("drawOutcome() counts the messages of a page", () => {
  const page = new Api.messages.ChannelMessages({
    pts: 1,
    count: 10,
    messages: [text(ofChannel(1), 9), text(ofChannel(1), 5)],
    topics: [],
    chats: [],
    users: [],
  });
  assert.deepEqual(drawn(page), {
    _: "messages.channelMessages",
    messages: 2,
    first_id: 9,
    last_id: 5,
    count: 10,
  });
  const empty = new Api.messages.Messages({ messages: [], chats: [], users: [] });
  assert.deepEqual(drawn(empty), { _: "messages.messages", messages: 0 });
});

Deno.test("drawOutcome() draws other answers and errors", () => {
  assert.deepEqual(drawn(true), { _: "boolTrue" });
  assert.deepEqual(drawn(false), { _: "boolFalse" });
  assert.deepEqual(drawn([new Api.InputUserSelf()]), { _: "vector", count: 1 });
  assert.deepEqual(drawn(new Api.PeerUser({ userId: bigInt(1) })), { _: "peerUser" });
  assert.deepEqual(drawOutcome({ error: { code: 400, message: "CHANNEL_PRIVATE" } }), {
    error_code: 400,
    error_message: "CHANNEL_PRIVATE",
  });
});
