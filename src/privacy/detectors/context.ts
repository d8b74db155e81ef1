/**
 * Words near a number that say what it is.
 *
 * @module
 */

/** How far from a number a word may stand, in code units. */
const REACH = 32;

const LETTER = String.raw`[\p{L}\p{M}\d_]`;

/**
 * Builds an expression that finds any of some words: whole ones, or where they end in `*`, beginnings.
 *
 * @param words Words in small letters, separated by spaces; `_` inside one stands for a space.
 * @returns An expression for text in small letters.
 *
 * @example A beginning
 * ```ts
 * import { anyWord } from "./context.ts";
 * import assert from "node:assert/strict";
 *
 * const card = anyWord("card* visa");
 * assert.equal(card.test("two cards"), true);
 * assert.equal(card.test("visas"), false);
 * ```
 */
export function anyWord(words: string): RegExp {
  const alternatives = words.trim().split(/\s/).filter(Boolean).map((word) => {
    const plain = word.replace(/[.\/]/g, "\\$&").replaceAll("_", "[ \\-]");
    return plain.endsWith("*") ? `${plain.slice(0, -1)}${LETTER}{0,12}` : plain;
  });
  return new RegExp(
    `(?:^|[^\\p{L}\\p{M}_])(?:${alternatives.join("|")})(?:[^\\p{L}\\p{M}_]|$)`,
    "u",
  );
}

/**
 * What stands before a position, in small letters: at most 32 code units.
 *
 * @param text The text.
 * @param position Where the number starts.
 * @param reach How far to look.
 * @returns The words before it.
 */
export function before(text: string, position: number, reach = REACH): string {
  return text.slice(Math.max(0, position - reach), position).toLowerCase();
}

/**
 * What stands after a position, in small letters: at most 32 code units.
 *
 * @param text The text.
 * @param position Where the number ends.
 * @param reach How far to look.
 * @returns The words after it.
 */
export function after(text: string, position: number, reach = REACH): string {
  return text.slice(position, position + reach).toLowerCase();
}

/**
 * What stands between a number and the number before it: a word beyond that belongs to the other.
 *
 * @param text A folded text.
 * @param position Where the number starts.
 * @param reach How far to look.
 * @returns The words, in small letters.
 *
 * @example The nearer word counts
 * ```ts
 * import { nearBefore } from "./context.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(nearBefore("Room 12, tel. 345", 14), ", tel. ");
 * ```
 */
export function nearBefore(text: string, position: number, reach = REACH): string {
  const words = before(text, position, reach);
  for (let at = words.length - 1; at >= 0; at--) {
    const code = words.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) return words.slice(at + 1);
  }
  return words;
}

/** Whether a position stands right after a letter, digit or underscore. */
export function isGluedBefore(text: string, position: number): boolean {
  return position > 0 && /[\p{L}\p{M}\p{N}_]/u.test(text.charAt(position - 1));
}

/** Whether a letter, digit or underscore stands at a position. */
export function isGluedAfter(text: string, position: number): boolean {
  return /[\p{L}\p{M}\p{N}_]/u.test(text.charAt(position));
}
