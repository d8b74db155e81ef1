/**
 * What a text could hold at all, found in one pass over its code units. Most messages hold nothing,
 * and this is all they cost.
 *
 * @module
 */

import {
  AT,
  BRACKET,
  CLASSES,
  COLON,
  CYRILLIC,
  DASH,
  DIGIT,
  DOT,
  EQUALS,
  GAP,
  isLetter,
  JOIN,
  LATIN,
  LETTER,
  LONG_DASH,
  OTHER,
  PERCENT,
  STROKE,
  TOKEN,
} from "./code_classes.ts";

/** What a text could hold. */
export interface Traits {
  /** Whether there is too little for any detector: so it is with most messages. */
  readonly nothing: boolean;
  /** The most ASCII digits with no more than spaces, dashes, dots, strokes, `_` and brackets between. */
  readonly longestNumber: number;
  /** The most ASCII digits with nothing between. */
  readonly longestGroup: number;
  /** The longest stretch of ASCII letters, digits and `_ - + / =`. */
  readonly longestToken: number;
  /** Whether there is an at sign. */
  readonly at: boolean;
  /** Whether a bracket opens. */
  readonly bracket: boolean;
  /** Whether there is a word that may stand for an at sign or a dot: `dot`, `собака`, `arroba`. */
  readonly spoken: boolean;
  /** Whether a colon or an equals sign stands behind anything but a digit. */
  readonly named: boolean;
  /** Whether there is a stroke or an equals sign, as in links. */
  readonly link: boolean;
  readonly colons: number;
  /** Whether two colons stand together. */
  readonly doubleColon: boolean;
  readonly dashes: number;
  /** How often an ASCII letter or digit stands right behind a dot. */
  readonly dots: number;
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

const ALPHANUMERIC = LATIN | DIGIT;
const TOKENS = ALPHANUMERIC | TOKEN | EQUALS | STROKE | DASH;
const DASHES = STROKE | DASH | GAP | LONG_DASH;
/** What may stand between the digits of one number. */
const JOINS = DASHES | TOKEN | DOT | JOIN | BRACKET;
/** Any of these is worth a closer look. */
const SIGNS = AT | BRACKET | STROKE | EQUALS | PERCENT;
/** Of these it matters how many there are. */
const NOTED = COLON | EQUALS | DASHES;

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** What the least demanding detectors want: addresses of the internet and seed phrases. */
const FEWEST_IN_NUMBER = 4;
const FEWEST_COLONS = 5;
const FEWEST_IN_ROW = 12;

/** A longer gap ends a number. */
const LONGEST_GAP = 4;

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
  let next = CLASSES[text.charCodeAt(0)] ?? OTHER;
  for (let at = 0; at < length;) {
    const kind = next;
    const start = at;
    do next = ++at < length ? CLASSES[text.charCodeAt(at)]! : END; while (next === kind);
    noteRun(scan, text, kind, start, at);
  }
  endToken(scan, length, length);
  return isNothing(scan) ? NOTHING : traitsFrom(scan);
}

/** No class: the text is at its end. */
const END = -1;

/** Every detector wants more than this: letters and few digits in short words, and no sign. */
function isNothing(scan: Scan): boolean {
  if (scan.spoken || scan.glued || scan.rule || scan.doubleColon) return false;
  if (scan.named && scan.digits > 0) return false;
  return (scan.seen & SIGNS) === 0 && scan.colons < FEWEST_COLONS && isShort(scan);
}

function isShort(scan: Scan): boolean {
  const { longestNumber, longestToken, wordsInARow } = scan;
  return !mayFold(scan) && longestNumber < FEWEST_IN_NUMBER && longestToken < SHORTEST_TOKEN &&
    wordsInARow < FEWEST_IN_ROW;
}

function mayFold({ digits, letters, longestToken, mixed, seen }: Scan): boolean {
  const gapsMatter = digits >= FEWEST_DIGITS || (seen & (AT | BRACKET)) !== 0 ||
    longestToken >= SHORTEST_TOKEN;
  return letters || (gapsMatter && (mixed || (seen & GAP) !== 0));
}

function traitsFrom(scan: Scan): Traits {
  const { seen, longestToken } = scan;
  return {
    nothing: false,
    longestNumber: scan.longestNumber,
    longestGroup: scan.longestGroup,
    longestToken,
    at: (seen & AT) !== 0,
    bracket: (seen & BRACKET) !== 0,
    spoken: scan.spoken,
    link: (seen & (STROKE | EQUALS)) !== 0,
    named: scan.named,
    colons: scan.colons,
    doubleColon: scan.doubleColon,
    dashes: scan.dashes,
    dots: scan.dots,
    percents: (seen & PERCENT) !== 0,
    wordsInARow: scan.wordsInARow,
    glued: scan.glued,
    rule: scan.rule,
    folds: mayFold(scan),
  };
}

