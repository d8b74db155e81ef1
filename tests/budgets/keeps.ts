/** Budgets: what a count may come to. They are kept tight, so that the next change for the worse shows. */
import assert from "node:assert/strict";

/** What a count may come to. */
export interface Budget {
  readonly what: string;
  readonly unit: string;
  /** The most. */
  readonly budget: number;
  /** How far below it a count may stay before the budget has to follow. */
  readonly slack: number;
}

/** Refuses a count above its budget, and a budget that has become loose. */
export function keeps({ budget, slack, unit, what }: Budget, count: number): void {
  assert.ok(count <= budget, `${what}: ${count} ${unit}, more than the budget of ${budget}`);
  assert.ok(
    count >= budget - slack,
    `${what}: ${count} ${unit}, so the budget of ${budget} is loose: tighten it in budgets.ts`,
  );
}
