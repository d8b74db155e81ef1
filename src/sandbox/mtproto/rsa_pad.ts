/**
 * What a client encrypts with the server's RSA key: nowadays with RSA_PAD, formerly behind a SHA-1.
 *
 * @see https://core.telegram.org/mtproto/auth_key#rsa-paddata-server-public-key
 * @module
 */

import type { ServerKey } from "../identity.ts";
import { decryptIge } from "../../gramjs.ts";
import { sha1, sha256 } from "./hashes.ts";
import { modPow } from "./numbers.ts";
import { bigEndian, equalBytes, fromBigEndian, tlReader, xorBytes } from "./tl.ts";

const RSA_BYTES = 256;
const KEY_BYTES = 32;
/** How much of the block is the data with its padding; a SHA-256 follows. */
const PADDED_DATA_BYTES = 192;
const SHA1_BYTES = 20;
const NO_VECTOR = new Uint8Array(32);

/**
 * Decrypts a client's data.
 *
 * @param encrypted 256 bytes; fewer are taken as if zeros were in front.
 * @param lengthOf Tells how long the data at the front of some bytes is, for the older scheme's hash
 * leaves the padding out.
 * @returns The data, with padding behind it; nothing if neither scheme fits.
 */
export function decryptRsa(
  key: ServerKey,
  encrypted: Uint8Array,
  lengthOf: (data: Uint8Array) => number | undefined,
): Uint8Array | undefined {
  const number = fromBigEndian(encrypted);
  if (encrypted.length > RSA_BYTES || number >= key.n) return undefined;
  const block = bigEndian(modPow(number, key.d, key.n), RSA_BYTES);
  return openRsaPad(block) ?? openHashed(block, lengthOf);
}

/** key_aes_encrypted := temp_key_xor + aes_encrypted */
function openRsaPad(block: Uint8Array): Uint8Array | undefined {
  const encrypted = block.slice(KEY_BYTES);
  const key = xorBytes(block.slice(0, KEY_BYTES), sha256(encrypted));
  const withHash = decryptIge(encrypted, { key, iv: NO_VECTOR });
  const padded = withHash.slice(0, PADDED_DATA_BYTES).reverse();
  const isSound = equalBytes(sha256(key, padded), withHash.subarray(PADDED_DATA_BYTES));
  return isSound ? padded : undefined;
}

/** data_with_hash := SHA1(data) + data + random bytes, 255 in all, the number's first byte being 0 */
function openHashed(
  block: Uint8Array,
  lengthOf: (data: Uint8Array) => number | undefined,
): Uint8Array | undefined {
  const hash = block.subarray(1, 1 + SHA1_BYTES);
  const data = block.slice(1 + SHA1_BYTES);
  const length = lengthOf(data);
  const isSound = tlReader(block).raw(1)[0] === 0 && length !== undefined &&
    equalBytes(hash, sha1(data.subarray(0, length)));
  return isSound ? data : undefined;
}
