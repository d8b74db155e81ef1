import assert from "node:assert/strict";
import { estimatedMessages } from "../../src/history/estimate.ts";
import { startingPlace } from "../../src/history/place.ts";
import { senderBook } from "../../src/history/senders.ts";
import type { HistoryQuery } from "../../src/model/query.ts";

const NOW = 1_700_000_000;
const ALL: HistoryQuery = { window: {}, direction: "desc" };

/** After 100 messages of the last 1,000 seconds. */
function estimate(
  query: HistoryQuery,
  { done = false, fetched = 100, part = "own", total = undefined as number | undefined }: {
    readonly done?: boolean;
    readonly fetched?: number;
    readonly part?: "earlier" | "own";
    readonly total?: number | undefined;
  },
): number | undefined {
  const covered = { from_date: NOW - 1000, to_date: NOW };
  const place = { ...startingPlace(query, NOW), fetched, part } as const;
  const subject = { query, senders: senderBook(() => NOW) };
  return estimatedMessages({ covered, done, place, total }, subject);
}

Deno.test("estimatedMessages() knows what has been read to its end", () => {
  assert.equal(estimate(ALL, { done: true, fetched: 7, total: 900 }), 7);
});

Deno.test("estimatedMessages() takes Telegram's count of what is asked for", () => {
  assert.equal(estimate(ALL, { total: 9000 }), 9000);
  assert.equal(estimate({ ...ALL, search: "river" }, { total: 60 }), 100);
});

Deno.test("estimatedMessages() goes by the time read where a date or a filter narrows", () => {
  const window = { from: NOW - 20_000 };
  assert.equal(estimate({ window, direction: "desc" }, { total: 9000 }), 2000);
  assert.equal(estimate({ window, direction: "desc" }, { total: 1500 }), 1500);
  assert.equal(estimate({ window, direction: "desc", filter: { min_views: 5 } }, {}), 2000);
});

Deno.test("estimatedMessages() says nothing where nothing tells", () => {
  assert.equal(estimate(ALL, {}), undefined);
  assert.equal(estimate({ ...ALL, filter: { min_views: 5 } }, { total: 9000 }), undefined);
  assert.equal(
    estimate({ window: { from: NOW - 20_000 }, direction: "desc" }, { fetched: 3 }),
    undefined,
  );
  assert.equal(estimate({ ...ALL, direction: "asc" }, { part: "earlier", total: 600 }), undefined);
});
