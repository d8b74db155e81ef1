/**
 * Figures as they are worth keeping.
 *
 * @module
 */

const DIGITS = 4;

/**
 * Rounds every number in a value to four significant digits: more of them say nothing, and make
 * differences long to read.
 *
 * @example
 * ```ts
 * import { rounded } from "./rounded.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(rounded({ ms: [12.34567, 1000067] }), { ms: [12.35, 1000000] });
 * ```
 */
export function rounded<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(
      value,
      (_, each: unknown) => typeof each === "number" ? Number(each.toPrecision(DIGITS)) : each,
    ),
  );
}
