/**
 * Words near a number that say what it is.
 *
 * @module
 */

/** How far from a number a word may stand, in code units. */
const REACH = 32;

/** Words to be looked for. */
export interface Words {
  /** Whether a text in small letters holds any of them. */
  readonly test: (text: string) => boolean;
}

/**
 * Makes ready to look for some words: whole ones, or where they end in `*`, beginnings.
 *
 * @param list Words in small letters, separated by white space; `_` inside one stands for a space.
 * @returns What tells whether a text holds any of them. It is quicker than a regular expression.
 *
 * @example A beginning
 * ```ts
 * import { anyWord } from "./context.ts";
 * import assert from "node:assert/strict";
 *
 * const words = anyWord("card* visa tax_id");
 * assert.equal(words.test("two cards"), true);
 * assert.equal(words.test("visas"), false);
 * assert.equal(words.test("my tax id"), true);
 * ```
 */
export function anyWord(list: string): Words {
  const all = list.trim().split(/\s+/).map((word) => word.replaceAll("_", " "));
  const phrases = all.filter((word) => /[^\p{L}\p{M}*]/u.test(word)).map((word) =>
    word.replace("*", "")
  );
  const whole = new Set(all.filter((word) => !word.endsWith("*")));
  const beginnings = all.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1));
  const starts = new Set(beginnings);
  const lengths = [...new Set(beginnings.map(({ length }) => length))].toSorted((a, b) => a - b);
  const isListed = (word: string): boolean => {
    if (whole.has(word)) return true;
    for (const length of lengths) {
      if (length > word.length) return false;
      if (starts.has(word.slice(0, length))) return true;
    }
    return false;
  };
  const openings = openingsOf([...whole, ...starts]);
  const phraseOpenings = openingsOf(phrases);
  return {
    test: (text) =>
      someWord(text, openings, isListed) ||
      (somePair(text, phraseOpenings) && phrases.some((phrase) => text.includes(phrase))),
  };
}

/** Which first two letters some words have, hashed; a word of one letter has a nought behind it. */
function openingsOf(words: readonly string[]): Uint8Array {
  const openings = new Uint8Array(HASHES);
  for (const word of words) openings[hashOf(word.charCodeAt(0), word.charCodeAt(1) || 0)] = 1;
  return openings;
}

const HASHES = 1 << 12;

const hashOf = (first: number, second: number) => (first * 61 + second) & (HASHES - 1);

/** Whether an opening stands anywhere in a text: two letters, or one such as № alone. */
function somePair(text: string, openings: Uint8Array): boolean {
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (openings[hashOf(last, code)] === 1 || openings[hashOf(code, 0)] === 1) return true;
    last = code;
  }
  return false;
}

/** Whether a condition holds of any word in a text that opens so. */
function someWord(
  text: string,
  openings: Uint8Array,
  condition: (word: string) => boolean,
): boolean {
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const isPart = at < text.length && isLetter(text.charCodeAt(at));
    if (isPart && start < 0) start = at;
    if (isPart || start < 0) continue;
    if (isOpening(text, start, at, openings) && condition(text.slice(start, at))) return true;
    start = -1;
  }
  return false;
}

function isOpening(text: string, start: number, end: number, openings: Uint8Array): boolean {
  const second = end > start + 1 ? text.charCodeAt(start + 1) : 0;
  return openings[hashOf(text.charCodeAt(start), second)] === 1;
}

/** Small ASCII letters, and everything beyond Latin-1's signs that is no punctuation or picture. */
function isLetter(code: number): boolean {
  if (code < 0xC0) return code >= 0x61 && code <= 0x7A;
  return code < 0x2000 || (code >= 0x2C00 && code < 0xD800 && (code < 0x3000 || code > 0x303F));
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
  const from = Math.max(0, position - reach);
  const words = withoutLabels(text.slice(from, position).toLowerCase());
  return isGluedBefore(text, from) ? withoutHalfWord(words) : words;
}

/** Half a word is another one: `Watts` is no `ts`. Scripts that write words together stay as they are. */
function withoutHalfWord(words: string): string {
  let at = 0;
  while (words.charCodeAt(at) < AFTER_CYRILLIC && isGluedAfter(words, at)) at++;
  return words.slice(at);
}

const AFTER_CYRILLIC = 0x530;

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
  return withoutLabels(text.slice(position, position + reach).toLowerCase());
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
  const code = text.charCodeAt(position);
  return code < GLUES.length ? GLUES[code] === 1 : GLUE.test(text.charAt(position));
}
