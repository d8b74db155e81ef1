/** A loaded history whose dates fall as ids rise, as those of imported messages do. */
import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { answerOf } from "../ask.ts";
import { loadText } from "../world/load/support.ts";

const FIRST = 1_700_000_000;
/** Seconds after the first, by id from 1: 3, 5 and 6 are dated before an earlier one. */
const DATES = [0, 50, 20, 60, 40, 10, 70];

function exported(id: number, name: string, dates: readonly number[]) {
  const messages = dates.map((seconds, index) => ({
    id: index + 1,
    type: "message",
    date_unixtime: String(FIRST + seconds),
    from: name,
    from_id: `channel${id}`,
    text: `river ${index + 1}`,
  }));
  return { id, name, type: "public_channel", messages };
}

const IMPORTED = await loadText(
  JSON.stringify({
    chats: {
      list: [
        exported(1400000001, "Imported", DATES),
        exported(1400000002, "Quiet", [0, 30]),
        exported(1400000003, "Once", [30, 0]),
      ],
    },
  }),
  "old.json",
);

const setting = { world: IMPORTED.world };
const entity = IMPORTED.world.channel(1400000001)!;
const peer = new Api.InputPeerChannel({ channelId: entity.id, accessHash: entity.accessHash! });
const filter = new Api.InputMessagesFilterEmpty();

type Page = Omit<Api.messages.MessagesSlice, "className">;

async function historyBefore(seconds: number): Promise<number[]> {
  const request = new Api.messages.GetHistory({
    peer,
    offsetDate: FIRST + seconds,
    offsetId: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
  return (await answerOf<Page>(request, setting)).messages.map(({ id }) => id);
}

async function foundBetween(minSeconds: number, maxSeconds: number): Promise<number[]> {
  const request = new Api.messages.Search({
    peer,
    q: "river",
    filter,
    minDate: FIRST + minSeconds,
    maxDate: FIRST + maxSeconds,
    offsetId: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
  return (await answerOf<Page>(request, setting)).messages.map(({ id }) => id);
}

Deno.test("loadWorld() reports falling dates once per chat", () => {
  assert.deepEqual(IMPORTED.lines, [
    "old.json: 3 messages are dated before an earlier one in @old",
    "old.json: 1 message is dated before an earlier one in @old_3",
  ]);
});

Deno.test("messages.search goes by each message's own date where dates fall", async () => {
  assert.deepEqual(await foundBetween(9, 41), [6, 5, 3]);
  assert.deepEqual(await foundBetween(41, 100), [7, 4, 2]);
  assert.deepEqual(await foundBetween(10, 20), []);
});

Deno.test("messages.getHistory goes by the latest date so far where dates fall", async () => {
  assert.deepEqual(await historyBefore(50), [1]);
  assert.deepEqual(await historyBefore(51), [3, 2, 1]);
  assert.deepEqual(await historyBefore(61), [6, 5, 4, 3, 2, 1]);
  assert.deepEqual(await historyBefore(71), [7, 6, 5, 4, 3, 2, 1]);
});

Deno.test("messages.searchGlobal gives each message once where dates fall", async () => {
  for (const limit of [1, 2, 3]) {
    const seen: string[] = [];
    let offset = { offsetRate: 0, offsetId: 0 };
    for (let pages = 0; pages < 12; pages++) {
      const { messages, nextRate } = await answerOf<Page>(
        new Api.messages.SearchGlobal({
          q: "river",
          filter,
          minDate: 0,
          maxDate: 0,
          offsetPeer: offset.offsetId === 0 ? new Api.InputPeerEmpty() : peerOfLast(seen),
          ...offset,
          limit,
        }),
        setting,
      );
      seen.push(...messages.map((message) => placeOf(message as Api.Message)));
      const last = messages.at(-1);
      if (last === undefined) break;
      offset = { offsetRate: nextRate ?? 0, offsetId: last.id };
    }
    assert.deepEqual(seen, [
      ...["1/7", "1/6", "1/5", "1/4", "1/3", "1/2"],
      ...["2/2", "3/2", "3/1", "1/1", "2/1"],
    ]);
  }
});

/** The last digit of the chat's id, and the message's. */
function placeOf({ peerId, id }: Api.Message): string {
  return `${(peerId as Api.PeerChannel).channelId.mod(10)}/${id}`;
}

function peerOfLast(seen: readonly string[]): Api.InputPeerChannel {
  const channel = IMPORTED.world.channel(1400000000 + Number(seen.at(-1)!.split("/")[0]))!;
  return new Api.InputPeerChannel({ channelId: channel.id, accessHash: channel.accessHash! });
}
