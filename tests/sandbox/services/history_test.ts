import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { withhold } from "../../../src/sandbox/faults/short_pages.ts";
import { answerOf, ask, type Setting } from "../ask.ts";
import { inputChannel, inputUser } from "../tiny_world.ts";

/** Whichever constructor a page came in. */
interface Page extends Omit<Api.messages.ChannelMessages, "className"> {
  readonly className: Api.messages.TypeMessages["className"];
}

function getHistory(
  peer: Api.TypeInputPeer,
  offsets: Partial<ConstructorParameters<typeof Api.messages.GetHistory>[0]> = {},
) {
  return new Api.messages.GetHistory({
    peer,
    offsetId: 0,
    offsetDate: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
    ...offsets,
  });
}

const read = (...request: Parameters<typeof getHistory>) => answerOf<Page>(getHistory(...request));
const hashOf = (entity: Api.User | Api.Channel | undefined) => entity?.accessHash?.toString();
const refusal = (peer: Api.TypeInputPeer, setting?: Setting) => ask(getHistory(peer), setting);
const basicGroup = (id: number) => new Api.InputPeerChat({ chatId: bigInt(id) });

Deno.test("messages.getHistory reads a supergroup as channelMessages", async () => {
  const page = await read(inputChannel(1002), { offsetId: 13, limit: 3 });
  assert.equal(page.className, "messages.ChannelMessages");
  assert.deepEqual(page.messages.map(({ id }) => id), [8, 5, 3]);
  assert.equal(page.count, 10);
  assert.equal(page.offsetIdOffset, 6);
  assert.equal(page.pts, 145);
  assert.deepEqual(page.topics, []);
});

Deno.test("messages.getHistory shows a supergroup's senders as min, the account itself in full", async () => {
  const { users, chats } = await read(inputChannel(1002), { offsetId: 13, limit: 3 });
  const people = users as Api.User[];
  assert.deepEqual(people.map(({ id, min }) => [id.toJSNumber(), min]), [
    [10, false],
    [12, true],
    [11, true],
  ]);
  const [self, , ann] = people;
  assert.equal(hashOf(self), "70");
  assert.notEqual(hashOf(ann), "77");
  assert.partialDeepStrictEqual(ann, { firstName: "Ann", phone: null });
  assert.equal(chats.length, 1);
  assert.partialDeepStrictEqual(chats[0], { min: false, left: true });
  assert.equal(hashOf(chats[0] as Api.Channel), "7014");
});

Deno.test("messages.getHistory sends forward origins, via bots and a service message's chat along", async () => {
  const news = await read(inputChannel(1001));
  assert.deepEqual(
    (news.chats as Api.Channel[]).map(({ id, min, left }) => [id.toJSNumber(), min, left]),
    [[1001, false, false], [1009, true, false], [1008, false, true]],
  );
  assert.deepEqual(news.users.map(({ id }) => id.toJSNumber()), [13]);
  const oldest = await read(inputChannel(1002), { offsetId: 3 });
  assert.deepEqual(oldest.chats.map(({ id }) => id.toJSNumber()), [1002, 501]);
});

Deno.test("messages.getHistory reads a basic group and a dialog as messages or messagesSlice", async () => {
  const group = await read(basicGroup(501));
  assert.equal(group.className, "messages.Messages");
  assert.deepEqual(group.messages.map(({ id }) => id), [7, 2, 1]);
  assert.deepEqual(
    (group.users as Api.User[]).map(({ id, min }) => [id.toJSNumber(), min]),
    [[12, false], [11, false]],
  );
  const slice = await read(basicGroup(501), { limit: 2, addOffset: 1 });
  assert.equal(slice.className, "messages.MessagesSlice");
  assert.equal(slice.count, 3);
  assert.equal(slice.offsetIdOffset, 1);
  assert.deepEqual(slice.messages.map(({ id }) => id), [2, 1]);
  const dialog = await read(inputUser(11), { limit: 1, addOffset: 1 });
  assert.deepEqual(dialog.messages.map(({ id }) => id), [4]);
  assert.deepEqual(dialog.users.map(({ id }) => id.toJSNumber()), [11, 10]);
});

