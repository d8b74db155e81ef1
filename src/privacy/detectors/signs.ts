/**
 * What a text could hold, as bits: detectors say which of these they need, and what has none of them
 * is left alone. They are found in one pass, by `signsOf()`.
 *
 * @module
 */

/** The signs. Numbers behind a name are how much of it there is at least. */
export const SIGN = {
  /** ASCII digits with no more than spaces, dashes, dots, strokes, `_` and brackets between. */
  number4: 1 << 0,
  number7: 1 << 1,
  number9: 1 << 2,
  number10: 1 << 3,
  number12: 1 << 4,
  /** ASCII digits with nothing between. */
  digit: 1 << 5,
  digits6: 1 << 6,
  /** A stretch of ASCII letters and digits. */
  run12: 1 << 7,
  run25: 1 << 8,
  /** A stretch of those and `_ - + / =`. */
  token16: 1 << 9,
  token33: 1 << 10,
  token48: 1 << 11,
  /** What an object of JSON begins with in base64. */
  json: 1 << 12,
  /** An at sign. */
  at: 1 << 13,
  /** A bracket that may open round an at sign: `[at]`, `(собака)`. */
  bracket: 1 << 14,
  /** What may stand for an at sign or a dot: `dot`, `собака`, `arroba`, a dot between spaces. */
  spoken: 1 << 15,
  /** What the links of messengers begin with, and those to a phone number: `t.me/`, `tel:`. */
  messenger: 1 << 16,
  /** A colon or an equals sign behind a word for a password. */
  secret: 1 << 17,
  colons5: 1 << 18,
  /** Colons that stand together. */
  doubleColon: 1 << 19,
  dashes5: 1 << 20,
  /** Two dots with four characters between. */
  quads: 1 << 21,
  /** Dots with an ASCII letter or digit right behind. */
  dots3: 1 << 22,
  /** A percent sign that may stand for a character. */
  percent: 1 << 23,
  /** Words of three to eight ASCII letters in a row. */
  row12: 1 << 24,
  /** A digit right behind an ASCII letter. */
  glued: 1 << 25,
  /** Dashes in a row before a capital B, as in `-----BEGIN`. */
  rule: 1 << 26,
  /** Digits that are not ASCII's, counted as if they were: folding makes them so. */
  digitsToFold: 1 << 27,
  /** Something else that folding brings to light: see `spelling.ts`. */
  folds: 1 << 28,
  /** What `stripInvisible` may take out or mend. */
  hidden: 1 << 29,
} as const;

/**
 * Whether a text with some signs has all of any of some sets of them.
 *
 * @param signs What the text has.
 * @param needs The sets.
 * @returns Whether it has.
 *
 * @example A link, or a long number
 * ```ts
 * import { hasAny, SIGN } from "./signs.ts";
 * import assert from "node:assert/strict";
 *
 * const needs = [SIGN.messenger | SIGN.token16, SIGN.number12];
 * assert.equal(hasAny(SIGN.messenger | SIGN.token16 | SIGN.at, needs), true);
 * assert.equal(hasAny(SIGN.messenger, needs), false);
 * ```
 */
export function hasAny(signs: number, needs: readonly number[]): boolean {
  for (let at = 0; at < needs.length; at++) {
    const need = needs[at]!;
    if ((signs & need) === need) return true;
  }
  return false;
}
