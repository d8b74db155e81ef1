/**
 * The one pass over the code units of a text that finds its signs. Most messages have none of
 * interest, and this is all they cost.
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
  HIDDEN,
  isLetter,
  JOIN,
  LATIN,
  LETTER,
  LONG_DASH,
  OTHER,
  OTHER_DIGIT,
  PERCENT,
  STROKE,
  TOKEN,
} from "./code_classes.ts";
import { SIGN } from "./signs.ts";

const DIGITS = DIGIT | OTHER_DIGIT;
const ALPHANUMERIC = LATIN | DIGITS;
const TOKENS = ALPHANUMERIC | TOKEN | EQUALS | STROKE | DASH;
const DASHES = DASH | GAP | LONG_DASH;
/** What may stand between the digits of one number. */
const JOINS = DASHES | STROKE | TOKEN | DOT | JOIN | BRACKET;
/** Of these more matters than that they are there. */
const NOTED = COLON | EQUALS | PERCENT | LETTER | DASHES;

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** A longer gap ends a number. */
const LONGEST_GAP = 4;

/** How much of something gives which signs. */
type Steps = readonly (readonly [least: number, sign: number])[];

const NUMBERS = levels([
  ...[[4, SIGN.number4], [7, SIGN.number7], [9, SIGN.number9]] as const,
  ...[[10, SIGN.number10], [12, SIGN.number12]] as const,
]);
const GROUPS = levels([[1, SIGN.digit], [6, SIGN.digits6]]);
const LENGTHS = levels([
  ...[[8, SIGN.token8], [12, SIGN.token12], [16, SIGN.token16]] as const,
  ...[[25, SIGN.token25], [33, SIGN.token33], [51, SIGN.token51]] as const,
]);
const DOTS = levels([[2, SIGN.dots2], [3, SIGN.dots3]]);
const COLONS = levels([[5, SIGN.colons5]]);
const ROWS = levels([[12, SIGN.row12]]);
const RULES = levels([[5, SIGN.dashes5]]);

/** The signs of each amount up to the last that gives another. */
function levels(steps: Steps): Int32Array {
  const last = steps.at(-1)![0];
  return Int32Array.from(
    { length: last + 1 },
    (_, amount) => steps.reduce((signs, [least, sign]) => least > amount ? signs : signs | sign, 0),
  );
}

const levelOf = (table: Int32Array, amount: number) => table[Math.min(amount, table.length - 1)]!;

/**
 * Finds the signs of a text, looking at each code unit once.
 *
 * @param text Any text.
 * @returns Bits of `SIGN`.
 *
 * @example A message with a number
 * ```ts
 * import { signsOf } from "./scan.ts";
 * import { SIGN } from "./signs.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(signsOf("call 12-34, Ann"), SIGN.digit | SIGN.number4);
 * ```
 */
export function signsOf(text: string): number {
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
  return signsIn(scan);
}

/** No class: the text is at its end. */
const END = -1;

function signsIn(scan: Scan): number {
  const { seen } = scan;
  let { signs } = scan;
  if ((seen & AT) !== 0) signs |= SIGN.at;
  if ((seen & BRACKET) !== 0) signs |= SIGN.bracket;
  if ((seen & (STROKE | EQUALS)) !== 0) signs |= SIGN.link;
  if ((seen & OTHER_DIGIT) !== 0) signs |= SIGN.digitsToFold;
  if ((seen & HIDDEN) !== 0) signs |= SIGN.hidden;
  if (mayFold(scan)) signs |= SIGN.folds;
  return signs | amountsIn(scan);
}

function amountsIn(scan: Scan): number {
  return levelOf(NUMBERS, scan.longestNumber) | levelOf(GROUPS, scan.longestGroup) |
    levelOf(LENGTHS, scan.longestToken) | levelOf(DOTS, scan.dots) | levelOf(COLONS, scan.colons) |
    levelOf(ROWS, scan.wordsInARow) | levelOf(RULES, scan.dashes);
}

function mayFold({ digits, letters, longestToken, mixed, seen }: Scan): boolean {
  if (letters) return true;
  if (!mixed && (seen & GAP) === 0) return false;
  return digits >= FEWEST_DIGITS || (seen & (AT | BRACKET)) !== 0 || longestToken >= SHORTEST_TOKEN;
}

