/**
 * AES-256 in Infinite Garble Extension mode, which the runtime does not have:
 * cᵢ = E(mᵢ ⊕ cᵢ₋₁) ⊕ mᵢ₋₁.
 *
 * Encryption is the server's hot path and is one call of the runtime's CBC: with dᵢ = cᵢ ⊕ mᵢ₋₁ and
 * xᵢ = mᵢ ⊕ mᵢ₋₂ the definition reads dᵢ = E(xᵢ ⊕ dᵢ₋₁), and that is CBC over x. Decryption has no
 * such twin (it chains through the inverse cipher) and goes block by block; see `aes_block.ts`.
 *
 * @see https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector
 * @module
 */

import { createCipheriv } from "node:crypto";
import { decryptBlock, decryptionKeys } from "./aes_block.ts";

const BLOCK_BYTES = 16;
const BLOCK_WORDS = 4;

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
 * import { decryptIge, encryptIge } from "./aes_ige.ts";
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
  const keys = decryptionKeys(key);
  const cipherText = toWords(data);
  const result = new Uint32Array(cipherText.length);
  const vector = toWords(iv);
  const block = new Uint32Array(BLOCK_WORDS);
  let encrypted = vector.subarray(0, BLOCK_WORDS);
  let plain = vector.subarray(BLOCK_WORDS);
  for (let at = 0; at < cipherText.length; at += BLOCK_WORDS) {
    for (let word = 0; word < BLOCK_WORDS; word++) {
      block[word] = cipherText[at + word]! ^ plain[word]!;
    }
    decryptBlock(keys, block);
    plain = result.subarray(at, at + BLOCK_WORDS);
    for (let word = 0; word < BLOCK_WORDS; word++) plain[word] = block[word]! ^ encrypted[word]!;
    encrypted = cipherText.subarray(at, at + BLOCK_WORDS);
  }
  return toBytes(result);
}

function requireBlocks(data: Uint8Array): void {
  if (data.length % BLOCK_BYTES === 0) return;
  throw new RangeError(`Cannot use IGE: length ${data.length} is no multiple of ${BLOCK_BYTES}`);
}

/** Words over the bytes themselves where they are aligned, else over a copy. */
function toWords(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

function toBytes(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function xorInto(target: Uint32Array, source: Uint32Array): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = target[index]! ^ source[index]!;
  }
}
