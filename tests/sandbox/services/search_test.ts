import assert from "node:assert/strict";
import fc from "fast-check";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { withhold } from "../../../src/sandbox/faults/short_pages.ts";
import { matches } from "../../../src/sandbox/services/search/matcher.ts";
import type { World } from "../../../src/sandbox/world/world.ts";
import { answerOf, ask, type Setting } from "../ask.ts";
import {
  channel,
  inputChannel,
  inputUser,
  ofChannel,
  text,
  tinyWorld,
  user,
  worldChat,
  worldOf,
} from "../tiny_world.ts";
import { readingWorld } from "./reading_world.ts";

type SearchFields = Partial<ConstructorParameters<typeof Api.messages.Search>[0]>;

function search(fields: SearchFields): Api.messages.Search {
  return new Api.messages.Search({
    peer: inputChannel(2004),
    q: "",
    filter: new Api.InputMessagesFilterEmpty(),
    minDate: 0,
    maxDate: 0,
    offsetId: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
    ...fields,
  });
}

const reading = (): Setting => ({ world: readingWorld() });

async function found(fields: SearchFields, setting: Setting = reading()): Promise<number[]> {
  const { messages } = await answerOf<Api.messages.ChannelMessages>(search(fields), setting);
  return messages.map(({ id }) => id);
}

/** Whom a search in `@tiny_chat` finds by word: each message there says `text` and its id. */
const tiny = (fields: SearchFields) =>
  found({ peer: inputChannel(1002), q: "text", ...fields }, {});

const FILTERED: readonly (readonly [Api.TypeMessagesFilter, number[]])[] = [
  [new Api.InputMessagesFilterPhotos(), [1]],
  [new Api.InputMessagesFilterVideo(), [2]],
  [new Api.InputMessagesFilterPhotoVideo(), [2, 1]],
  [new Api.InputMessagesFilterDocument(), [7]],
  [new Api.InputMessagesFilterUrl(), [13, 12]],
  [new Api.InputMessagesFilterGif(), [4]],
  [new Api.InputMessagesFilterVoice(), [5]],
  [new Api.InputMessagesFilterMusic(), [6]],
  [new Api.InputMessagesFilterRoundVideo(), [3]],
  [new Api.InputMessagesFilterRoundVoice(), [5, 3]],
  [new Api.InputMessagesFilterChatPhotos(), [16]],
  [new Api.InputMessagesFilterContacts(), [11]],
  [new Api.InputMessagesFilterGeo(), [10, 9]],
  [new Api.InputMessagesFilterPinned(), [14]],
  [new Api.InputMessagesFilterMyMentions(), [15]],
  [new Api.InputMessagesFilterPhoneCalls({}), []],
];

for (const [filter, ids] of FILTERED) {
  Deno.test(`messages.search filters by ${filter.className}`, async () => {
    assert.deepEqual(await found({ filter }), ids);
  });
}

Deno.test("messages.search knows calls, and those that nobody took", async () => {
  const calls = (filter: Api.InputMessagesFilterPhoneCalls, setting = reading()) =>
    found({ peer: inputUser(11), filter }, setting);
  assert.deepEqual(await calls(new Api.InputMessagesFilterPhoneCalls({})), [25]);
  assert.deepEqual(await calls(new Api.InputMessagesFilterPhoneCalls({ missed: true })), [25]);
  const world = readingWorld();
  const call = world.chat("user", 11)?.history.at(2) as Api.MessageService;
  (call.action as Api.MessageActionPhoneCall).reason = new Api.PhoneCallDiscardReasonHangup();
  assert.deepEqual(
    await calls(new Api.InputMessagesFilterPhoneCalls({ missed: true }), { world }),
    [],
  );
});

