/**
 * Percent signs that hide characters in links.
 *
 * @module
 */

/** A word of a text, decoded: `[start, end)` in the text. */
export interface DecodedWord {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

const WORD = /\S+/g;
const REST = "%[89ab][0-9a-f]";

/** A character of one to four bytes, as RFC 3629 has them: others are no text. */
const CHARACTER = new RegExp(
  [
    "%[0-7][0-9a-f]",
    `%(?:c[2-9a-f]|d[0-9a-f])${REST}`,
    `(?:%e0%[ab][0-9a-f]|%e[1-9abcef]${REST}|%ed%[89][0-9a-f])${REST}`,
    `(?:%f0%[9ab][0-9a-f]|%f[1-3]${REST}|%f4%8[0-9a-f])${REST}${REST}`,
  ].join("|"),
  "gi",
);

const ENCODED = /%[0-9a-f]{2}/i;

/**
 * Decodes the words, links mostly, in which percent signs stand for characters.
 *
 * @param text Any text.
 * @returns Those words, in order.
 *
 * @example A link
 * ```ts
 * import { decodedWords } from "./percents.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(decodedWords("50% of x.org/a%40b"), [
 *   { start: 7, end: 18, decoded: "x.org/a@b" },
 * ]);
 * ```
 */
export function decodedWords(text: string): readonly DecodedWord[] {
  if (!ENCODED.test(text)) return [];
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index: start }) => {
    const decoded = word.includes("%")
      ? word.replace(CHARACTER, (bytes) => decodeURIComponent(bytes))
      : word;
    return decoded === word ? [] : [{ start, end: start + word.length, decoded }];
  });
}