Deno.test("messages.getHistory answers an empty chat and a page beyond the end", async () => {
  const empty = await read(inputChannel(1004));
  assert.deepEqual([empty.messages, empty.count, empty.pts, empty.offsetIdOffset], [[], 0, 1, 0]);
  const beyond = await read(inputChannel(1002), { offsetId: 2 });
  assert.deepEqual([beyond.messages.length, beyond.count, beyond.offsetIdOffset], [0, 10, 10]);
  const stranger = await read(inputUser(12));
  assert.deepEqual([stranger.className, stranger.messages.length], ["messages.Messages", 0]);
  const saved = await read(new Api.InputPeerSelf());
  assert.deepEqual(saved.messages, []);
});

Deno.test("messages.getHistory still counts what is withheld", async () => {
  const page = await answerOf<Page>(getHistory(inputChannel(1002)), {
    shortPages: withhold(1, 1),
  });
  assert.deepEqual([page.messages.length, page.count], [0, 10]);
});

Deno.test("messages.getHistory refuses what the account may not read", async () => {
  assert.equal(await refusal(inputChannel(1003)), "400 CHANNEL_PRIVATE");
  assert.equal(await refusal(inputChannel(1009)), "400 CHANNEL_PRIVATE");
  assert.equal(await refusal(inputChannel(1002, 1)), "400 CHANNEL_INVALID");
  assert.equal(await refusal(inputChannel(4040)), "400 CHANNEL_INVALID");
  assert.equal(await refusal(inputUser(11, 1)), "400 PEER_ID_INVALID");
  assert.equal(await refusal(inputUser(4040)), "400 PEER_ID_INVALID");
  assert.equal(await refusal(basicGroup(502)), "400 PEER_ID_INVALID");
  assert.equal(await refusal(basicGroup(4040)), "400 PEER_ID_INVALID");
  assert.equal(await refusal(new Api.InputPeerEmpty()), "400 PEER_ID_INVALID");
});

Deno.test("messages.getHistory refuses the access hash of a min user", async () => {
  const { users } = await read(inputChannel(1002), { offsetId: 5 });
  const [ann] = users as Api.User[];
  const peer = new Api.InputPeerUser({ userId: ann!.id, accessHash: ann!.accessHash! });
  assert.equal(await refusal(peer), "400 PEER_ID_INVALID");
});

Deno.test("messages.getHistory finds peers by a message that refers to them", async () => {
  const userFrom = (msgId: number, userId = 11) =>
    new Api.InputPeerUserFromMessage({ peer: inputChannel(1002), msgId, userId: bigInt(userId) });
  const channelFrom = (msgId: number, channelId: number) =>
    new Api.InputPeerChannelFromMessage({
      peer: inputChannel(1001),
      msgId,
      channelId: bigInt(channelId),
    });
  assert.deepEqual((await read(userFrom(3))).messages.map(({ id }) => id), [6, 4]);
  assert.deepEqual((await read(channelFrom(3, 1008))).messages, []);
  assert.equal(await refusal(userFrom(5)), "400 MSG_ID_INVALID");
  assert.equal(await refusal(userFrom(4)), "400 MSG_ID_INVALID");
  assert.equal(await refusal(channelFrom(3, 1009)), "400 MSG_ID_INVALID");
  assert.equal(await refusal(channelFrom(9, 1009)), "400 CHANNEL_PRIVATE");
  assert.equal(
    await refusal(
      new Api.InputPeerUserFromMessage({
        peer: inputChannel(1003),
        msgId: 1,
        userId: bigInt(11),
      }),
    ),
    "400 CHANNEL_PRIVATE",
  );
});
