/**
 * What a scan has seen of a text so far, and which signs that gives.
 *
 * @module
 */

import { AT, BRACKET, GAP, HIDDEN, OTHER, OTHER_DIGIT } from "./code_classes.ts";
import { SIGN } from "./signs.ts";

/** With fewer digits, a gap between them makes no number. */
const FEWEST_DIGITS = 5;
const SHORTEST_TOKEN = 12;

/** No dot was near the beginning. */
const FAR = -100;

/** How much of something gives which signs. */
type Steps = readonly (readonly [least: number, sign: number])[];

const NUMBERS = levels([
  ...[[4, SIGN.number4], [7, SIGN.number7], [9, SIGN.number9]] as const,
  ...[[10, SIGN.number10], [12, SIGN.number12]] as const,
]);
const GROUPS = levels([[1, SIGN.digit], [6, SIGN.digits6]]);
const LENGTHS = levels([[16, SIGN.token16], [33, SIGN.token33], [48, SIGN.token48]]);
const RUNS = levels([[12, SIGN.run12], [25, SIGN.run25]]);
const DOTS = levels([[3, SIGN.dots3]]);
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

/** What was seen so far. */
export interface Scan {
  /** Those of {@linkcode SIGN} that are certain already. */
  signs: number;
  last: number;
  digits: number;
  group: number;
  longestGroup: number;
  number: number;
  longestNumber: number;
  runStart: number;
  longestRun: number;
  tokenStart: number;
  longestToken: number;
  row: number;
  wordsInARow: number;
  colons: number;
  dashes: number;
  dots: number;
  lastDot: number;
  /** Whether there is another spelling of a letter or a sign. */
  letters: boolean;
  /** Whether letters of two alphabets stand together, or letters among digits. */
  mixed: boolean;
}

/**
 * Puts a scan at the beginning of a text.
 *
 * @param scan Any scan.
 * @returns The same.
 */
export function begin(scan: Scan): Scan {
  scan.signs = 0;
  scan.last = OTHER;
  scan.digits = 0;
  scan.group = 0;
  scan.longestGroup = 0;
  scan.number = 0;
  scan.longestNumber = 0;
  scan.runStart = 0;
  scan.longestRun = 0;
  scan.tokenStart = 0;
  scan.longestToken = 0;
  scan.row = 0;
  scan.wordsInARow = 0;
  scan.colons = 0;
  scan.dashes = 0;
  scan.dots = 0;
  scan.lastDot = FAR;
  scan.letters = false;
  scan.mixed = false;
  return scan;
}

/**
 * Notes that a token, which began where the last one ended, has ended.
 *
 * @param scan The scan.
 * @param start Where it ended.
 * @param end Where the next one may begin.
 */
export function endToken(scan: Scan, start: number, end: number): void {
  if (start - scan.tokenStart > scan.longestToken) scan.longestToken = start - scan.tokenStart;
  scan.tokenStart = end;
}

/**
 * The signs of the text that a scan has seen the end of.
 *
 * @param scan The scan.
 * @param seen Every class that was there, as a mask.
 * @returns Bits of `SIGN`.
 */
export function signsIn(scan: Scan, seen: number): number {
  let { signs } = scan;
  if ((seen & AT) !== 0) signs |= SIGN.at;
  if ((seen & OTHER_DIGIT) !== 0) signs |= SIGN.digitsToFold;
  if ((seen & HIDDEN) !== 0) signs |= SIGN.hidden;
  if (mayFold(scan, seen)) signs |= SIGN.folds;
  return signs | amountsIn(scan);
}

function amountsIn(scan: Scan): number {
  return levelOf(NUMBERS, scan.longestNumber) | levelOf(GROUPS, scan.longestGroup) |
    levelOf(RUNS, scan.longestRun) | levelOf(LENGTHS, scan.longestToken) |
    levelOf(DOTS, scan.dots) | levelOf(COLONS, scan.colons) |
    levelOf(ROWS, scan.wordsInARow) | levelOf(RULES, scan.dashes);
}

function mayFold({ digits, letters, longestToken, mixed }: Scan, seen: number): boolean {
  if (letters) return true;
  if (!mixed && (seen & GAP) === 0) return false;
  return digits >= FEWEST_DIGITS || (seen & (AT | BRACKET)) !== 0 || longestToken >= SHORTEST_TOKEN;
}
