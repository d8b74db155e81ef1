/**
 * Arithmetic of the key exchange.
 *
 * @module
 */

import { fromBigEndian, randomBytes } from "./tl.ts";

const HALF = 1 << 30;

/**
 * base ^ exponent mod modulus. Takes about 8 ms for 2048 bits.
 *
 * @example
 * ```ts
 * import { modPow } from "./numbers.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(modPow(3n, 5n, 7n), 5n);
 * ```
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result * square % modulus;
    square = square * square % modulus;
  }
  return result;
}

/** A random prime between 2³⁰ and 2³¹, so that a product of two stays below 2⁶³ as `pq` must. */
export function randomPrime(): number {
  const start = Number(fromBigEndian(randomBytes(4))) % HALF + HALF;
  let candidate = start | 1;
  while (!isPrime(candidate)) candidate = candidate + 2 < 2 * HALF ? candidate + 2 : HALF + 1;
  return candidate;
}

function isPrime(odd: number): boolean {
  for (let divisor = 3; divisor * divisor <= odd; divisor += 2) {
    if (odd % divisor === 0) return false;
  }
  return true;
}
