import assert from "node:assert/strict";
import { keeps } from "./keeps.ts";

const BUDGET = { what: "a page", unit: "calls", budget: 10, slack: 2 };

Deno.test("keeps() lets pass what is within the slack", () => {
  for (const count of [8, 9, 10]) keeps(BUDGET, count);
});

Deno.test("keeps() refuses what is above the budget, and says how much it is", () => {
  assert.throws(() => keeps(BUDGET, 11), /a page: 11 calls, more than the budget of 10$/);
});

Deno.test("keeps() refuses a budget that has become loose, and says how much is enough", () => {
  assert.throws(
    () => keeps(BUDGET, 7),
    /a page: 7 calls, so the budget of 10 is loose: tighten it in budgets\.ts$/,
  );
});