/** What was seen so far. */
interface Scan {
  /** Every class that was, as a mask. */
  seen: number;
  last: number;
  digits: number;
  number: number;
  longestNumber: number;
  longestGroup: number;
  tokenStart: number;
  longestToken: number;
  row: number;
  wordsInARow: number;
  colons: number;
  dashes: number;
  dots: number;
  spoken: boolean;
  named: boolean;
  doubleColon: boolean;
  glued: boolean;
  rule: boolean;
  /** Whether there is another spelling of a letter, a digit or a sign. */
  letters: boolean;
  mixed: boolean;
}

const newScan = (): Scan => ({
  seen: 0,
  last: OTHER,
  digits: 0,
  number: 0,
  longestNumber: 0,
  longestGroup: 0,
  tokenStart: 0,
  longestToken: 0,
  row: 0,
  wordsInARow: 0,
  colons: 0,
  dashes: 0,
  dots: 0,
  spoken: false,
  named: false,
  doubleColon: false,
  glued: false,
  rule: false,
  letters: false,
  mixed: false,
});

const NOTHING: Traits = { ...traitsFrom(newScan()), nothing: true };

/** Takes note of a run of code units of one class. */
function noteRun(scan: Scan, text: string, kind: number, start: number, end: number): void {
  if ((kind & ALPHANUMERIC) !== 0) noteAlphanumeric(scan, text, kind, start, end);
  else if (kind === CYRILLIC) noteCyrillic(scan, text, start, end);
  else noteSign(scan, text, kind, start, end);
  scan.last = kind;
}

function noteAlphanumeric(scan: Scan, text: string, kind: number, start: number, end: number) {
  const { last } = scan;
  scan.seen |= kind;
  if (last === DOT) scan.dots++;
  if (last === CYRILLIC) scan.mixed = true;
  if (kind === LATIN) noteWord(scan, text, start, end);
  else noteDigits(scan, end - start);
}

function noteDigits(scan: Scan, run: number): void {
  if (scan.last === LATIN) scan.glued = true;
  scan.digits += run;
  scan.number += run;
  if (run > scan.longestGroup) scan.longestGroup = run;
  if (scan.number > scan.longestNumber) scan.longestNumber = scan.number;
}

/** The third letters of `dot` and `собака`. */
const SMALL_T = 0x74;
const SMALL_B = 0x431;

function noteWord(scan: Scan, text: string, start: number, end: number): void {
  const run = end - start;
  scan.number = 0;
  scan.spoken ||= isSpoken(text, start, run);
  // 9I6 is a number with a letter for a digit.
  if (scan.last === DIGIT && run === 1) scan.mixed ||= "OoIl".includes(text.charAt(start));
  noteRow(scan, run);
}

/** `dot`, `DOT`, `arroba`, `arobase`. */
function isSpoken(text: string, start: number, run: number): boolean {
  if (run === 3) return (text.charCodeAt(start + 2) | 0x20) === SMALL_T && isDot(text, start);
  return (run === 6 && text.startsWith("rroba", start + 1)) ||
    (run === 7 && text.startsWith("robase", start + 1));
}

const isDot = (text: string, start: number) =>
  text.startsWith("do", start) || text.startsWith("DO", start);

function noteRow(scan: Scan, run: number): void {
  scan.row = run >= 3 && run <= 8 ? scan.row + 1 : 0;
  if (scan.row > scan.wordsInARow) scan.wordsInARow = scan.row;
}

function noteCyrillic(scan: Scan, text: string, start: number, end: number): void {
  scan.seen |= CYRILLIC;
  if ((scan.last & ALPHANUMERIC) !== 0) scan.mixed = true;
  if (text.charCodeAt(start + 2) === SMALL_B) scan.spoken ||= text.startsWith("со", start);
  scan.number = 0;
  scan.row = 0;
  endToken(scan, start, end);
}

function noteSign(scan: Scan, text: string, kind: number, start: number, end: number): void {
  const run = end - start;
  if ((kind & TOKENS) === 0) endToken(scan, start, end);
  if (run > LONGEST_GAP || (kind & JOINS) === 0) scan.number = 0;
  scan.seen |= kind;
  if ((kind & NOTED) !== 0) noteCounted(scan, kind, run);
  if (kind === LETTER && isLetter(text, start)) scan.letters = true;
}

function noteCounted(scan: Scan, kind: number, run: number): void {
  if ((kind & (COLON | EQUALS)) !== 0) scan.named ||= scan.last !== DIGIT;
  if (kind === COLON) {
    scan.colons += run;
    scan.doubleColon ||= run > 1;
  }
  if (kind === DASH) scan.dashes += run;
  if ((kind & DASHES) !== 0) scan.rule ||= run > 1 || (scan.last & DASHES) !== 0;
}

function endToken(scan: Scan, start: number, end: number): void {
  if (start - scan.tokenStart > scan.longestToken) scan.longestToken = start - scan.tokenStart;
  scan.tokenStart = end;
}
