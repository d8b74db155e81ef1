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
const RUN = /(?:%[0-9a-f]{2})+/gi;
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
    const decoded = word.includes("%") ? word.replace(RUN, decodedRun) : word;
    return decoded === word ? [] : [{ start, end: start + word.length, decoded }];
  });
}

/** Run by run, so that one malformed sequence does not hide the others. */
function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
