import assert from "node:assert/strict";
import {
  askNext,
  deliver,
  giveBack,
  type Spans,
  spansOver,
  takePage,
} from "../../../src/exports/reading/spans.ts";
import type { HistoryPage } from "../../../src/telegram/port.ts";

function page(...ids: readonly number[]): HistoryPage {
  return { ids, messages: [] };
}

/** Every second id, from one downward. */
function every2nd(from: number, count: number): HistoryPage {
  return page(...Array.from({ length: count }, (_, at) => from - 2 * at));
}

function listOf({ list }: Spans): readonly string[] {
  return list.map(({ high, low, page, state }) => `${low}-${high} ${state} ${page.ids.length}`);
}

function asked(spans: Spans, most = 9) {
  const next = askNext(spans, most);
  assert.ok(next);
  return next;
}

Deno.test("askNext() cuts spans of 92 messages at the density seen, in the order of reading", () => {
  const down = asked(asked(spansOver("desc", 1, 1001, every2nd(1200, 100))).spans);
  assert.deepEqual(listOf(down.spans), ["817-1001 asked 0", "633-817 asked 0", "1-633 waiting 0"]);
  const up = asked(asked(spansOver("asc", 1, 1001, every2nd(1200, 100))).spans);
  assert.deepEqual(listOf(up.spans), ["1-185 asked 0", "185-369 asked 0", "369-1001 waiting 0"]);
});

Deno.test("askNext() holds back while enough is in hand, but never the first span", () => {
  const spans = spansOver("desc", 1, 1001, every2nd(1200, 100));
  const one = asked(spans, 1);
  assert.equal(askNext(one.spans, 1), undefined);
  assert.deepEqual(listOf(asked(giveBack(one.spans, one.span), 0).spans), [
    "817-1001 asked 0",
    "1-817 waiting 0",
  ]);
});

Deno.test("takePage() leaves waiting what a page did not reach, in front of it where that comes first", () => {
  const down = asked(spansOver("desc", 1, 1001, every2nd(1200, 100)));
  const downTaken = takePage(down.spans, down.span, page(1000, 998, 990));
  assert.deepEqual(listOf(downTaken.spans), [
    "990-1001 read 3",
    "817-990 waiting 0",
    "1-817 waiting 0",
  ]);
  const up = asked(spansOver("asc", 1, 1001, every2nd(1200, 100)));
  const upTaken = takePage(up.spans, up.span, page(184, 180));
  assert.deepEqual(listOf(upTaken.spans), [
    "1-180 waiting 0",
    "180-185 read 2",
    "185-1001 waiting 0",
  ]);
  assert.equal(deliver(upTaken.spans), undefined);
});

Deno.test("takePage() takes what a page proves below its span, where nobody asked yet", () => {
  const one = asked(spansOver("desc", 1, 1001, every2nd(1200, 100)));
  const two = asked(one.spans);
  const first = takePage(two.spans, one.span, page(1000, 700, 600));
  // The second span is asked for already: its own page will tell.
  assert.deepEqual(listOf(first.spans), [
    "817-1001 read 1",
    "633-817 asked 0",
    "600-633 read 1",
    "1-600 waiting 0",
  ]);
  const second = takePage(first.spans, two.span, page(700, 600));
  assert.deepEqual(listOf(second.spans).slice(1, 3), ["633-817 read 1", "600-633 read 1"]);
});

Deno.test("takePage() knows from an empty page that nothing is left below", () => {
  const one = asked(spansOver("desc", 1, 1001, every2nd(1200, 100)));
  const { spans } = takePage(one.spans, one.span, page());
  assert.deepEqual(listOf(spans), ["817-1001 read 0", "1-817 read 0"]);
});

Deno.test("takePage() asks again after a page that lies above its span", () => {
  const one = asked(spansOver("desc", 1, 1001, every2nd(1200, 100)));
  const { answered, spans } = takePage(one.spans, one.span, page(1200, 1100));
  assert.deepEqual([answered, listOf(spans)], ["stale", ["817-1001 waiting 0", "1-817 waiting 0"]]);
});

Deno.test("takePage() doubles the width upward while spans are empty", () => {
  let spans = spansOver("asc", 1, 1_000_001, page(3, 2, 1));
  const widths: number[] = [];
  for (let step = 0; step < 4; step++) {
    const next = asked(spans);
    widths.push(next.span.high - next.span.low);
    spans = takePage(next.spans, next.span, page(0)).spans;
    const given = deliver(spans);
    assert.ok(given);
    spans = given.spans;
  }
  assert.deepEqual(widths, [92, 184, 368, 736]);
});
