import assert from "node:assert/strict";
import { readPage } from "../../src/history/page.ts";
import { type Place, startingPlace } from "../../src/history/place.ts";
import { planPage } from "../../src/history/plan.ts";
import { isExact, type Method, methodFor } from "../../src/history/method.ts";
import type { HistoryQuery, MessageFilter } from "../../src/model/query.ts";
import { message } from "./fixtures.ts";

const DESC: HistoryQuery = { window: {}, direction: "desc" };
const ASC: HistoryQuery = { window: {}, direction: "asc" };
const START = startingPlace(DESC, 5000);
const WINDOW = { from: 1000, to: 2000 };
const HISTORY: Method = { name: "history" };
const PHOTOS: Method = { name: "search", filter: "photo", bySender: false };

const PLANS: readonly (readonly [string, HistoryQuery, Method, Place, number, unknown])[] = [
  ["the newest page", DESC, HISTORY, START, 100, { limit: 100 }],
  ["a page below an id", DESC, HISTORY, { ...START, next_id: 57 }, 50, {
    limit: 70,
    offset_id: 57,
  }],
  [
    "the page below a date",
    { ...DESC, window: WINDOW },
    HISTORY,
    START,
    1,
    { limit: 21, offset_date: 2060 },
  ],
  [
    "the newest page for an end to come",
    { ...DESC, window: { to: 6000 } },
    HISTORY,
    START,
    5,
    { limit: 25 },
  ],
  ["the oldest page", ASC, HISTORY, START, 100, { limit: 100, add_offset: -100, offset_id: 1 }],
  [
    "a page above an id",
    ASC,
    HISTORY,
    { ...START, next_id: 57 },
    50,
    { limit: 70, add_offset: -70, offset_id: 57 },
  ],
  [
    "the page above a date",
    { ...ASC, window: WINDOW },
    HISTORY,
    START,
    80,
    { limit: 100, add_offset: -100, offset_date: 940 },
  ],
  [
    "the newest page for a window in a history whose dates are in no order",
    { ...DESC, window: WINDOW },
    HISTORY,
    { ...START, order: "scanned" },
    50,
    { limit: 70 },
  ],
  [
    "whole pages where messages are tested here",
    { ...DESC, filter: { min_views: 5 } },
    HISTORY,
    START,
    1,
    { limit: 100 },
  ],
  [
    "comments under a post",
    { ...DESC, thread_id: 9 },
    { name: "replies", rootId: 9 },
    START,
    50,
    { limit: 70, root_id: 9 },
  ],
  [
    "photos in a topic and a window",
    { ...ASC, window: WINDOW, topic_id: 4, filter: { media_types: ["photo"] }, search: "bridge" },
    PHOTOS,
    START,
    50,
    {
      limit: 70,
      add_offset: -70,
      offset_id: 1,
      text: "bridge",
      filter: "photo",
      topic_id: 4,
      after_date: 999,
      before_date: 2000,
    },
  ],
];

for (const [what, query, method, place, wanted, request] of PLANS) {
  Deno.test(`planPage() asks for ${what}`, () => {
    assert.deepEqual(planPage(query, method, place, wanted), { name: method.name, request });
  });
}

const search = (filter: string, bySender = false) => ({ name: "search", filter, bySender });

const METHODS: readonly (readonly [Partial<HistoryQuery>, boolean, unknown, boolean])[] = [
  [{}, false, HISTORY, true],
  [{ search: "bridge" }, false, search("any"), true],
  [{ topic_id: 4 }, false, { name: "replies", rootId: 4 }, true],
  [{ thread_id: 9 }, false, { name: "replies", rootId: 9 }, true],
  [
    { thread_id: 9, filter: { media_types: ["sticker"] } },
    false,
    { name: "replies", rootId: 9 },
    false,
  ],
  [{ thread_id: 9, search: "bridge" }, false, search("any"), true],
  [{ thread_id: 9, filter: { media_types: ["photo"] } }, false, search("photo"), true],
  [{ thread_id: 9, filter: { from_users: [7] } }, true, search("any", true), true],
  ...([
    [{ media_types: ["photo"] }, search("photo"), true],
    [{ media_types: ["video"] }, search("video"), true],
    [{ media_types: ["video", "photo"] }, search("photo_or_video"), true],
    [{ media_types: ["photo", "audio"] }, HISTORY, false],
    [{ media_types: ["text"] }, HISTORY, false],
    [{ media_types: ["sticker"] }, HISTORY, false],
    [{ media_types: ["poll"] }, HISTORY, false],
    [{ media_types: ["video_note"] }, search("video_note"), true],
    [{ media_types: ["link"] }, search("link"), false],
    [{ has_links: true }, search("link"), true],
    [{ has_links: false }, HISTORY, false],
    [{ has_media: true }, HISTORY, false],
    [{ pinned: true }, search("pinned"), true],
    [{ pinned: true, media_types: ["photo"] }, search("pinned"), false],
    [{ pinned: false }, HISTORY, false],
    [{ media_types: ["photo"], min_views: 5 }, search("photo"), false],
    [{ from_users: [7] }, HISTORY, false],
  ] as [MessageFilter, unknown, boolean][]).map((
    [filter, method, exact],
  ): readonly [Partial<HistoryQuery>, boolean, unknown, boolean] => [
    { filter },
    false,
    method,
    exact,
  ]),
  [{ filter: { from_users: [7] } }, true, search("any", true), true],
  [{ filter: { from_users: [7, 8] } }, false, HISTORY, false],
  [{ filter: { from_users: [7], media_types: ["photo"] } }, true, search("photo", true), true],
];

