/**
 * What a text could hold at all, found in one pass over its code units. Most messages hold nothing,
 * and this is all they cost.
 *
 * @module
 */

import { DROPPED, GAPS, LETTERS } from "./folds.ts";

/** What a text could hold. */
export interface Traits {
  /** ASCII digits. */
  readonly digits: number;
  /** The longest stretch of ASCII letters, digits and `_ - + / =`. */
  readonly longestToken: number;
  /** Whether there is an at sign, or a stretch in brackets that could stand for one. */
  readonly at: boolean;
  readonly colons: number;
  /** The most words of three to eight ASCII letters in a row. */
  readonly wordsInARow: number;
  /** Whether folding the text could show more: see `spelling.ts`. */
  readonly folds: boolean;
}

const DIGIT = 1;
const SMALL = 2;
const TOKEN = 3;
const CAPITAL = 4;
const COLON = 5;
const AT = 6;
const CYRILLIC = 7;
const LETTER = 8;
const GAP = 9;
const BRACKET = 10;

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** The first half of every `\\p{Nd}` beyond the basic plane, and of the mathematical letters. */
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
  fill("a", "z", SMALL);
  fill("A", "Z", CAPITAL);
  for (const mark of "_-+/=") fill(mark, mark, TOKEN);
  fill(":", ":", COLON);
  fill("@", "@", AT);
  for (const bracket of "([{") fill(bracket, bracket, BRACKET);
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
 * const { digits, at, longestToken } = traitsOf("call 12-34, Ann");
 * assert.deepEqual({ digits, at, longestToken }, { digits: 4, at: false, longestToken: 5 });
 * ```
 */
export function traitsOf(text: string): Traits {
  const counts = new Uint32Array(11);
  let longestToken = 0;
  let wordsInARow = 0;
  let row = 0;
  let tokenStart = 0;
  let wordStart = 0;
  let mixed = false;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)]!;
    counts[kind]!++;
    if (kind === 0 || kind > CAPITAL) {
      if (at - tokenStart > longestToken) longestToken = at - tokenStart;
      tokenStart = at + 1;
    }
    if (kind !== SMALL && kind !== CAPITAL) {
      row = kind === CYRILLIC ? 0 : rowAfter(row, at - wordStart);
      if (row > wordsInARow) wordsInARow = row;
      wordStart = at + 1;
    }
    if (kind !== last) {
      mixed ||= kind === CYRILLIC
        ? isAlphanumeric(last)
        : last === CYRILLIC && isAlphanumeric(kind);
      last = kind;
    }
  }
  row = rowAfter(row, text.length - wordStart);
  longestToken = Math.max(longestToken, text.length - tokenStart);
  const digits = counts[DIGIT]!;
  const hasAt = counts[AT]! + counts[BRACKET]! > 0;
  const gapsMatter = digits >= FEWEST_DIGITS || hasAt || longestToken >= SHORTEST_TOKEN;
  return {
    digits,
    longestToken,
    at: hasAt,
    colons: counts[COLON]!,
    wordsInARow: Math.max(wordsInARow, row),
    folds: counts[LETTER]! > 0 || (gapsMatter && (mixed || counts[GAP]! > 0)),
  };
}

/** Words of three to eight letters in a row, after one more of a length; 0 is a further gap. */
function rowAfter(row: number, length: number): number {
  if (length === 0) return row;
  return length >= 3 && length <= 8 ? row + 1 : 0;
}

function isAlphanumeric(kind: number): boolean {
  return kind === DIGIT || kind === SMALL || kind === CAPITAL;
}
