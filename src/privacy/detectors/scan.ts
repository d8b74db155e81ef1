/**
 * The one pass over the code units of a text that finds its signs. Most messages have none of
 * interest, and this is all they cost.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { CLASSES, CYRILLIC, DIGIT, DOT, JOIN, LATIN, OTHER_DIGIT } from "./code_classes.ts";
import { LONGEST_GAP, noteMark } from "./scan_marks.ts";
import { begin, endToken, type Scan, signsIn } from "./scan_state.ts";
import { SIGN } from "./signs.ts";

// V8 compiles a module's own constants in, and loads those of others each time.
const KINDS = CLASSES;
const SIGNS = SIGN;

const DIGITS = DIGIT | OTHER_DIGIT;
const ALPHANUMERIC = LATIN | DIGITS;

/** No class: the text is at its end. */
const END = -1;

/** One for all texts: a new one for each would cost as much as the scan of a short text. */
const SCAN = begin({} as Scan);

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
  const scan = begin(SCAN);
  let seen = 0;
  let next = length > 0 ? KINDS[codeAt(text, 0)]! : END;
  for (let at = 0; at < length;) {
    const kind = next;
    const start = at;
    do next = ++at < length ? KINDS[codeAt(text, at)]! : END; while (next === kind);
    if (kind === JOIN) noteSpaces(scan, start, at);
    else if (kind === CYRILLIC) noteCyrillic(scan, text, start, at);
    else if (kind === LATIN) noteWord(scan, text, start, at);
    else if ((kind & DIGITS) !== 0) noteDigits(scan, start, at);
    else noteMark(scan, text, kind, start, at);
    seen |= kind;
    scan.last = kind;
  }
  endToken(scan, length, length);
  return signsIn(scan, seen);
}

/** What stands between most words. */
function noteSpaces(scan: Scan, start: number, end: number): void {
  endToken(scan, start, end);
  if (end - start > LONGEST_GAP) scan.number = 0;
}

function noteDigits(scan: Scan, start: number, end: number): void {
  const run = end - start;
  if (scan.last === LATIN) scan.signs |= SIGNS.glued;
  scan.digits += run;
  scan.number += run;
  scan.group = (scan.last & DIGITS) === 0 ? run : scan.group + run;
  if (scan.group > scan.longestGroup) scan.longestGroup = scan.group;
  if (scan.number > scan.longestNumber) scan.longestNumber = scan.number;
  noteRun(scan, start, end);
}

/** Letters and digits of ASCII, and digits that folding makes so. */
function noteRun(scan: Scan, start: number, end: number): void {
  const { last } = scan;
  if ((last & ALPHANUMERIC) === 0) scan.runStart = start;
  if (end - scan.runStart > scan.longestRun) scan.longestRun = end - scan.runStart;
  if (last === DOT) scan.dots++;
  if (last === CYRILLIC) scan.mixed = true;
}

function noteWord(scan: Scan, text: string, start: number, end: number): void {
  const run = end - start;
  scan.number = 0;
  if (TELLING[codeAt(text, start) & 0x1F] === 1) noteTelling(scan, text, start, run);
  // 9I6 is a number with a letter for a digit.
  if (run === 1 && (scan.last & DIGITS) !== 0) scan.mixed ||= "OoIl".includes(text.charAt(start));
  scan.row = run >= 3 && run <= 8 ? scan.row + 1 : 0;
  if (scan.row > scan.wordsInARow) scan.wordsInARow = scan.row;
  noteRun(scan, start, end);
}

/** What `arroba`, `dot` and JSON in base64 begin with, by the last bits of the letters. */
const TELLING = new Uint8Array(0x20);
for (const letter of "ade") TELLING[codeAt(letter, 0) & 0x1F] = 1;

function noteTelling(scan: Scan, text: string, start: number, run: number): void {
  if (isSpoken(text, start, run)) scan.signs |= SIGNS.spoken;
  else if (isJson(text, start, run)) scan.signs |= SIGNS.json;
}

/** The second letter of `arroba` and `arobase`, the third ones of `dot` and `собака`. */
const R = 0x72;
const T = 0x74;
const BE = 0x431;

/** The first two of JSON in base64. */
const E = 0x65;
const Y = 0x79;

/** Whether an ASCII word stands for a sign, in small letters or capitals. */
function isSpoken(text: string, start: number, run: number): boolean {
  if (run === 3) return isCode(text, start + 2, T) && /^dot$/i.test(text.slice(start, start + 3));
  if (run !== 6 && run !== 7 || !isCode(text, start + 1, R)) return false;
  return /^(?:arroba|arobase)$/i.test(text.slice(start, start + run));
}

/** `{"` in base64 is `eyI` or `eyJ`, `{ ` is `eyA`. */
function isJson(text: string, start: number, run: number): boolean {
  return run > 2 && codeAt(text, start) === E && codeAt(text, start + 1) === Y &&
    "AIJ".includes(text.charAt(start + 2));
}

const isCode = (text: string, at: number, small: number) => (codeAt(text, at) | 0x20) === small;

function noteCyrillic(scan: Scan, text: string, start: number, end: number): void {
  if ((scan.last & ALPHANUMERIC) !== 0) scan.mixed = true;
  if (end - start > 5 && codeAt(text, start + 2) === BE && text.startsWith("со", start)) {
    scan.signs |= SIGNS.spoken;
  }
  scan.number = 0;
  scan.row = 0;
  endToken(scan, start, end);
}
