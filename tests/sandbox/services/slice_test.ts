import assert from "node:assert/strict";
import fc from "fast-check";
import { wholePages } from "../../../src/sandbox/faults/short_pages.ts";
import type { PageInMaking } from "../../../src/sandbox/rpc.ts";
import { type Offsets, slicePage } from "../../../src/sandbox/services/slice.ts";
import { heldHistory } from "../../../src/sandbox/world/held_history.ts";
import type { History } from "../../../src/sandbox/world/world.ts";
import { ofChannel, text } from "../tiny_world.ts";

const NOTHING: Offsets = {
  offsetId: 0,
  offsetDate: 0,
  addOffset: 0,
  limit: 100,
  maxId: 0,
  minId: 0,
};

/** Each message is dated 1,000 after its id. */
function historyOf(ids: readonly number[]): History {
  return heldHistory(ids.map((id) => text(ofChannel(1), id, { date: 1_000 + id })));
}

const GAPS = historyOf([2, 3, 5, 8, 13, 21, 34, 55, 89, 144]);

function page(offsets: Partial<Offsets>, history: History = GAPS): number[] {
  return slicePage(history, 1, { ...NOTHING, ...offsets }, wholePages).map(({ id }) => id);
}

Deno.test("slicePage() begins with the newest message", () => {
  assert.deepEqual(page({}), [144, 89, 55, 34, 21, 13, 8, 5, 3, 2]);
  assert.deepEqual(page({ limit: 3 }), [144, 89, 55]);
});

Deno.test("slicePage() begins below the offset, which need not exist", () => {
  assert.deepEqual(page({ offsetId: 34, limit: 3 }), [21, 13, 8]);
  assert.deepEqual(page({ offsetId: 30, limit: 3 }), [21, 13, 8]);
  assert.deepEqual(page({ offsetId: 35, limit: 3 }), [34, 21, 13]);
  assert.deepEqual(page({ offsetId: 1_000, limit: 1 }), [144]);
  assert.deepEqual(page({ offsetId: 3 }), [2]);
  assert.deepEqual(page({ offsetId: 2 }), []);
});

Deno.test("slicePage() moves its start by add_offset", () => {
  assert.deepEqual(page({ addOffset: 2, limit: 2 }), [55, 34]);
  assert.deepEqual(page({ addOffset: 9, limit: 5 }), [2]);
  assert.deepEqual(page({ addOffset: 10, limit: 5 }), []);
  assert.deepEqual(page({ offsetId: 34, addOffset: 1, limit: 2 }), [13, 8]);
  assert.deepEqual(page({ offsetId: 34, addOffset: -2, limit: 3 }), [55, 34, 21]);
  assert.deepEqual(page({ offsetId: 34, addOffset: -4, limit: 4 }), [144, 89, 55, 34]);
});

Deno.test("slicePage() reads upwards from the last id plus one", () => {
  assert.deepEqual(page({ offsetId: 1, addOffset: -4, limit: 4 }), [8, 5, 3, 2]);
  assert.deepEqual(page({ offsetId: 9, addOffset: -4, limit: 4 }), [55, 34, 21, 13]);
  assert.deepEqual(page({ offsetId: 56, addOffset: -4, limit: 4 }), [144, 89]);
});

Deno.test("slicePage() loses what lies above the newest message", () => {
  assert.deepEqual(page({ offsetId: 35, addOffset: -5, limit: 5 }), [144, 89, 55]);
  assert.deepEqual(page({ offsetId: 145, addOffset: -3, limit: 3 }), []);
  assert.deepEqual(page({ offsetId: 145, addOffset: -3, limit: 4 }), [144]);
  assert.deepEqual(page({ addOffset: -3, limit: 3 }), []);
});

Deno.test("slicePage() begins before the offset date", () => {
  assert.deepEqual(page({ offsetDate: 1_021, limit: 2 }), [13, 8]);
  assert.deepEqual(page({ offsetDate: 1_022, limit: 2 }), [21, 13]);
  assert.deepEqual(page({ offsetDate: 1_002 }), []);
  assert.deepEqual(page({ offsetDate: 1_021, addOffset: -1, limit: 2 }), [21, 13]);
});

