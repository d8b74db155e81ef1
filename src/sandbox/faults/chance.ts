/**
 * Numbers that look random and depend on nothing but integers: the same script does the same.
 *
 * @module
 */

/**
 * Draws a number.
 *
 * @param integers A seed, and what tells this draw from others.
 * @returns A number in [0, 1).
 *
 * @example
 * ```ts
 * import { chance } from "./chance.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(chance(1, 2), chance(1, 2));
 * assert.notEqual(chance(1, 2), chance(2, 1));
 * ```
 */
export function chance(...integers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const integer of integers) {
    // Ids can have more than 32 bits.
    hash = mix(hash ^ (integer | 0));
    hash = mix(hash ^ Math.floor(integer / 2 ** 32));
  }
  return (hash >>> 0) / 2 ** 32;
}

/** The finalizer of MurmurHash3: each bit of the input changes about half of the output's. */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
