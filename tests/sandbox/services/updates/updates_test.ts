import assert from "node:assert/strict";
import { Api, bigInt } from "../../../../src/gramjs.ts";
import { type LiveWorld, liveWorld } from "../../../../src/sandbox/services/updates/live.ts";
import { answerOf, ask } from "../../ask.ts";
import { inputChannel, ofChannel, ofUser, text, tinyWorld } from "../../tiny_world.ts";

const NEWS = { type: "channel", id: 1001 } as const;
const CHAT = { type: "channel", id: 1002 } as const;
const ANN = { type: "user", id: 11 } as const;

const alive = (): LiveWorld => liveWorld(tinyWorld(), () => 1_700_000_400);
const post = (id: number, message = `new ${id}`) =>
  text(ofChannel(1001), id, { message, post: true });

function getDifference(pts: number, fields: { ptsLimit?: number; ptsTotalLimit?: number } = {}) {
  return new Api.updates.GetDifference({ pts, date: 1, qts: 0, ...fields });
}

function getChannelDifference(pts: number, limit = 100, id = 1001) {
  return new Api.updates.GetChannelDifference({
    channel: new Api.InputChannel({ channelId: bigInt(id), accessHash: bigInt(id * 7) }),
    filter: new Api.ChannelMessagesFilterEmpty(),
    pts,
    limit,
  });
}

