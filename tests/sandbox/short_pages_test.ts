import assert from "node:assert/strict";
import fc from "fast-check";
import { combine, cut, wholePages, withhold } from "../../src/sandbox/faults/short_pages.ts";
import type { PageInMaking, ShortPages } from "../../src/sandbox/rpc.ts";

const IDS = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const seed = fc.nat();
const somePage: fc.Arbitrary<PageInMaking> = fc
  .tuple(
    fc.integer({ min: 1, max: 2 ** 40 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 100 }),
    fc.nat({ max: 100 }),
  )
  .map(([chatId, ids, newer]) => ({
    chatId,
    ids: ids.sort((a, b) => b - a),
    newerThanOffset: Math.min(newer, ids.length),
  }));

function down(ids: readonly number[], chatId = 1): PageInMaking {
  return { chatId, ids, newerThanOffset: 0 };
}

Deno.test("wholePages() keeps everything", () => {
  assert.deepEqual(wholePages(down([3, 2, 1])), [3, 2, 1]);
});

Deno.test("withhold() chooses about the share, by seed and chat", () => {
  const kept = withhold(0.3, 1)(down(IDS));
  assert.ok(kept.length > 650 && kept.length < 750, `${kept.length} of 1,000 are left`);
  assert.notDeepEqual(withhold(0.3, 2)(down(IDS)), kept);
  assert.notDeepEqual(withhold(0.3, 1)(down(IDS, 2)), kept);
  assert.notDeepEqual(withhold(0.3, 1)(down(IDS, 1 + 2 ** 32)), kept);
  assert.deepEqual(withhold(0, 1)(down(IDS)), IDS);
  assert.deepEqual(withhold(1, 1)(down(IDS)), []);
});

Deno.test("withhold() decides for each message alone", () => {
  fc.assert(fc.property(share, seed, somePage, (part, number, page) => {
    const fault = withhold(part, number);
    const single = page.ids.filter((id) => fault({ ...page, ids: [id] }).length === 1);
    assert.deepEqual(fault(page), single);
  }));
});

Deno.test("cut() chooses about the share of pages", () => {
  const pages = Array.from(
    { length: 1_000 },
    (_, index) => down([index + 3, index + 2, index + 1]),
  );
  const short = pages.filter((page) => cut(0.25, 1)(page).length < 3).length;
  assert.ok(short > 200 && short < 300, `${short} of 1,000 are short`);
});

Deno.test("cut() drops the end farthest from the offset", () => {
  const always = cut(1, 1);
  const downward = always(down([9, 8, 7, 6]));
  assert.deepEqual(downward, [9, 8, 7, 6].slice(0, downward.length));
  const upward = always({ chatId: 1, ids: [9, 8, 7, 6], newerThanOffset: 4 });
  assert.deepEqual(upward, [9, 8, 7, 6].slice(-upward.length));
  assert.ok(downward.length < 4 && upward.length < 4);
  assert.deepEqual(always({ chatId: 1, ids: [9, 8, 7], newerThanOffset: 2 }), [8, 7]);
  assert.deepEqual(always({ chatId: 1, ids: [9, 8, 7], newerThanOffset: 1 }), [9, 8]);
  const even = always({ chatId: 1, ids: [9, 8, 7, 6], newerThanOffset: 2 });
  assert.deepEqual(even, [9, 8, 7]);
  assert.deepEqual(always({ chatId: 1, ids: [9, 8], newerThanOffset: 1 }), [9, 8]);
  assert.deepEqual(always(down([9])), [9]);
  assert.deepEqual(always(down([])), []);
});

Deno.test("cut() keeps one run of ids with the nearest to the offset, always the same", () => {
  fc.assert(fc.property(share, seed, somePage, (part, number, page) => {
    const kept = cut(part, number)(page);
    const first = page.ids.indexOf(kept[0] ?? -1);
    if (page.ids.length > 0) {
      assert.deepEqual(kept, page.ids.slice(first, first + kept.length));
      const { newerThanOffset } = page;
      const nearest = [page.ids[newerThanOffset - 1], page.ids[newerThanOffset]];
      for (const id of nearest) assert.ok(id === undefined || kept.includes(id));
    }
    assert.deepEqual(cut(part, number)(page), kept);
  }));
});

Deno.test("combine() hands each fault what the ones before it have left", () => {
  const seen: PageInMaking[] = [];
  const dropOdd: ShortPages = ({ ids }) => ids.filter((id) => id % 2 === 0);
  const look: ShortPages = (page) => {
    seen.push(page);
    return page.ids.slice(1);
  };
  const both = combine(dropOdd, look);
  assert.deepEqual(both({ chatId: 5, ids: [9, 8, 7, 6, 5, 4], newerThanOffset: 4 }), [6, 4]);
  assert.deepEqual(seen, [{ chatId: 5, ids: [8, 6, 4], newerThanOffset: 2 }]);
  assert.deepEqual(combine()(down([2, 1])), [2, 1]);
});

Deno.test("combine() of withhold and cut serves nothing that is withheld", () => {
  fc.assert(fc.property(share, share, seed, somePage, (part, pages, number, page) => {
    const allowed = new Set(withhold(part, number)(page));
    const kept = combine(withhold(part, number), cut(pages, number))(page);
    assert.ok(kept.every((id) => allowed.has(id)));
    assert.equal(kept.length === 0, allowed.size === 0);
  }));
});
