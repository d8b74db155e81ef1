/**
 * What a text could hold at all, found in one pass over its code units. Most messages hold nothing,
 * and this is all they cost.
 *
 * @module
 */

import { DROPPED, GAPS, LETTERS } from "./folds.ts";

/** What a text could hold. */
export interface Traits {
  /** The most ASCII digits with no more than spaces, dashes, dots, strokes, underscores and brackets between. */
  readonly longestNumber: number;
  /** The longest stretch of ASCII letters, digits and `_ - + / =`. */
  readonly longestToken: number;
  /** Whether there is an at sign, or a bracket that could hold one. */
  readonly at: boolean;
  readonly colons: number;
  /** Whether there is a percent sign, behind which characters may hide. */
  readonly percents: boolean;
  /** The most words of three to eight ASCII letters in a row. */
  readonly wordsInARow: number;
  /** Whether a digit stands right behind an ASCII letter. */
  readonly glued: boolean;
  /** Whether dashes stand in a row. */
  readonly rule: boolean;
  /** Whether folding the text could show more: see `spelling.ts`. */
  readonly folds: boolean;
}

const OTHER = 0;
const CYRILLIC = 1;
const LATIN = 2;
const DIGIT = 3;
/** `+ =` */
const TOKEN = 4;
/** `- / _` */
const TOKEN_JOIN = 5;
/** A space, a dot, a closing bracket. */
const JOIN = 6;
const BRACKET = 7;
const COLON = 8;
const AT = 9;
const PERCENT = 13;
/** A long dash, which has no other spelling. */
const LONG_DASH = 12;
/** Another spelling of a letter, a digit or a sign. */
const LETTER = 10;
/** Another spelling of a gap, or none. */
const GAP = 11;

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** A longer gap ends a number. */
const LONGEST_GAP = 4;

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
  for (const mark of "+=") fill(mark, mark, TOKEN);
  for (const mark of "-/_") fill(mark, mark, TOKEN_JOIN);
  for (const mark of " .)") fill(mark, mark, JOIN);
  for (const mark of "([{<") fill(mark, mark, BRACKET);
  fill(":", ":", COLON);
  fill("@", "@", AT);
  fill("%", "%", PERCENT);
  for (const code of [...GAPS.keys(), ...DROPPED]) table[code] = GAP;
  fill("—", "—", LONG_DASH);
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
  const scan = newScan();
  for (let at = 0; at < length;) {
    const kind = CLASSES[text.charCodeAt(at)]!;
    const start = at;
    do at++; while (at < length && CLASSES[text.charCodeAt(at)] === kind);
    if (kind >= BRACKET) noteSign(scan, kind, at - start);
    noteNumber(scan, kind, at - start);
    noteWord(scan, kind, at - start);
    noteToken(scan, kind, start, at);
    scan.mixed ||= isMixed(kind, scan.last) || isLetterInNumber(text, start, at, scan.last);
    scan.last = kind;
  }
  noteToken(scan, OTHER, length, length);
  return traitsFrom(scan);
}

function traitsFrom(scan: Scan): Traits {
  const { longestNumber, longestToken, wordsInARow, at, colons, glued, percents, rule } = scan;
  const gapsMatter = scan.digits >= FEWEST_DIGITS || at || longestToken >= SHORTEST_TOKEN;
  const folds = scan.letters || (gapsMatter && (scan.mixed || scan.gaps));
  return { longestNumber, longestToken, wordsInARow, at, colons, glued, percents, rule, folds };
}

/** What was seen so far. */
interface Scan {
  digits: number;
  at: boolean;
  colons: number;
  percents: boolean;
  letters: boolean;
  gaps: boolean;
  glued: boolean;
  rule: boolean;
  number: number;
  longestNumber: number;
  row: number;
  wordsInARow: number;
  tokenStart: number;
  longestToken: number;
  mixed: boolean;
  last: number;
}

const newScan = (): Scan => ({
  digits: 0,
  at: false,
  colons: 0,
  percents: false,
  letters: false,
  gaps: false,
  glued: false,
  rule: false,
  number: 0,
  longestNumber: 0,
  row: 0,
  wordsInARow: 0,
  tokenStart: 0,
  longestToken: 0,
  mixed: false,
  last: OTHER,
});

function noteSign(scan: Scan, kind: number, run: number): void {
  if (kind === COLON) scan.colons += run;
  else if (kind === PERCENT) scan.percents = true;
  else if (kind === LETTER) scan.letters = true;
  else if (kind === GAP) scan.gaps = true;
  else if (kind === AT || kind === BRACKET) scan.at = true;
}

function noteNumber(scan: Scan, kind: number, run: number): void {
  if (kind !== DIGIT) {
    if (isDash(kind) && (run > 1 || isDash(scan.last))) scan.rule = true;
    if (run > LONGEST_GAP || !isJoin(kind)) scan.number = 0;
    return;
  }
  if (scan.last === LATIN) scan.glued = true;
  scan.digits += run;
  scan.number += run;
  if (scan.number > scan.longestNumber) scan.longestNumber = scan.number;
}

function noteWord(scan: Scan, kind: number, run: number): void {
  if (kind === CYRILLIC) scan.row = 0;
  if (kind !== LATIN) return;
  scan.row = run >= 3 && run <= 8 ? scan.row + 1 : 0;
  if (scan.row > scan.wordsInARow) scan.wordsInARow = scan.row;
}

function noteToken(scan: Scan, kind: number, start: number, end: number): void {
  if (kind >= LATIN && kind <= TOKEN_JOIN) return;
  if (start - scan.tokenStart > scan.longestToken) scan.longestToken = start - scan.tokenStart;
  scan.tokenStart = end;
}

/** Whether a Cyrillic letter stands beside an ASCII letter or digit. */
function isMixed(kind: number, last: number): boolean {
  return kind === CYRILLIC ? isAlphanumeric(last) : last === CYRILLIC && isAlphanumeric(kind);
}

/** 9I6 is a number with a letter for a digit. */
function isLetterInNumber(text: string, start: number, end: number, last: number): boolean {
  return last === DIGIT && end - start === 1 && "OoIl".includes(text.charAt(start));
}

const isJoin = (kind: number) => kind === JOIN || kind === BRACKET || isDash(kind);

const isDash = (kind: number) => kind === TOKEN_JOIN || kind === GAP || kind === LONG_DASH;

const isAlphanumeric = (kind: number) => kind === DIGIT || kind === LATIN;
