/**
 * The random name of the fence round untrusted text: who cannot guess it cannot close the fence.
 *
 * @module
 */

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const RANDOM_BYTES = 8;
const LENGTH = 12;

/**
 * Makes a fence's name: 12 characters of base 32 (RFC 4648, small letters), 60 bits.
 *
 * @param random At least 8 bytes from a cryptographic source; the first 8 are used.
 * @returns The name.
 * @throws {RangeError} If there are fewer than 8 bytes.
 *
 * @example From fixed bytes
 * ```ts
 * import { fenceName } from "./fence.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(fenceName(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7])), "aaaqeayeauda");
 * ```
 */
export function fenceName(random: Uint8Array): string {
  if (random.length < RANDOM_BYTES) {
    throw new RangeError(`Cannot name a fence: ${RANDOM_BYTES} random bytes are needed`);
  }
  let name = "";
  let bits = 0;
  let left = 0;
  for (let at = 0; name.length < LENGTH; left -= 5) {
    if (left < 5) {
      bits = (bits << 8 | random[at++]!) & 0xfff;
      left += 8;
    }
    name += ALPHABET[(bits >> (left - 5)) & 31];
  }
  return name;
}

/**
 * Tells whether a fence holds a text: its name, and so its closing mark, does not occur in it, in
 * small letters or capitals. If it does, take another name.
 *
 * @param text What will stand inside the fence.
 * @param name The fence's name.
 * @returns Whether the text cannot close the fence.
 *
 * @example A text that tries
 * ```ts
 * import { cannotForge } from "./fence.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(cannotForge("</untrusted-AAAQEAYEAUDA>", "aaaqeayeauda"), false);
 * assert.equal(cannotForge("</untrusted>", "aaaqeayeauda"), true);
 * ```
 */
export function cannotForge(text: string, name: string): boolean {
  return !text.toLowerCase().includes(name.toLowerCase());
}
