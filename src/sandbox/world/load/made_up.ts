/**
 * Makes up what a file leaves out. The same words always give the same values, so that a history
 * loaded twice is the same history.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { bigInt } from "../../../gramjs.ts";

/** Made-up users get ids from here up to Telegram's highest, where no real ones are yet. */
const FIRST_MADE_UP_USER = 1_000_000_000_000;
const MADE_UP_USERS = 99_000_000_000;

/** The account that reads a loaded history: Telegram's highest possible user id. */
export const SELF_ID = 1_099_511_627_775;

/**
 * Makes up a 64-bit number: an access hash, a file's id.
 *
 * @param seed What the number belongs to.
 * @returns A positive long.
 *
 * @example The same seed, the same number
 * ```ts
 * import { madeUpLong } from "./made_up.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(madeUpLong("photo 5").equals(madeUpLong("photo 5")));
 * ```
 */
export function madeUpLong(seed: string): bigInt.BigInteger {
  return bigInt(hash32(seed, 1) >>> 1).shiftLeft(32).or(hash32(seed, 2));
}

/** Makes up a file reference: 16 bytes. */
export function madeUpBytes(seed: string): Buffer {
  const bytes = Buffer.alloc(16);
  for (let word = 0; word < 4; word++) bytes.writeUInt32LE(hash32(seed, 3 + word), word * 4);
  return bytes;
}

/** Makes up the bare id of a user of whom a file tells only a name. */
export function madeUpUserId(name: string): number {
  return FIRST_MADE_UP_USER + madeUpNumber(`user ${name}`) % MADE_UP_USERS;
}

/** Makes up the bare id of a channel or group; ten digits, as Telegram's own. */
export function madeUpChatId(name: string): number {
  return 1_000_000_000 + madeUpNumber(`chat ${name}`) % 1_000_000_000;
}

function madeUpNumber(seed: string): number {
  return (hash32(seed, 1) & 0x1fffff) * 2 ** 32 + hash32(seed, 2);
}

/** MurmurHash3's mixing over UTF-16 code units: fast and well spread; nothing here is a secret. */
function hash32(text: string, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1);
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0xcc9e2d51);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
