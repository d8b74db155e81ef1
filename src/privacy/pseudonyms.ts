/**
 * Pseudonyms: the same value gets the same token in every answer and process with one key, and
 * without the key nobody can tell which value a token stands for, nor test a guess.
 *
 * @module
 */

import { createHmac } from "node:crypto";

/** Makes pseudonyms with one key. */
export interface Pseudonyms {
  /** The token of a value, twelve capitals; values of different kinds share none. */
  readonly tokenOf: (kind: string, normalised: string) => string;
  /** Tells keys apart, and says nothing of the key. */
  readonly keyId: string;
}

/**
 * Twelve characters of 4 bits: among a million values the odds of any two sharing a token are 1 to 560.
 * A model pays for each character.
 */
const LENGTH = 12;

/** No digits, so that no detector takes a token for a number; no vowels, so that it is no word. */
const ALPHABET = "BCDFGHJKLMNPQRST";

const LEAST_KEY_BYTES = 32;

/** Tokens remembered: a page repeats its senders. */
const REMEMBERED = 4096;

/**
 * Begins to make pseudonyms.
 *
 * @param key At least 32 random bytes.
 * @returns What makes them: HMAC-SHA-256 over kind and value.
 * @throws {RangeError} If the key is shorter.
 *
 * @example One value, one token
 * ```ts
 * import { pseudonymsWith } from "./pseudonyms.ts";
 * import assert from "node:assert/strict";
 *
 * const { tokenOf } = pseudonymsWith(new Uint8Array(32));
 * assert.equal(tokenOf("email", "ann@example.org"), tokenOf("email", "ann@example.org"));
 * assert.notEqual(tokenOf("email", "1"), tokenOf("phone", "1"));
 * ```
 */
export function pseudonymsWith(key: Uint8Array): Pseudonyms {
  if (key.length < LEAST_KEY_BYTES) {
    throw new RangeError(`Cannot make pseudonyms: a key of ${LEAST_KEY_BYTES} bytes is needed`);
  }
  const known = new Map<string, string>();
  const tokenOf = (kind: string, normalised: string): string => {
    const name = `${kind}\0${normalised}`;
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    if (known.size >= REMEMBERED) known.clear();
    const token = spelled(createHmac("sha256", key).update(`tgtk pseudonym\0${name}`).digest());
    known.set(name, token);
    return token;
  };
  return { tokenOf, keyId: tokenOf("key", "") };
}

function spelled(digest: Uint8Array): string {
  const halves = [...digest.subarray(0, LENGTH / 2)].flatMap((byte) => [byte >> 4, byte & 0xF]);
  return halves.map((half) => ALPHABET.charAt(half)).join("");
}

const USER_TOKEN = /^\[?user:([B-DF-HJ-NP-T]{12})\]?$/i;

/** What a user is called by a pseudonym. */
export function userCalled(token: string): string {
  return `user:${token}`;
}

/**
 * Reads what a user is called, as somebody copied it from an answer.
 *
 * @param text For example `user:KQRMCTGBDNHF`; brackets and small letters do not matter.
 * @returns The token, or `undefined` if it is none.
 *
 * @example Copied with its brackets
 * ```ts
 * import { userTokenIn } from "./pseudonyms.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(userTokenIn("[user:kqrmctgbdnhf]"), "KQRMCTGBDNHF");
 * assert.equal(userTokenIn("@user"), undefined);
 * ```
 */
export function userTokenIn(text: string): string | undefined {
  return USER_TOKEN.exec(text.trim())?.[1]?.toUpperCase();
}

/** The token of a user with an id. */
export function userToken({ tokenOf }: Pick<Pseudonyms, "tokenOf">, id: number): string {
  return tokenOf("user", String(id));
}
