/**
 * What a text could hold at all, found in one pass over its code units. Most messages hold nothing,
 * and this is all they cost.
 *
 * @module
 */

import { DROPPED, GAPS, LETTERS } from "./folds.ts";

/** What a text could hold. */
export interface Traits {
  /** The most ASCII digits with no more than spaces, dashes, dots, strokes and brackets between. */
  readonly longestNumber: number;
  /** The longest stretch of ASCII letters, digits and `_ - + / =`. */
  readonly longestToken: number;
  /** Whether there is an at sign, or a bracket that could hold one. */
  readonly at: boolean;
  readonly colons: number;
  /** The most words of three to eight ASCII letters in a row. */
  readonly wordsInARow: number;
  /** Whether folding the text could show more: see `spelling.ts`. */
  readonly folds: boolean;
}

const OTHER = 0;
const CYRILLIC = 1;
const LATIN = 2;
const DIGIT = 3;
/** `_ + =` */
const TOKEN = 4;
/** `- /` */
const TOKEN_JOIN = 5;
/** A space, a dot, a closing bracket. */
const JOIN = 6;
const BRACKET = 7;
const COLON = 8;
const AT = 9;
/** Another spelling of a letter, a digit or a sign. */
const LETTER = 10;
/** Another spelling of a gap, or none. */
const GAP = 11;

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** The first half of every `\p{Nd}` beyond the basic plane, and of the mathematical letters. */
const SURROGATES_OF_DIGITS = [
  ...[0xD801, 0xD803, 0xD804, 0xD805, 0xD806, 0xD807, 0xD81A, 0xD833, 0xD835, 0xD838, 0xD839],
  ...[0xD83A, 0xD83E],
];

/** The class of each UTF-16 code unit. */
const CLASSES = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const fill = (from: string, to: string, value: number) =>
    table.fill(value, from.charCodeAt(0), to.charCodeAt(0) + 1);
  fill("\u0400", "\u04FF", CYRILLIC);
  fill("0", "9", DIGIT);
  fill("a", "z", LATIN);
  fill("A", "Z", LATIN);
  for (const mark of "_+=") fill(mark, mark, TOKEN);
  for (const mark of "-/") fill(mark, mark, TOKEN_JOIN);
  for (const mark of " .)") fill(mark, mark, JOIN);
  for (const mark of "([{<") fill(mark, mark, BRACKET);
  fill(":", ":", COLON);
  fill("@", "@", AT);
  for (const code of [...GAPS.keys(), ...DROPPED]) table[code] = GAP;
  for (const code of LETTERS.keys()) table[code] = LETTER;
  // Digits and letters beyond the basic plane: mathematical ones and those of rare scripts.
  for (const high of SURROGATES_OF_DIGITS) table[high] = LETTER;
  return table;
}

/**
 * Looks at each code unit once.
 *
 * @param text Any text.
 * @returns What it could hold.
 *
 * @example A message with a number
 * ```ts
 * import { traitsOf } from "./traits.ts";
 * import assert from "node:assert/strict";
 *
 * const { longestNumber, at, longestToken } = traitsOf("call 12-34, Annabel");
 * assert.deepEqual([longestNumber, at, longestToken], [4, false, 7]);
 * ```
 */
export function traitsOf(text: string): Traits {
  const { length } = text;
  const seen = new Uint32Array(12);
  let longestNumber = 0;
  let longestToken = 0;
  let wordsInARow = 0;
  let number = 0;
  let row = 0;
  let tokenStart = 0;
  let mixed = false;
  let last = OTHER;
  for (let at = 0; at < length;) {
    const kind = CLASSES[text.charCodeAt(at)]!;
    const start = at;
    do at++; while (at < length && CLASSES[text.charCodeAt(at)] === kind);
    const run = at - start;
    seen[kind] = seen[kind]! + run;
    if (kind === DIGIT) {
      number += run;
      if (number > longestNumber) longestNumber = number;
    } else if (kind === LATIN) {
      number = 0;
      if (run === 1 && last === DIGIT && "OoIl".includes(text.charAt(start))) mixed = true;
      row = run >= 3 && run <= 8 ? row + 1 : 0;
      if (row > wordsInARow) wordsInARow = row;
    } else if (kind === CYRILLIC) {
      row = 0;
      number = 0;
    } else if (run > 4 || !isJoin(kind)) number = 0;
    if (kind < LATIN || kind > TOKEN_JOIN) {
      if (start - tokenStart > longestToken) longestToken = start - tokenStart;
      tokenStart = at;
    }
    if (kind === CYRILLIC ? isAlphanumeric(last) : last === CYRILLIC && isAlphanumeric(kind)) {
      mixed = true;
    }
    last = kind;
  }
  if (length - tokenStart > longestToken) longestToken = length - tokenStart;
  const hasAt = seen[AT]! + seen[BRACKET]! > 0;
  const gapsMatter = seen[DIGIT]! >= FEWEST_DIGITS || hasAt || longestToken >= SHORTEST_TOKEN;
  return {
    longestNumber,
    longestToken,
    at: hasAt,
    colons: seen[COLON]!,
    wordsInARow,
    folds: seen[LETTER]! > 0 || (gapsMatter && (mixed || seen[GAP]! > 0)),
  };
}

const isJoin = (kind: number) =>
  kind === JOIN || kind === TOKEN_JOIN || kind === BRACKET || kind === GAP;

const isAlphanumeric = (kind: number) => kind === DIGIT || kind === LATIN;
