import assert from "node:assert/strict";
import { planPage, readPage } from "../../src/history/plan.ts";
import type { Place } from "../../src/history/place.ts";
import type { HistoryQuery } from "../../src/model/query.ts";
import { message } from "./fixtures.ts";

const START: Place = { next_id: 0, ends_at: 5000, fetched: 0, first_id: 0, last_date: 0 };
const DESC: HistoryQuery = { window: {}, direction: "desc" };
const ASC: HistoryQuery = { window: {}, direction: "asc" };
const WINDOW = { from: 1000, to: 2000 };

const PLANS: readonly (readonly [string, HistoryQuery, Place, number, unknown])[] = [
  ["the newest page", DESC, START, 100, { limit: 100 }],
  ["a page below an id", DESC, { ...START, next_id: 57 }, 50, { limit: 70, offset_id: 57 }],
  ["the page below a date", { ...DESC, window: WINDOW }, START, 1, {
    limit: 21,
    offset_date: 2000,
  }],
  ["the newest page for an end to come", { ...DESC, window: { to: 6000 } }, START, 5, {
    limit: 25,
  }],
  ["the oldest page", ASC, START, 100, { limit: 100, add_offset: -100, offset_id: 1 }],
  [
    "a page above an id",
    ASC,
    { ...START, next_id: 57 },
    50,
    { limit: 70, add_offset: -70, offset_id: 57 },
  ],
  [
    "the page above a date",
    { ...ASC, window: WINDOW },
    START,
    80,
    { limit: 100, add_offset: -100, offset_date: 1000 },
  ],
];

for (const [what, query, place, wanted, expected] of PLANS) {
  Deno.test(`planPage() asks for ${what}`, () => {
    assert.deepEqual(planPage(query, place, wanted), expected);
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
  assert.equal(reading.state, "end");
  assert.equal(reading.place.next_id, 1);
});

Deno.test("readPage() takes id 1 for the end of a downward read", () => {
  assert.equal(readPage(DESC, START, page([2, 20], [1, 10]), 50).state, "end");
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

Deno.test("readPage() ends at the first message outside the window, and covers up to it", () => {
  const query = { ...DESC, window: WINDOW };
  const reading = readPage(query, START, page([9, 2000], [7, 1999], [5, 1000], [3, 999]), 50);
  assert.deepEqual(ids(reading), [7, 5]);
  assert.equal(reading.state, "end");
  assert.equal(reading.place.next_id, 4);
  assert.equal(reading.place.first_id, 7);
});

Deno.test("readPage() ends an upward read at the moment it began", () => {
  const reading = readPage(ASC, START, page([9, 5000], [7, 4999]), 50);
  assert.deepEqual(ids(reading), [7]);
  assert.equal(reading.state, "end");
  assert.equal(reading.place.next_id, 9);
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