Deno.test("messages.search finds words and their inflected forms, by all of them", async () => {
  assert.deepEqual(await found({ q: "item" }), [17, 14, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  assert.deepEqual(await found({ q: "ITEMS pinned" }), [14]);
  assert.deepEqual(await found({ q: "item 12" }), [12]);
  assert.deepEqual(await found({ q: "ite" }), []);
  assert.deepEqual(await found({ q: "?" }), []);
});

Deno.test("messages.search looks in captions, not in the names of files", async () => {
  assert.deepEqual(await found({ q: "river" }), []);
  assert.deepEqual(await found({ q: "7", filter: new Api.InputMessagesFilterDocument() }), [7]);
});

Deno.test("messages.search finds by sender", async () => {
  assert.deepEqual(await found({ fromId: inputUser(13) }), [14]);
  assert.deepEqual(await found({ fromId: inputUser(12), q: "item" }), [12, 10, 8, 6, 4, 2]);
  assert.deepEqual(await found({ fromId: inputChannel(2004) }), [16, 13]);
  assert.deepEqual(await found({ fromId: new Api.InputPeerSelf() }), []);
  assert.equal(
    await ask(search({ fromId: inputUser(12, 1) }), reading()),
    "400 FROM_PEER_INVALID",
  );
});

Deno.test("messages.search leaves the sender alone in a dialog", async () => {
  const peer = inputUser(11);
  assert.deepEqual(await found({ peer, q: "river", fromId: new Api.InputPeerSelf() }), [22]);
});

Deno.test("messages.search takes both dates exclusively", async () => {
  const dates = { minDate: 1_700_000_003, maxDate: 1_700_000_006 };
  assert.deepEqual(await found({ q: "item", ...dates }), [5, 4]);
  assert.deepEqual(await found({ minDate: 1_700_000_015 }), [17, 16]);
  assert.deepEqual(await found({ maxDate: 1_700_000_003 }), [2, 1]);
});

Deno.test("messages.search finds within a topic and within a thread", async () => {
  const inForum = { peer: inputChannel(2003) };
  assert.deepEqual(await found({ ...inForum, topMsgId: 2 }), [9, 6, 5, 2]);
  assert.deepEqual(await found({ ...inForum, topMsgId: 2, q: "6" }), [6]);
  assert.deepEqual(await found({ ...inForum, topMsgId: 1 }), [8, 3, 1]);
  assert.deepEqual(await found({ ...inForum, topMsgId: 4, q: "text" }), [7]);
});

Deno.test("messages.search cuts pages as getHistory does", async () => {
  assert.deepEqual(await tiny({}), [144, 89, 55, 34, 21, 13, 8, 5, 3]);
  assert.deepEqual(await tiny({ limit: 2 }), [144, 89]);
  assert.deepEqual(await tiny({ limit: 2, offsetId: 55 }), [34, 21]);
  assert.deepEqual(await tiny({ limit: 2, offsetId: 50 }), [34, 21]);
  assert.deepEqual(await tiny({ limit: 2, offsetId: 55, addOffset: 1 }), [21, 13]);
  assert.deepEqual(await tiny({ limit: 2, offsetId: 55, addOffset: -2 }), [89, 55]);
  assert.deepEqual(await tiny({ minId: 21 }), [144, 89, 55, 34]);
  assert.deepEqual(await tiny({ maxId: 8 }), [5, 3]);
});

Deno.test("messages.search counts every match, whatever the page", async () => {
  const page = (fields: SearchFields) =>
    answerOf<Api.messages.ChannelMessages>(search({ q: "item", ...fields }), reading());
  const first = await page({ limit: 1 });
  assert.deepEqual([first.className, first.count, first.offsetIdOffset, first.pts], [
    "messages.ChannelMessages",
    14,
    0,
    18,
  ]);
  const next = await page({ limit: 1, offsetId: 17 });
  assert.deepEqual([next.count, next.offsetIdOffset], [14, 1]);
  assert.equal((await page({ maxDate: 1_700_000_004 })).count, 3);
  assert.deepEqual(next.chats.map(({ id }) => id.toJSNumber()), [2004]);
});

Deno.test("messages.search answers in a dialog with messages or a slice", async () => {
  const peer = inputUser(11);
  const all = await answerOf<Api.messages.Messages>(search({ peer, q: "river" }), reading());
  assert.equal(all.className, "messages.Messages");
  const slice = await answerOf<Api.messages.MessagesSlice>(
    search({ peer, maxDate: 1_700_000_025, limit: 1 }),
    reading(),
  );
  assert.deepEqual([slice.className, slice.count, slice.messages[0]?.id], [
    "messages.MessagesSlice",
    2,
    23,
  ]);
});

Deno.test("messages.search serves at most 100 messages", async () => {
  const world = wordy(Array.from({ length: 130 }, () => "word"));
  const answer = await answerOf<Api.messages.ChannelMessages>(
    search({ peer: inputChannel(1), q: "words", limit: 1000 }),
    { world },
  );
  assert.deepEqual([answer.messages.length, answer.count], [100, 130]);
  assert.equal(
    (await found({ peer: inputChannel(1), q: "words", limit: 0 }, { world })).length,
    20,
  );
});

Deno.test("messages.search serves nothing that is withheld", async () => {
  assert.deepEqual(await found({ q: "item" }, { ...reading(), shortPages: withhold(1, 1) }), []);
});

Deno.test("messages.search refuses what cannot be", async () => {
  assert.equal(await ask(search({}), reading()), "400 SEARCH_QUERY_EMPTY");
  assert.equal(await ask(search({ q: "  " }), reading()), "400 SEARCH_QUERY_EMPTY");
  const foreign = search({ peer: inputChannel(2005), q: "text" });
  assert.equal(await ask(foreign, reading()), "400 CHANNEL_PRIVATE");
  const wrong = search({ peer: inputChannel(2004, 1), q: "text" });
  assert.equal(await ask(wrong, reading()), "400 CHANNEL_INVALID");
  const empty = search({ peer: new Api.InputPeerEmpty(), q: "text" });
  assert.equal(await ask(empty, reading()), "400 PEER_ID_INVALID");
});

Deno.test("messages.getSearchCounters counts by filter, also in a topic", async () => {
  const counters = async (
    peer: Api.TypeInputPeer,
    filters: Api.TypeMessagesFilter[],
    topMsgId?: number,
  ) => {
    const request = new Api.messages.GetSearchCounters({
      peer,
      filters,
      ...(topMsgId === undefined ? {} : { topMsgId }),
    });
    const answer = await answerOf<Api.messages.SearchCounter[]>(request, reading());
    return answer.map(({ filter, count }) => `${filter.className} ${count}`);
  };
  const filters = [new Api.InputMessagesFilterUrl(), new Api.InputMessagesFilterPhotos()];
  assert.deepEqual(await counters(inputChannel(2004), filters), [
    "InputMessagesFilterUrl 2",
    "InputMessagesFilterPhotos 1",
  ]);
  assert.deepEqual(
    await counters(inputChannel(2003), [new Api.InputMessagesFilterEmpty()], 2),
    ["InputMessagesFilterEmpty 4"],
  );
});

/** A channel of the given texts, ids 1, 3, 5…, dated as the tiny world's. */
function wordy(texts: readonly string[]): World {
  const messages = texts.map((message, place) => text(ofChannel(1), 2 * place + 1, { message }));
  const entity = channel(1, "Wordy", { megagroup: true, username: "wordy" });
  return worldOf({ self: user(10, "Self"), users: [], chats: [worldChat(entity, messages)] });
}

const someText = fc.array(
  fc.constantFrom("river", "Rivers", "floods", "flooded", "река", "рекой", "riverside", "#flood"),
  { maxLength: 4 },
).map((words) => words.join(" "));

Deno.test("messages.search loses and repeats nothing: its pages are the matches", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someText, { maxLength: 40 }),
      fc.constantFrom("river", "flood", "реки", "river flooding", "#flood"),
      fc.integer({ min: 1, max: 7 }),
      async (texts, q, limit) => {
        const world = wordy(texts);
        const down: number[] = [];
        for (let offsetId = 0;; offsetId = down.at(-1)!) {
          const next = await found({ peer: inputChannel(1), q, limit, offsetId }, { world });
          if (next.length === 0) break;
          down.push(...next);
        }
        const expected = texts.flatMap((each, place) => matches(q, each) ? [2 * place + 1] : []);
        assert.deepEqual(down, expected.reverse());
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("messages.search finds in the tiny world what it always found", async () => {
  const world = tinyWorld();
  const setting = { world };
  const query = { peer: inputChannel(1001), q: "text" };
  assert.deepEqual(await found(query, setting), [9, 5, 3]);
  assert.deepEqual(await found(query, setting), [9, 5, 3]);
});