function latest(limit: number): Api.messages.GetHistory {
  return new Api.messages.GetHistory({
    peer: inputChannel(1001),
    offsetId: 0,
    offsetDate: 0,
    addOffset: 0,
    limit,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
}

/** What an addition told the account's sessions. */
function toldOf({ updates }: ReturnType<LiveWorld["add"]>): Api.Updates {
  assert.ok(updates !== undefined);
  return updates;
}

Deno.test("updates.getState counts the account's messages", async () => {
  const state = await answerOf<Api.updates.State>(new Api.updates.GetState());
  assert.partialDeepStrictEqual(state, {
    pts: 8,
    qts: 0,
    seq: 1,
    date: 1_700_000_500,
    unreadCount: 0,
  });
});

Deno.test("updates.getDifference is empty, whole, cut or too long", async () => {
  const none = await answerOf<Api.updates.DifferenceEmpty>(getDifference(8));
  assert.deepEqual([none.className, none.seq], ["updates.DifferenceEmpty", 1]);
  const missed = await answerOf<Api.updates.Difference>(getDifference(4));
  assert.equal(missed.className, "updates.Difference");
  assert.deepEqual(missed.newMessages.map(({ id }) => id), [4, 6, 7]);
  assert.deepEqual(missed.state.pts, 8);
  const slice = await answerOf<Api.updates.DifferenceSlice>(getDifference(4, { ptsLimit: 2 }));
  assert.equal(slice.className, "updates.DifferenceSlice");
  assert.deepEqual(slice.newMessages.map(({ id }) => id), [4, 6]);
  assert.deepEqual(slice.intermediateState.pts, 7);
  const long = await answerOf<Api.updates.DifferenceTooLong>(
    getDifference(4, { ptsTotalLimit: 3 }),
  );
  assert.deepEqual([long.className, long.pts], ["updates.DifferenceTooLong", 8]);
});

Deno.test("updates.getDifference refuses counters that cannot be", async () => {
  assert.equal(await ask(getDifference(0)), "400 PERSISTENT_TIMESTAMP_EMPTY");
  assert.equal(await ask(getDifference(9)), "400 PERSISTENT_TIMESTAMP_INVALID");
  const undated = new Api.updates.GetDifference({ pts: 4, date: 0, qts: 0 });
  assert.equal(await ask(undated), "400 DATE_EMPTY");
});

Deno.test("updates.getChannelDifference is empty, whole or too long", async () => {
  const none = await answerOf<Api.updates.ChannelDifferenceEmpty>(getChannelDifference(10));
  assert.deepEqual([none.className, none.pts, none.final], [
    "updates.ChannelDifferenceEmpty",
    10,
    true,
  ]);
  const missed = await answerOf<Api.updates.ChannelDifference>(getChannelDifference(5));
  assert.equal(missed.className, "updates.ChannelDifference");
  assert.deepEqual(missed.newMessages.map(({ id }) => id), [5, 9]);
  assert.deepEqual([missed.pts, missed.final], [10, true]);
  const long = await answerOf<Api.updates.ChannelDifferenceTooLong>(getChannelDifference(5, 4));
  assert.equal(long.className, "updates.ChannelDifferenceTooLong");
  assert.deepEqual(long.messages.map(({ id }) => id), [9, 5, 3]);
  assert.deepEqual((long.dialog as Api.Dialog).pts, 10);
  assert.equal(await ask(getChannelDifference(0)), "400 PERSISTENT_TIMESTAMP_EMPTY");
  assert.equal(await ask(getChannelDifference(11)), "400 PERSISTENT_TIMESTAMP_INVALID");
  assert.equal(await ask(getChannelDifference(1, 9, 1003)), "400 CHANNEL_PRIVATE");
});

Deno.test("liveWorld() tells of a post with the counter that pages and differences have", async () => {
  const live = alive();
  const told = toldOf(live.add(NEWS, post));
  assert.partialDeepStrictEqual(told.updates, [
    { className: "UpdateNewChannelMessage", message: { id: 10 }, pts: 11, ptsCount: 1 },
  ]);
  assert.deepEqual([told.date, told.seq], [1_700_000_400, 0]);
  assert.deepEqual(told.chats.map(({ id }) => id.toJSNumber()), [1001]);
  const { world } = live;
  const page = await answerOf<Api.messages.ChannelMessages>(latest(2), { world });
  assert.deepEqual([page.messages.map(({ id }) => id), page.count, page.pts], [[10, 9], 4, 11]);
  const missed = await answerOf<Api.updates.ChannelDifference>(getChannelDifference(10), { world });
  assert.deepEqual([missed.newMessages.map(({ id }) => id), missed.pts], [[10], 11]);
  assert.equal(tinyWorld().chat("channel", 1001)?.history.count, 3);
});

Deno.test("liveWorld() counts edits and removals as events", async () => {
  const live = alive();
  live.add(NEWS, post);
  const edited = live.edit(NEWS, post(9, "changed"));
  assert.deepEqual(edited?.updates.map(({ className }) => className), ["UpdateEditChannelMessage"]);
  const removed = live.remove(NEWS, 5)?.updates[0] as Api.UpdateDeleteChannelMessages;
  assert.deepEqual([removed.messages, removed.pts], [[5], 13]);
  const { world } = live;
  const all = await answerOf<Api.updates.ChannelDifference>(getChannelDifference(10), { world });
  assert.deepEqual(all.newMessages.map(({ id }) => id), [10]);
  assert.deepEqual(all.otherUpdates.map(({ className }) => className), [
    "UpdateEditChannelMessage",
    "UpdateDeleteChannelMessages",
  ]);
  const older = await answerOf<Api.updates.ChannelDifference>(getChannelDifference(4), { world });
  assert.deepEqual(older.newMessages.map((each) => (each as Api.Message).message), [
    "changed",
    "new 10",
  ]);
  assert.equal(live.edit(NEWS, post(4)), undefined);
  assert.equal(live.remove(NEWS, 5), undefined);
  // The id of a removed message is not used again.
  live.remove(NEWS, 10);
  assert.equal(live.add(NEWS, post).message.id, 11);
});

Deno.test("liveWorld() numbers dialogs and basic groups together", async () => {
  const live = alive();
  const { message, updates } = live.add(ANN, (id) => text(ofUser(11), id));
  const [update] = updates?.updates as Api.UpdateNewMessage[];
  assert.deepEqual([message.id, update?.className, update?.pts], [8, "UpdateNewMessage", 9]);
  const removed = live.remove({ type: "chat", id: 501 }, 2)?.updates[0] as Api.UpdateDeleteMessages;
  assert.deepEqual([removed.className, removed.pts], ["UpdateDeleteMessages", 10]);
  const { world } = live;
  const state = await answerOf<Api.updates.State>(new Api.updates.GetState(), { world });
  assert.equal(state.pts, 10);
  const missed = await answerOf<Api.updates.Difference>(getDifference(8), { world });
  assert.deepEqual(missed.newMessages.map(({ id }) => id), [8]);
  assert.deepEqual(missed.otherUpdates.map(({ className }) => className), ["UpdateDeleteMessages"]);
});

Deno.test("liveWorld() tells nobody of a chat that the account is no member of", () => {
  const live = alive();
  const added = live.add(CHAT, (id) => text(ofChannel(1002), id));
  assert.deepEqual([added.message.id, added.updates], [145, undefined]);
  assert.throws(
    () => live.add({ type: "channel", id: 4040 }, post),
    /Cannot change channel 4040: there is no such chat/,
  );
});

Deno.test("messages.search sees what was added, edited and removed", async () => {
  const live = alive();
  const found = async (q: string) => {
    const request = new Api.messages.Search({
      peer: inputChannel(1001),
      q,
      filter: new Api.InputMessagesFilterEmpty(),
      minDate: 0,
      maxDate: 0,
      offsetId: 0,
      addOffset: 0,
      limit: 10,
      maxId: 0,
      minId: 0,
      hash: bigInt.zero,
    });
    const answer = await answerOf<Api.messages.ChannelMessages>(request, { world: live.world });
    return answer.messages.map(({ id }) => id);
  };
  assert.deepEqual(await found("text"), [9, 5, 3]);
  live.add(NEWS, (id) => post(id, "Fresh text"));
  live.edit(NEWS, post(5, "fresh"));
  live.remove(NEWS, 3);
  assert.deepEqual(await found("text"), [10, 9]);
  assert.deepEqual(await found("fresh"), [10, 5]);
});
