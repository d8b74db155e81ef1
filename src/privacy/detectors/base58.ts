/**
 * Addresses in base 58 with four bytes of a double SHA-256 behind them, and bare keys in base 58.
 *
 * @module
 */

import { base58, createBase58check } from "@scure/base";
import { sha256 } from "@noble/hashes/sha2.js";

const checked = createBase58check(sha256);

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
  if (!LETTERS.test(text)) return undefined;
  try {
    return checked.decode(text);
  } catch {
    return undefined;
  }
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
