import assert from "node:assert/strict";
import { countBackdated } from "../../../../src/sandbox/world/load/falling_dates.ts";

function backdated(...dates: readonly number[]): number {
  return countBackdated({ count: dates.length, dateAt: (index) => dates[index]! });
}

Deno.test("countBackdated() counts by the latest date so far, equal ones not", () => {
  assert.equal(backdated(), 0);
  assert.equal(backdated(5, 5, 6), 0);
  assert.equal(backdated(5, 9, 6, 8, 9, 1), 3);
});
