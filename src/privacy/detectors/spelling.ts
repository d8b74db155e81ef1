/**
 * The many ways in which people write digits and the gaps between them, brought to a few.
 *
 * @module
 */

/** Spaces and dashes of every width and the full stop: inside of a character class. */
export const GAP = String
  .raw` \t\u00A0\u2000-\u200A\u202F\u205F\u3000.\-\u2010-\u2015\u2212`;

const FOLDED = /(?![0-9])[\p{Nd}\uFF01-\uFF5E]/gu;
const DECIMAL = /\p{Nd}/u;

/** Full-width ASCII is ASCII moved by this much. */
const FULL_WIDTH = 0xFEE0;

/**
 * Brings full-width ASCII and the decimal digits of all scripts in the basic plane to ASCII. Each
 * character stays one code unit, so positions in the result are positions in the text.
 *
 * @param text Any text.
 * @returns A text of the same length.
 *
 * @example Full-width and Persian digits
 * ```ts
 * import { foldWidths } from "./spelling.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(foldWidths("８９ ۴۲ a＠b"), "89 42 a@b");
 * ```
 */
export function foldWidths(text: string): string {
  return text.replace(FOLDED, foldCharacter);
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  // Beyond the basic plane one digit is two code units, and positions would move.
  if (character.length > 1) return character;
  if (code >= 0xFF01) return String.fromCharCode(code - FULL_WIDTH);
  // Unicode keeps the ten digits of a script together, from a code that ends in 0 or in 6.
  const fromZero = DECIMAL.test(String.fromCharCode(code & ~0xF));
  return String((code & 0xF) - (fromZero ? 0 : 6));
}

/**
 * Tells whether a text has at least so many ASCII digits: the cheap test before a dear search.
 *
 * @param text A folded text.
 * @param count How many digits are needed.
 * @returns Whether there are as many.
 *
 * @example Too few for a phone number
 * ```ts
 * import { hasDigits } from "./spelling.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(hasDigits("in 2024", 7), false);
 * ```
 */
export function hasDigits(text: string, count: number): boolean {
  let left = count;
  for (let at = 0; at < text.length && left > 0; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) left--;
  }
  return left === 0;
}

/**
 * Keeps the ASCII digits of a text.
 *
 * @param text A folded text.
 * @returns Its digits.
 *
 * @example A spaced number
 * ```ts
 * import { digitsOf } from "./spelling.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(digitsOf("+7 (912) 3"), "79123");
 * ```
 */
export function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, "");
}
