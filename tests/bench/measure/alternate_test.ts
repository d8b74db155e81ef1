import assert from "node:assert/strict";
import { alternate, ratios } from "./alternate.ts";
import { percentile, spreadOf } from "./spread.ts";

Deno.test("alternate() gives everything its turn, and each its time to begin", async () => {
  const order: string[] = [];
  const work = (name: string) => () => Promise.resolve(order.push(name));
  const outcomes = await alternate(3, { a: work("a"), b: work("b"), c: work("c") });
  assert.equal(order.join(""), "abcbcacab");
  assert.deepEqual(outcomes, { a: [1, 6, 8], b: [2, 4, 9], c: [3, 5, 7] });
});

Deno.test("ratios() compares round by round", () => {
  assert.deepEqual(ratios([2, 9, 4], [1, 3, 8]), { median: 2, low: 0.5, high: 3 });
});

Deno.test("spreadOf() and percentile() need no order", () => {
  assert.deepEqual(spreadOf([5, 1, 9]), { median: 5, low: 1, high: 9 });
  const hundred = Array.from({ length: 100 }, (_, at) => 99 - at);
  assert.deepEqual([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile(hundred, 1)], [
    50,
    95,
    99,
  ]);
});