for (const [asked, canNameSender, method, exact] of METHODS) {
  Deno.test(`methodFor() chooses for ${JSON.stringify(asked)}, sender ${canNameSender}`, () => {
    const query = { ...DESC, ...asked };
    assert.deepEqual(methodFor(query, canNameSender), method);
    assert.equal(isExact(query, method as Method), exact);
  });
}

const ids = (reading: ReturnType<typeof readPage>) => reading.messages.map(({ id }) => id);
const page = (...dates: readonly (readonly [number, number])[]) => ({
  ids: dates.map(([id]) => id),
  messages: dates.map(([id, date]) => message(id, date)),
});

Deno.test("readPage() takes a short page for what it proves, not for the end", () => {
  const reading = readPage(DESC, START, page([9, 900], [7, 700]), 50);
  assert.deepEqual(ids(reading), [9, 7]);
  assert.equal(reading.state, "more");
  assert.deepEqual(reading.place, {
    ...START,
    next_id: 7,
    first_id: 9,
    fetched: 2,
    last_date: 700,
  });
});

Deno.test("readPage() takes an empty page for the end", () => {
  const place = { ...START, next_id: 7, first_id: 9, fetched: 2, last_date: 700 };
  const reading = readPage(DESC, place, page(), 50);
  assert.equal(reading.state, "bottom");
  assert.equal(reading.place.next_id, 1);
});

Deno.test("readPage() takes id 1 for the bottom of a downward read", () => {
  assert.equal(readPage(DESC, START, page([2, 20], [1, 10]), 50).state, "bottom");
  assert.equal(readPage(ASC, START, page([2, 20], [1, 10]), 50).state, "more");
});

Deno.test("readPage() stops at the last message wanted and continues below it", () => {
  const reading = readPage(DESC, START, page([9, 900], [7, 700], [5, 500]), 2);
  assert.deepEqual(ids(reading), [9, 7]);
  assert.equal(reading.place.next_id, 7);
  assert.equal(reading.passed, 2);
});

Deno.test("readPage() turns an upward page round and continues above it", () => {
  const reading = readPage(ASC, START, page([9, 900], [7, 700], [5, 500]), 2);
  assert.deepEqual(ids(reading), [5, 7]);
  assert.equal(reading.place.next_id, 8);
});

/** Pairs of id and date, the ids falling from `id`. */
const run = (id: number, ...dates: readonly number[]) =>
  dates.map((date, at) => [id - at, date] as const);

Deno.test("readPage() ends at the first message more than a minute outside the window", () => {
  const query = { ...DESC, window: WINDOW };
  const reading = readPage(query, START, page(...run(60, 2000, 1999, 1000, 999, 940, 939)), 50);
  assert.deepEqual(ids(reading), [59, 58]);
  // Everything above 55 is covered.
  assert.deepEqual([reading.state, reading.place.next_id], ["end", 56]);
});

Deno.test("readPage() ends at once where what was wanted is followed by the window's end", () => {
  const query = { ...DESC, window: WINDOW };
  const reading = readPage(query, START, page(...run(60, 1999, 1998, 939)), 2);
  assert.deepEqual([ids(reading), reading.state], [[60, 59], "end"]);
});

Deno.test("readPage() ends an upward read at the moment it began", () => {
  const reading = readPage(ASC, START, page(...run(9, 5060, 5000, 4999)), 50);
  assert.deepEqual(ids(reading), [7]);
  assert.equal(reading.state, "end");
});

Deno.test("readPage() trusts no date where dates fall by more than a minute", () => {
  const query = { ...DESC, window: WINDOW };
  const falling = (by: number) => page(...run(60, 1500 - by, 1500, 1400));
  assert.equal(readPage(query, START, falling(60), 50).place.order, "trusted");
  const first = readPage(query, START, falling(61), 50);
  // It had begun at a date: it begins anew.
  assert.deepEqual(first, {
    messages: [],
    place: { ...START, order: "scanned" },
    passed: 0,
    state: "more",
  });
  const later = readPage(query, { ...START, next_id: 90 }, falling(61), 50);
  assert.deepEqual([later.messages.length, later.place.order], [3, "broken"]);
  const whole = readPage({ ...DESC, window: { from: 1000 } }, START, falling(61), 50);
  assert.deepEqual([whole.messages.length, whole.place.order], [3, "scanned"]);
  const outside = page(...run(60, 5, 4));
  assert.equal(readPage(query, { ...START, order: "broken" }, outside, 50).state, "more");
});

Deno.test("readPage() passes ids without a message and moves on", () => {
  const reading = readPage(DESC, START, { ids: [9, 8, 7], messages: [message(8, 800)] }, 50);
  assert.deepEqual(ids(reading), [8]);
  assert.equal(reading.place.next_id, 7);
  assert.equal(reading.passed, 3);
});

Deno.test("readPage() knows an old page that came again", () => {
  const place = { ...START, next_id: 7 };
  const reading = readPage(DESC, place, page([9, 900], [7, 700]), 50);
  assert.deepEqual(reading, { messages: [], place, passed: 0, state: "stale" });
});

Deno.test("readPage() takes what is dated out of its order by less than a minute", () => {
  const query = { ...DESC, window: WINDOW };
  const reading = readPage(query, START, page([9, 1999], [7, 2001], [5, 999], [3, 1000]), 50);
  assert.deepEqual(ids(reading), [9, 3]);
});
