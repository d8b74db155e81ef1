/**
 * Words near a number that say what it is.
 *
 * @module
 */

import { codeAt, codeBeside } from "../code_units.ts";

/** How far from a number a word may stand, in code units. */
const REACH = 32;

/**
 * What stands before a position, in small letters: at most 32 code units.
 *
 * @param text The text.
 * @param position Where the number starts.
 * @param reach How far to look.
 * @returns The words before it.
 */
export function before(text: string, position: number, reach = REACH): string {
  const from = Math.max(0, position - reach);
  const words = withoutLabels(inSmallLetters(text.slice(from, position)));
  return isGluedBefore(text, from) ? withoutHalfWord(words) : words;
}

/** Half a word is another one: `Watts` is no `ts`. Scripts that write words together stay as they are. */
function withoutHalfWord(words: string): string {
  let at = 0;
  while (codeBeside(words, at) < AFTER_CYRILLIC && isGluedAfter(words, at)) at++;
  return words.slice(at);
}

const AFTER_CYRILLIC = 0x530;

/** Which letters of Latin, Greek and Cyrillic are not small. */
const CAPITALS = Uint8Array.from({ length: 0x500 }, (_, code) => {
  const letter = String.fromCharCode(code);
  return Number(letter.toLowerCase() !== letter);
});

/** Most words are in small letters already, and looking is quicker than writing them anew. */
function inSmallLetters(words: string): string {
  const { length } = words;
  for (let at = 0; at < length; at++) {
    const code = codeAt(words, at);
    if (code >= CAPITALS.length || CAPITALS[code] === 1) return words.toLowerCase();
  }
  return words;
}

/** `[phone]`, whole or cut at the start: what was hidden says nothing of the number after it. */
const LABEL = /(?:^|\[)[a-z_]{2,12}(?::[a-z]{1,12})?\]/g;

function withoutLabels(words: string): string {
  return words.includes("]") ? words.replace(LABEL, (label) => " ".repeat(label.length)) : words;
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
  return withoutLabels(inSmallLetters(text.slice(position, position + reach)));
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
  const digit = lastDigit(text, Math.max(0, position - reach), position);
  if (digit < 0) return before(text, position, reach);
  return withoutLabels(inSmallLetters(text.slice(digit, position))).slice(1);
}

/** Where the last digit of a stretch stands; -1 if there is none. */
function lastDigit(text: string, start: number, end: number): number {
  for (let at = end - 1; at >= start; at--) {
    const code = codeAt(text, at);
    if (code >= 0x30 && code <= 0x39) return at;
  }
  return -1;
}

/** What stands in a web address before a part of it. */
const PATH = /[a-z]\.[a-z]{2,6}\/(?:[^\s/]{1,24}\/){0,3}$/i;
const LONGEST_PATH = 64;

/**
 * Tells whether a part of a web address begins at a position: numbers there are of groups and pages.
 *
 * @param text The text.
 * @param position Where the number starts.
 * @returns Whether it does.
 */
export function isInPath(text: string, position: number): boolean {
  if (codeBeside(text, position - 1) !== STROKE) return false;
  return PATH.test(text.slice(Math.max(0, position - LONGEST_PATH), position));
}

const STROKE = 0x2F;

const GLUE = /[\p{L}\p{M}\p{N}_]/u;

/** The answers for Latin, Greek and Cyrillic, which most texts are made of. */
const GLUES = Uint8Array.from(
  { length: 0x500 },
  (_, code) => Number(GLUE.test(String.fromCharCode(code))),
);

/** Whether a position stands right after a letter, digit or underscore. */
export function isGluedBefore(text: string, position: number): boolean {
  return position > 0 && isGluedAfter(text, position - 1);
}

/** Whether a letter, digit or underscore stands at a position. */
export function isGluedAfter(text: string, position: number): boolean {
  const code = codeBeside(text, position);
  return code < GLUES.length ? GLUES[code] === 1 : GLUE.test(text.charAt(position));
}
