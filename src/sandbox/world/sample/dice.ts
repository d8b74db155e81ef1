/**
 * Chance without chance: numbers that look random and depend on nothing but the seeds they are made
 * from, so that any part of the world can be made alone, in any order, twice the same.
 *
 * @module
 */

import { bigInt } from "../../../gramjs.ts";

/** A fixed sequence of throws. */
export interface Dice {
  /** A whole number, 0 to `limit - 1`. */
  below(limit: number): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** A number from 0 up to but not including 1. */
  fraction(): number;
  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/**
 * Mixes two numbers to an unsigned 32-bit one. The finaliser is MurmurHash3's, which spreads every
 * bit of the input over the whole output.
 */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Makes dice from seeds, such as the world's seed, a chat, a message id and what is thrown for.
 *
 * @example The same seeds throw the same
 * ```ts
 * import { dice } from "./dice.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(dice(1, 2, 3).below(1000), dice(1, 2, 3).below(1000));
 * ```
 */
export function dice(a: number, b: number, c = 0, d = 0): Dice {
  let state = mix(mix(mix(a, b), c), d);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mix(state, 0x5bd1e995) / 0x100000000;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    fraction,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => fraction() < probability,
    pick: <T>(list: readonly T[]): T => list[below(list.length)]!,
  };
}

/**
 * Picks by weight.
 *
 * @param throwing A number from 0 up to but not including 1.
 * @param weighted Values and their weights, which need not add up to anything.
 */
export function byWeight<T>(throwing: number, weighted: readonly (readonly [T, number])[]): T {
  let rest = throwing * weighted.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of weighted) {
    if (rest < weight) return value;
    rest -= weight;
  }
  return weighted[weighted.length - 1]![0];
}

/** Makes a 62-bit identifier, as photos, documents and access hashes have. */
export function identifier(thrown: Dice): ReturnType<typeof bigInt> {
  const high = BigInt(thrown.below(0x40000000));
  return bigInt((high << 32n) | BigInt(thrown.below(0x100000000)));
}
