/**
 * Finds messages whose dates are out of order: imported ones, and clocks that were set back.
 *
 * @module
 */

import type { History } from "../world.ts";

/**
 * Counts the messages dated before one of a lower id.
 *
 * @param history Asked for dates only.
 * @returns How many there are; 0 where dates never fall.
 *
 * @example One of three
 * ```ts
 * import { countBackdated } from "./falling_dates.ts";
 * import assert from "node:assert/strict";
 *
 * const dates = [50, 40, 60];
 * assert.equal(countBackdated({ count: 3, dateAt: (index) => dates[index]! }), 1);
 * ```
 */
export function countBackdated({ count, dateAt }: Pick<History, "count" | "dateAt">): number {
  let backdated = 0;
  let latest = -Infinity;
  for (let index = 0; index < count; index++) {
    const date = dateAt(index);
    if (date < latest) backdated++;
    else latest = date;
  }
  return backdated;
}