Deno.test("slicePage() keeps messages of one second together at an offset date", () => {
  const dates = [10, 20, 20, 20, 30];
  const history = heldHistory(dates.map((date, index) => text(ofChannel(1), index + 1, { date })));
  assert.deepEqual(page({ offsetDate: 20 }, history), [1]);
  assert.deepEqual(page({ offsetDate: 21 }, history), [4, 3, 2, 1]);
});

Deno.test("slicePage() prefers offset_id to offset_date", () => {
  assert.deepEqual(page({ offsetId: 8, offsetDate: 1_144 }), [5, 3, 2]);
});

Deno.test("slicePage() applies min_id and max_id to the finished page, exclusively", () => {
  assert.deepEqual(page({ limit: 3, minId: 55 }), [144, 89]);
  assert.deepEqual(page({ limit: 3, minId: 144 }), []);
  assert.deepEqual(page({ limit: 3, maxId: 89 }), [55]);
  assert.deepEqual(page({ limit: 3, maxId: 55 }), []);
  assert.deepEqual(page({ limit: 5, minId: 21, maxId: 144 }), [89, 55, 34]);
});

Deno.test("slicePage() serves at most 100 messages, and 20 unless told", () => {
  const history = historyOf(Array.from({ length: 150 }, (_, index) => index + 1));
  assert.equal(page({ limit: 101 }, history).length, 100);
  assert.equal(page({ limit: 101 }, history).at(-1), 51);
  assert.equal(page({ limit: 0 }, history).length, 20);
  assert.equal(page({ limit: -1 }, history).length, 20);
  // The start moves by what was asked for, not by what is served.
  assert.deepEqual(page({ offsetId: 1, addOffset: -101, limit: 101 }, history).at(0), 101);
  assert.deepEqual(page({ offsetId: 1, addOffset: -101, limit: 101 }, history).at(-1), 2);
});

Deno.test("slicePage() serves nothing of an empty history", () => {
  const empty = historyOf([]);
  assert.deepEqual(page({}, empty), []);
  assert.deepEqual(page({ offsetId: 5, addOffset: -10, limit: 10 }, empty), []);
  assert.deepEqual(page({ offsetDate: 5 }, empty), []);
});

Deno.test("slicePage() tells faults where the offset lies, and bounds what they leave", () => {
  const seen: PageInMaking[] = [];
  const sliced = (offsets: Partial<Offsets>) =>
    slicePage(GAPS, 7, { ...NOTHING, ...offsets }, (making) => {
      seen.push(making);
      return making.ids.slice(1);
    }).map(({ id }) => id);
  assert.deepEqual(sliced({ offsetId: 34, limit: 3, maxId: 13 }), [8]);
  assert.deepEqual(sliced({ offsetId: 9, addOffset: -3, limit: 3 }), [21, 13]);
  assert.deepEqual(sliced({ offsetId: 34, addOffset: -2, limit: 3 }), [34, 21]);
  assert.deepEqual(sliced({ offsetId: 56, addOffset: -4, limit: 6 }), [89, 55, 34]);
  assert.deepEqual(seen, [
    { chatId: 7, ids: [21, 13, 8], newerThanOffset: 0 },
    { chatId: 7, ids: [34, 21, 13], newerThanOffset: 3 },
    { chatId: 7, ids: [55, 34, 21], newerThanOffset: 2 },
    { chatId: 7, ids: [144, 89, 55, 34], newerThanOffset: 2 },
  ]);
});

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 120 })
  .map((ids) => ids.sort((a, b) => a - b));
const someLimit = fc.integer({ min: 1, max: 30 });

Deno.test("slicePage() loses and repeats nothing, page after page, down and up", () => {
  fc.assert(fc.property(someIds, someLimit, (ids, limit) => {
    const history = historyOf(ids);
    const down: number[] = [];
    for (let last = 0;; last = down.at(-1)!) {
      const next = page({ offsetId: last, limit }, history);
      if (next.length === 0) break;
      down.push(...next);
    }
    assert.deepEqual(down, ids.toReversed());

    const up: number[] = [];
    for (let last = 0;; last = up.at(-1)!) {
      const next = page({ offsetId: last + 1, addOffset: -limit, limit }, history);
      if (next.length === 0) break;
      up.push(...next.toReversed());
    }
    assert.deepEqual(up, ids);
  }));
});
