/**
 * Addresses in base 58 with four bytes of a double SHA-256 behind them, and bare keys in base 58.
 *
 * @module
 */

import { base58 } from "@scure/base";
import { sha256 } from "@noble/hashes/sha2.js";

const CHECKSUM = 4;

const LETTERS = /^[1-9A-HJ-NP-Za-km-z]+$/;

/**
 * Decodes base58check, as Bitcoin's first addresses and those of its kin are written.
 *
 * @param text The address.
 * @returns Version and payload, or `undefined` if the checksum fails.
 *
 * @example The first address of all
 * ```ts
 * import { fromBase58Check } from "./base58.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(fromBase58Check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")?.length, 21);
 * assert.equal(fromBase58Check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"), undefined);
 * ```
 */
export function fromBase58Check(text: string): Uint8Array | undefined {
  const bytes = fromBase58(text);
  if (bytes === undefined || bytes.length < CHECKSUM) return undefined;
  const payload = bytes.subarray(0, -CHECKSUM);
  const checksum = sha256(sha256(payload));
  const isRight = bytes.subarray(-CHECKSUM).every((byte, at) => byte === checksum[at]);
  return isRight ? payload : undefined;
}

/**
 * Decodes base 58.
 *
 * @param text Letters and digits.
 * @returns The bytes, or `undefined` if there are other characters.
 */
export function fromBase58(text: string): Uint8Array | undefined {
  return LETTERS.test(text) ? base58.decode(text) : undefined;
}
