/**
 * AES-256 in Infinite Garble Extension mode, which the runtime does not have:
 * cᵢ = E(mᵢ ⊕ cᵢ₋₁) ⊕ mᵢ₋₁. Both ends use it: the client's answers and the sandbox's.
 *
 * Encryption is one call of the runtime's CBC: with dᵢ = cᵢ ⊕ mᵢ₋₁ and xᵢ = mᵢ ⊕ mᵢ₋₂ the definition
 * reads dᵢ = E(xᵢ ⊕ dᵢ₋₁), and that is CBC over x. Decryption has no such twin (it chains through the
 * inverse cipher, and a call of the runtime's own cipher for each sixteen bytes would cost more than
 * the work itself): it goes block by block, with every word of the chain in a variable of its own.
 *
 * @see https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector
 * @module
 */

import { createCipheriv } from "node:crypto";
import { decryptionKeys, INVERSE_SBOX as S, ROUNDS, TABLES } from "./tables.ts";

const BLOCK_BYTES = 16;
const BLOCK_WORDS = 4;
const [T0, T1, T2, T3] = TABLES;

/** A key and its initialization vector: 32 bytes each, c₀ and m₀ in the vector's halves. */
export interface IgeKey {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/**
 * Encrypts whole blocks.
 *
 * @throws {RangeError} If the data is not a multiple of 16 bytes long.
 *
 * @example Back and forth
 * ```ts
 * import { decryptIge, encryptIge } from "./ige.ts";
 * import assert from "node:assert/strict";
 *
 * const key = { key: new Uint8Array(32).fill(1), iv: new Uint8Array(32).fill(2) };
 * const message = new Uint8Array(48).fill(3);
 * assert.deepEqual(decryptIge(encryptIge(message, key), key), message);
 * ```
 */
export function encryptIge(data: Uint8Array, { key, iv }: IgeKey): Uint8Array {
  requireBlocks(data);
  const message = toWords(data);
  const before = toWords(iv.subarray(BLOCK_BYTES));
  const mixed = message.slice();
  xorInto(mixed.subarray(BLOCK_WORDS, 2 * BLOCK_WORDS), before);
  xorInto(mixed.subarray(2 * BLOCK_WORDS), message);
  const cipher = createCipheriv("aes-256-cbc", key, iv.subarray(0, BLOCK_BYTES));
  cipher.setAutoPadding(false);
  const result = toWords(cipher.update(new Uint8Array(mixed.buffer)));
  cipher.final(); // gives nothing more, but frees the cipher
  xorInto(result.subarray(0, BLOCK_WORDS), before);
  xorInto(result.subarray(BLOCK_WORDS), message);
  return toBytes(result);
}

/**
 * Decrypts whole blocks.
 *
 * @throws {RangeError} If the data is not a multiple of 16 bytes long.
 */
export function decryptIge(data: Uint8Array, { key, iv }: IgeKey): Uint8Array {
  requireBlocks(data);
  return toBytes(decryptWords(toWords(data), decryptionKeys(key), toWords(iv)));
}

/** `c` is the block of cipher text before, `m` the message's; `w` the one at hand. */
function decryptWords(words: Int32Array, keys: Int32Array, vector: Int32Array): Int32Array {
  const result = new Int32Array(words.length);
  let [c0, c1, c2, c3, m0, m1, m2, m3] = vector as unknown as EightWords;
  for (let at = 0; at < words.length; at += BLOCK_WORDS) {
    const w0 = words[at]!;
    const w1 = words[at + 1]!;
    const w2 = words[at + 2]!;
    const w3 = words[at + 3]!;
    let a = w0 ^ m0 ^ keys[0]!;
    let b = w1 ^ m1 ^ keys[1]!;
    let c = w2 ^ m2 ^ keys[2]!;
    let d = w3 ^ m3 ^ keys[3]!;
    let k = 4;
    for (; k < ROUNDS * 4; k += 4) {
      const nextA = T0[a & 255]! ^ T1[(d >>> 8) & 255]! ^ T2[(c >>> 16) & 255]! ^ T3[b >>> 24]!;
      const nextB = T0[b & 255]! ^ T1[(a >>> 8) & 255]! ^ T2[(d >>> 16) & 255]! ^ T3[c >>> 24]!;
      const nextC = T0[c & 255]! ^ T1[(b >>> 8) & 255]! ^ T2[(a >>> 16) & 255]! ^ T3[d >>> 24]!;
      const nextD = T0[d & 255]! ^ T1[(c >>> 8) & 255]! ^ T2[(b >>> 16) & 255]! ^ T3[a >>> 24]!;
      a = nextA ^ keys[k]!;
      b = nextB ^ keys[k + 1]!;
      c = nextC ^ keys[k + 2]!;
      d = nextD ^ keys[k + 3]!;
    }
    m0 = lastWord(a, d, c, b) ^ keys[k]! ^ c0;
    m1 = lastWord(b, a, d, c) ^ keys[k + 1]! ^ c1;
    m2 = lastWord(c, b, a, d) ^ keys[k + 2]! ^ c2;
    m3 = lastWord(d, c, b, a) ^ keys[k + 3]! ^ c3;
    result[at] = m0;
    result[at + 1] = m1;
    result[at + 2] = m2;
    result[at + 3] = m3;
    c0 = w0;
    c1 = w1;
    c2 = w2;
    c3 = w3;
  }
  return result;
}

type EightWords = [number, number, number, number, number, number, number, number];

function lastWord(a: number, b: number, c: number, d: number): number {
  return S[a & 255]! | (S[(b >>> 8) & 255]! << 8) | (S[(c >>> 16) & 255]! << 16) |
    (S[d >>> 24]! << 24);
}

function requireBlocks(data: Uint8Array): void {
  if (data.length % BLOCK_BYTES === 0) return;
  throw new RangeError(`Cannot use IGE: length ${data.length} is no multiple of ${BLOCK_BYTES}`);
}

/** Words over the bytes themselves where they are aligned, else over a copy. */
function toWords(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

function toBytes(words: Int32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function xorInto(target: Int32Array, source: Int32Array): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = target[index]! ^ source[index]!;
  }
}