/** What was seen so far. */
interface Scan {
  /** Those of {@linkcode SIGN} that are certain already. */
  signs: number;
  /** Every class that was, as a mask. */
  seen: number;
  last: number;
  digits: number;
  group: number;
  longestGroup: number;
  number: number;
  longestNumber: number;
  tokenStart: number;
  longestToken: number;
  row: number;
  wordsInARow: number;
  colons: number;
  dashes: number;
  dots: number;
  /** Whether there is another spelling of a letter or a sign. */
  letters: boolean;
  /** Whether letters of two alphabets stand together, or letters among digits. */
  mixed: boolean;
}

const newScan = (): Scan => ({
  signs: 0,
  seen: 0,
  last: OTHER,
  digits: 0,
  group: 0,
  longestGroup: 0,
  number: 0,
  longestNumber: 0,
  tokenStart: 0,
  longestToken: 0,
  row: 0,
  wordsInARow: 0,
  colons: 0,
  dashes: 0,
  dots: 0,
  letters: false,
  mixed: false,
});

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
  if (scan.last === LATIN) scan.signs |= SIGN.glued;
  scan.digits += run;
  scan.number += run;
  scan.group = (scan.last & DIGITS) === 0 ? run : scan.group + run;
  if (scan.group > scan.longestGroup) scan.longestGroup = scan.group;
  if (scan.number > scan.longestNumber) scan.longestNumber = scan.number;
}

function noteWord(scan: Scan, text: string, start: number, end: number): void {
  const run = end - start;
  scan.number = 0;
  if (isSpoken(text, start, run)) scan.signs |= SIGN.spoken;
  // 9I6 is a number with a letter for a digit.
  if ((scan.last & DIGITS) !== 0 && run === 1) scan.mixed ||= "OoIl".includes(text.charAt(start));
  scan.row = run >= 3 && run <= 8 ? scan.row + 1 : 0;
  if (scan.row > scan.wordsInARow) scan.wordsInARow = scan.row;
}

/** The second letter of `arroba` and `arobase`, the third ones of `dot` and `собака`. */
const R = 0x72;
const T = 0x74;
const BE = 0x431;

/** Whether an ASCII word stands for a sign, in small letters or capitals. */
function isSpoken(text: string, start: number, run: number): boolean {
  if (run === 3) return isCode(text, start + 2, T) && /^dot$/i.test(text.slice(start, start + 3));
  if (run !== 6 && run !== 7 || !isCode(text, start + 1, R)) return false;
  return /^(?:arroba|arobase)$/i.test(text.slice(start, start + run));
}

const isCode = (text: string, at: number, small: number) => (text.charCodeAt(at) | 0x20) === small;

function noteCyrillic(scan: Scan, text: string, start: number, end: number): void {
  scan.seen |= CYRILLIC;
  if ((scan.last & ALPHANUMERIC) !== 0) scan.mixed = true;
  if (text.charCodeAt(start + 2) === BE && text.startsWith("со", start)) scan.signs |= SIGN.spoken;
  scan.number = 0;
  scan.row = 0;
  endToken(scan, start, end);
}

function noteSign(scan: Scan, text: string, kind: number, start: number, end: number): void {
  const run = end - start;
  if ((kind & TOKENS) === 0) endToken(scan, start, end);
  if (run > LONGEST_GAP || (kind & JOINS) === 0) scan.number = 0;
  scan.seen |= kind;
  if ((kind & NOTED) !== 0) noteMore(scan, text, kind, start, end);
}

function noteMore(scan: Scan, text: string, kind: number, start: number, end: number): void {
  if ((kind & DASHES) !== 0) noteDashes(scan, kind, end - start);
  else if ((kind & LETTER) !== 0) scan.letters ||= isLetter(text, start);
  else if (kind === PERCENT) notePercent(scan, text, end);
  else noteColons(scan, kind, end - start);
}

function noteDashes(scan: Scan, kind: number, run: number): void {
  if (kind === DASH) scan.dashes += run;
  if (run > 1 || (scan.last & DASHES) !== 0) scan.signs |= SIGN.rule;
}

/** 50% stands for nothing else. */
function notePercent(scan: Scan, text: string, end: number): void {
  if (/^[0-9a-f]{2}$/i.test(text.slice(end, end + 2))) scan.signs |= SIGN.percent;
}

/** Colons, or equals signs. */
function noteColons(scan: Scan, kind: number, run: number): void {
  if (scan.last !== DIGIT) scan.signs |= SIGN.named;
  if (kind !== COLON) return;
  scan.colons += run;
  if (run > 1) scan.signs |= SIGN.doubleColon;
}

function endToken(scan: Scan, start: number, end: number): void {
  if (start - scan.tokenStart > scan.longestToken) scan.longestToken = start - scan.tokenStart;
  scan.tokenStart = end;
}
