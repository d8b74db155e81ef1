/**
 * What kinds of UTF-16 code units there are, for those who look at every one of a text.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { isVisible } from "../invisible.ts";
import { DROPPED, GAPS, LETTERS } from "./folds.ts";

// Classes are bits, so that what a text holds is a mask of them. Each code unit has one, and beside
// it HIDDEN if it cannot be seen.

/** None of those below. */
export const OTHER = 0;
export const CYRILLIC = 1;
export const LATIN = 1 << 1;
export const DIGIT = 1 << 2;
/** `_ +` */
export const TOKEN = 1 << 3;
export const EQUALS = 1 << 4;
export const STROKE = 1 << 5;
export const DASH = 1 << 6;
export const DOT = 1 << 7;
/** A space, a closing bracket. */
export const JOIN = 1 << 8;
export const BRACKET = 1 << 9;
export const COLON = 1 << 10;
export const AT = 1 << 11;
export const PERCENT = 1 << 12;
/** Another spelling of a letter or a sign, or half of one. */
export const LETTER = 1 << 13;
/** Another spelling of a gap, or none. */
export const GAP = 1 << 14;
/** A long dash, which has no other spelling. */
export const LONG_DASH = 1 << 15;
/** A digit of another script, or in another form. */
export const OTHER_DIGIT = 1 << 16;
/** What cannot be seen, or is half of a character. */
export const HIDDEN = 1 << 17;

/** The first half of every `\p{Nd}` beyond the basic plane, and of the mathematical letters. */
const SURROGATES_OF_DIGITS = [
  ...[0xD801, 0xD803, 0xD804, 0xD805, 0xD806, 0xD807, 0xD818, 0xD81A, 0xD81B, 0xD833, 0xD835],
  ...[0xD838, 0xD839, 0xD83A, 0xD83C, 0xD83E],
];

/** The class of each UTF-16 code unit. */
export const CLASSES = classes();

function classes(): Int32Array {
  const table = new Int32Array(0x10000);
  const fill = (from: string, to: string, value: number) =>
    table.fill(value, codeAt(from, 0), codeAt(to, 0) + 1);
  fill("\u0400", "\u04FF", CYRILLIC);
  fill("0", "9", DIGIT);
  fill("a", "z", LATIN);
  fill("A", "Z", LATIN);
  for (const mark of "_+") fill(mark, mark, TOKEN);
  for (const mark of " )") fill(mark, mark, JOIN);
  for (const mark of "([{<") fill(mark, mark, BRACKET);
  fill("=", "=", EQUALS);
  fill("/", "/", STROKE);
  fill("-", "-", DASH);
  fill(".", ".", DOT);
  fill(":", ":", COLON);
  fill("@", "@", AT);
  fill("%", "%", PERCENT);
  for (const code of [...GAPS.keys(), ...DROPPED]) table[code] = GAP;
  fill("—", "—", LONG_DASH);
  for (const [code, ascii] of LETTERS) table[code] = isAsciiDigit(ascii) ? OTHER_DIGIT : LETTER;
  // Digits and letters beyond the basic plane: mathematical ones and those of rare scripts.
  for (const high of SURROGATES_OF_DIGITS) table[high] = LETTER;
  return table.map((kind, code) => isVisible(code) ? kind : kind | HIDDEN);
}

function isAsciiDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What shares the last two of those with letters in frames and digits, and is not worth a fold. */
const FIRST_EMOJI = 0x1F1E6;
const LAST_EMOJI = 0x1FBEF;

/** Whether a code unit that may be the first half of a digit is, or is a whole one: 🤔 is neither. */
export function isLetter(text: string, at: number): boolean {
  const code = text.codePointAt(at)!;
  return code < FIRST_EMOJI || code > LAST_EMOJI;
}
