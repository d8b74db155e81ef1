import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { answerOf, ask } from "../ask.ts";
import { channel as worldChannel, inputChannel, user, worldChat, worldOf } from "../tiny_world.ts";

function channel(channelId: number, hash = channelId * 7): Api.InputChannel {
  return new Api.InputChannel({ channelId: bigInt(channelId), accessHash: bigInt(hash) });
}

const fullChannel = (input: Api.TypeInputChannel) =>
  new Api.channels.GetFullChannel({ channel: input });

Deno.test("channels.getChannels answers for all or none", async () => {
  const get = (...id: Api.TypeInputChannel[]) => new Api.channels.GetChannels({ id });
  const { chats } = await answerOf<Api.messages.Chats>(get(channel(1002), channel(1001)));
  assert.deepEqual((chats as Api.Channel[]).map(({ title, left }) => [title, left]), [
    ["Tiny Chat", true],
    ["Tiny News", false],
  ]);
  const fromMessage = new Api.InputChannelFromMessage({
    peer: inputChannel(1001),
    msgId: 3,
    channelId: bigInt(1008),
  });
  const one = await answerOf<Api.messages.Chats>(get(fromMessage));
  assert.deepEqual(one.chats.map(({ id }) => id.toJSNumber()), [1008]);
  assert.equal(await ask(get(channel(1001), channel(1002, 1))), "400 CHANNEL_INVALID");
  assert.equal(await ask(get(channel(1003))), "400 CHANNEL_PRIVATE");
});

Deno.test("channels.getFullChannel describes a channel and its discussion group", async () => {
  const { fullChat, chats } = await answerOf<Api.messages.ChatFull>(fullChannel(channel(1001)));
  const full = fullChat as Api.ChannelFull;
  assert.equal(full.about, "Small news");
  assert.equal(full.participantsCount, 70);
  assert.equal(full.linkedChatId?.toJSNumber(), 1002);
  assert.equal(full.pinnedMsgId, 5);
  assert.equal(full.pts, 10);
  assert.equal(full.readInboxMaxId, 9);
  assert.equal(full.migratedFromChatId, null);
  assert.deepEqual(chats.map(({ id }) => id.toJSNumber()), [1001, 1002]);
});

Deno.test("channels.getFullChannel names the basic group a supergroup came from", async () => {
  const { fullChat, chats } = await answerOf<Api.messages.ChatFull>(fullChannel(channel(1002)));
  const full = fullChat as Api.ChannelFull;
  assert.deepEqual([full.migratedFromChatId?.toJSNumber(), full.migratedFromMaxId], [501, 7]);
  assert.deepEqual([full.pinnedMsgId, full.readInboxMaxId, full.about], [null, 0, ""]);
  assert.deepEqual(chats.map(({ id }) => id.toJSNumber()), [1002, 1001, 501]);
  assert.equal(await ask(fullChannel(channel(1003))), "400 CHANNEL_PRIVATE");
  assert.equal(await ask(fullChannel(new Api.InputChannelEmpty())), "400 CHANNEL_INVALID");
});

Deno.test("channels.getFullChannel shows a closed discussion group of an open channel in full", async () => {
  const world = worldOf({
    self: user(10, "Self"),
    users: [],
    chats: [
      worldChat(worldChannel(1, "Open", { broadcast: true, username: "open_news" }), [], {
        member: false,
        linkedChatId: 2,
      }),
      worldChat(worldChannel(2, "Closed", { megagroup: true }), [], {
        member: false,
        linkedChatId: 1,
      }),
    ],
  });
  const { chats } = await answerOf<Api.messages.ChatFull>(fullChannel(channel(1)), { world });
  assert.partialDeepStrictEqual(chats[1], { title: "Closed", min: false, left: true });
  assert.equal(await ask(fullChannel(channel(2)), { world }), "400 CHANNEL_PRIVATE");
});

Deno.test("messages.getChats and getFullChat know the account's basic groups", async () => {
  const get = (...id: number[]) =>
    new Api.messages.GetChats({ id: id.map((each) => bigInt(each)) });
  const { chats } = await answerOf<Api.messages.Chats>(get(501));
  assert.deepEqual((chats as Api.Chat[]).map(({ title }) => title), ["Former"]);
  assert.equal(await ask(get(501, 502)), "400 CHAT_ID_INVALID");

  const getFull = (id: number) => new Api.messages.GetFullChat({ chatId: bigInt(id) });
  const { fullChat } = await answerOf<Api.messages.ChatFull>(getFull(501));
  assert.deepEqual([fullChat.className, fullChat.about], ["ChatFull", "Before"]);
  assert.equal(await ask(getFull(502)), "400 CHAT_ID_INVALID");
  assert.equal(await ask(getFull(4040)), "400 CHAT_ID_INVALID");
});
