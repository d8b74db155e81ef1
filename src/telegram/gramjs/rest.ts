/**
 * How long to leave a data centre alone that could not be reached. Pure.
 *
 * @module
 */

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 3000;

/** How long an attempt to come back takes, and how many in a row: slow lines then get all the time. */
export const QUICK_MS = 2000;
export const QUICK_REST_MS = 1000;
export const QUICK_ATTEMPTS = 12;

/**
 * How long a data centre that could not be reached is left alone: twice as long after each failure, up
 * to 3 s, and up to half of it less by chance, so that many processes do not come back together.
 *
 * @param failures How many attempts in a row have failed, from 1.
 * @param random From 0 up to, not including, 1.
 * @returns Milliseconds.
 *
 * @example
 * ```ts
 * import { restMs } from "./rest.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([1, 2, 3, 4, 5, 60].map((failures) => restMs(failures, 0)), [
 *   250,
 *   500,
 *   1000,
 *   2000,
 *   3000,
 *   3000,
 * ]);
 * assert.equal(restMs(1, 0.5), 187.5);
 * ```
 */
export function restMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
  return longest * (1 - random / 2);
}
