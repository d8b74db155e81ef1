/**
 * What punctuation says of a text: links, addresses, dashes in a row, another spelling.
 *
 * @module
 */

import { codeBeside } from "../code_units.ts";
import {
  BRACKET,
  COLON,
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
  PERCENT,
  STROKE,
  TOKEN,
} from "./code_classes.ts";
import { isPasswordName } from "./password_name.ts";
import { endToken, type Scan } from "./scan_state.ts";
import { SIGN } from "./signs.ts";

const DASHES = DASH | GAP | LONG_DASH;
/** What may stand between the digits of one number. */
const JOINS = DASHES | STROKE | TOKEN | DOT | JOIN | BRACKET;
/** Of these more matters than that they are there. */
const NOTED = COLON | EQUALS | STROKE | BRACKET | PERCENT | LETTER | DOT | DASHES;
/** What tokens hold beside letters and digits. */
const TOKENS = TOKEN | EQUALS | STROKE | DASH;

/** A longer gap ends a number. */
export const LONGEST_GAP = 4;

/** A dot and four digits in hexadecimal form. */
const QUAD = 5;

/** The first letter of `BEGIN`. */
const B = 0x42;

/**
 * Takes note of a run of punctuation, or of what has another spelling.
 *
 * @param scan The scan.
 * @param text The text.
 * @param kind The class that all of the run has.
 * @param start Where the run starts.
 * @param end Where it ends.
 */
export function noteMark(scan: Scan, text: string, kind: number, start: number, end: number): void {
  const run = end - start;
  if ((kind & TOKENS) === 0) endToken(scan, start, end);
  if (run > LONGEST_GAP || (kind & JOINS) === 0) scan.number = 0;
  if ((kind & NOTED) !== 0) noteMore(scan, text, kind, start, end);
}

function noteMore(scan: Scan, text: string, kind: number, start: number, end: number): void {
  if ((kind & DASHES) !== 0) noteDashes(scan, text, kind, start, end);
  else if ((kind & LETTER) !== 0) scan.letters ||= isLetter(text, start);
  else if (kind === DOT) noteDots(scan, text, start, end);
  else if (kind === PERCENT) notePercent(scan, text, end);
  else if (kind === BRACKET) noteBracket(scan, text, end);
  else noteColons(scan, text, kind, start, end);
}

function noteDashes(scan: Scan, text: string, kind: number, start: number, end: number): void {
  const run = end - start;
  if (kind === DASH) scan.dashes += run;
  if (run === 1 && (scan.last & DASHES) === 0) return;
  if (codeBeside(text, text.startsWith(" ", end) ? end + 1 : end) === B) scan.signs |= SIGN.rule;
}

function noteDots(scan: Scan, text: string, start: number, end: number): void {
  if (end - start > 1) return;
  if (scan.last === JOIN && text.startsWith(" ", end)) scan.signs |= SIGN.spoken;
  if (start - scan.lastDot === QUAD) scan.signs |= SIGN.quads;
  scan.lastDot = start;
}

/** 50% stands for nothing else. */
function notePercent(scan: Scan, text: string, end: number): void {
  if (/^[0-9a-f]{2}$/i.test(text.slice(end, end + 2))) scan.signs |= SIGN.percent;
}

/** What an at sign in brackets begins with, behind a space or none. */
const AT_SIGNS = "aA@аАсСэЭdDcC";

function noteBracket(scan: Scan, text: string, end: number): void {
  const next = text.charAt(text.startsWith(" ", end) ? end + 1 : end);
  if (next !== "" && AT_SIGNS.includes(next)) scan.signs |= SIGN.bracket;
}

/** Colons, equals signs or strokes. */
function noteColons(scan: Scan, text: string, kind: number, start: number, end: number): void {
  if (scan.last !== DIGIT) noteName(scan, text, kind, start);
  if (kind !== COLON) return;
  scan.colons += end - start;
  if (end - start > 1) scan.signs |= SIGN.doubleColon;
}

/** What links to a phone number or into a private chat begin with; `t.me/name` is a public one. */
const MESSENGER =
  /\.(?:me|dog)\/(?:[+%0-9]|joinchat)|whatsapp\.com\/|(?:tg|tel|sms):|(?:phone|number)=/i;
const LONGEST_HOST = 12;
const LONGEST_PATH = 9;

function noteName(scan: Scan, text: string, kind: number, at: number): void {
  if (scan.last === LATIN) {
    const link = text.slice(Math.max(0, at - LONGEST_HOST), at + LONGEST_PATH);
    if (MESSENGER.test(link)) scan.signs |= SIGN.messenger;
  }
  if (kind !== STROKE && isPasswordName(text, at)) scan.signs |= SIGN.secret;
}
