/**
 * Phone numbers as they are written at home, without a calling code: Russian ones by their form,
 * those of other countries where their form is plain, all others where a word calls them so.
 *
 * @module
 */

import { codeBeside } from "../code_units.ts";
import { isGluedAfter, isGluedBefore } from "./context.ts";
import type { Finding } from "./detector.ts";
import {
  type DigitGroup,
  GAP,
  isOneByOne,
  type NumberSpan,
  sizeOf,
  spansFrom,
} from "./digit_groups.ts";
import { extensionAfter } from "./phone_extension.ts";
import { isListed } from "./phone_list.ts";
import { endsInRemark, isDateLike, namedNumber, shapedNumber } from "./phone_shapes.ts";
import { isCalledOther, isCalledPhone, isCalledPhoneAfter, isCounted } from "./phone_words.ts";
import type { Subject } from "./subject.ts";

const MOST_DIGITS = 13;

/** With fewer digits a number needs a word that says what it is. */
const FEWEST_SHAPED = 9;
const FEWEST_NAMED = 7;

/**
 * Finds national phone numbers.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example The Russian spelling
 * ```ts
 * import { findNational } from "./phone_national.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findNational(subjectOf("8 (912) 345-67-89"));
 * assert.equal(match?.normalised, "+79123456789");
 * ```
 */
export function findNational(
  subject: Subject,
  international: readonly Finding<"phone">[] = [],
): readonly Finding<"phone">[] {
  const { text } = subject;
  const groups = subject.groups();
  const findings: Finding<"phone">[] = [];
  let covered = 0;
  for (let at = 0; at < groups.length; at++) {
    const { start, reach } = groups[at]!;
    if (reach < FEWEST_NAMED || start < covered || isIn(international, start)) continue;
    if (!mayStart(text, groups, at)) continue;
    const isPhoneEnd = (end: number) => end === covered || isEnd(international, end);
    const listed = isListed(text, groups, at, isPhoneEnd);
    const finding = numberAt(text, groups, at, placeOf(text, groups, at, { covered, listed }));
    if (finding === undefined) continue;
    findings.push(finding);
    covered = finding.end;
  }
  return findings;
}

const isIn = (findings: readonly Finding[], position: number) =>
  findings.some(({ start, end }) => position >= start && position < end);

const isEnd = (findings: readonly Finding[], position: number) =>
  findings.some(({ end }) => end === position);

const UNDERSCORE = 0x5F;
/** `- . :` */
const DIVIDERS = [0x2D, 0x2E, 0x3A];

/** Not inside of a longer number, an identifier or a hash. */
function mayStart(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  const sign = codeBeside(text, start - 1);
  if (sign === UNDERSCORE || isOneByOne(groups, at) || isDateAlone(text, groups, at)) return false;
  const last = groups[at - 1]?.end ?? -9;
  // 4a89123456789 is a hash, WhatsApp89123456789 a word and a number.
  if (isGluedBefore(text, start)) return isAfterWord(text.slice(Math.max(0, start - 24), start));
  return start - last !== 1 || !DIVIDERS.includes(sign);
}

function placeOf(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  { covered, listed }: { readonly covered: number; readonly listed: boolean },
): Place {
  return {
    isTail: isTail(groups, at, covered),
    listed: listed ? groups[at]!.reach : 0,
    mayBeNamed: listed || mayBeNamed(text, groups, at),
  };
}

const NAMED = { fewest: FEWEST_NAMED, most: MOST_DIGITS, joins: 0xFF, mostGroups: 7 };
const SHAPED = { ...NAMED, fewest: FEWEST_SHAPED };

/** Where a number stands. */
interface Place {
  /** Right behind digits that are no number by themselves. */
  readonly isTail: boolean;
  /** How many digits it has in a list of phone numbers; 0 if it is in none. */
  readonly listed: number;
  /** Where a word may call it one. */
  readonly mayBeNamed: boolean;
}

function numberAt(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  { isTail, listed, mayBeNamed }: Place,
): Finding<"phone"> | undefined {
  if (!mayBeNamed && !mayBeShaped(text, groups, at)) return undefined;
  const { start: first } = groups[at]!;
  const hasBracket = text.charAt(first - 1) === "(";
  const spans = spansFrom(text, groups, at, mayBeNamed ? NAMED : SHAPED)
    .filter((span) =>
      !isDateLike(span) && isClosed(text, span, hasBracket) && !goesOn(text, span) &&
      !(isTail && isOfRow(span))
    );
  if (spans.length === 0) return undefined;
  const start = hasBracket ? first - 1 : first;
  const found = firstShaped(text, spans, hasBracket) ??
    (mayBeNamed ? firstNamed(text, spans, listed) : undefined);
  return found && { kind: "phone", start, checked: false, ...found };
}

/** 31.05.2024 and 2024-05-31 with no digits joined to it: what most numbers in a chat are. */
function isDateAlone(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const [first, second, third] = [groups[at]!, groups[at + 1], groups[at + 2]];
  if (second === undefined || third === undefined || sizeOf(second) > 2) return false;
  if (first.reach !== sizeOf(first) + sizeOf(second) + sizeOf(third)) return false;
  const isPlain = (second.gap | third.gap) < GAP.open;
  // As `isDateLike()` has it, no year begins with a nought.
  return isPlain && (isYear(text, first) ? sizeOf(third) <= 2 : isDay(first, third));
}

const isYear = (text: string, group: DigitGroup) =>
  sizeOf(group) === 4 && text.charAt(group.start) !== "0";

const isDay = (first: DigitGroup, third: DigitGroup) => sizeOf(first) <= 2 && sizeOf(third) === 4;

/** Whether other digits, which are no number by themselves, stand right before. */
const isTail = (groups: readonly DigitGroup[], at: number, covered: number) =>
  groups[at]!.gap === GAP.space && groups[at - 1]!.end !== covered;

/** In `182 1 01 01011 01 1000 110` no group that begins with a nought begins a number. */
const isOfRow = ({ digits, gaps }: NumberSpan) =>
  digits.startsWith("0") && (gaps & ~GAP.pair) === GAP.space;

/** In `1) 93…` the bracket belongs to a list. */
const isClosed = (text: string, span: NumberSpan, hasBracket: boolean) =>
  hasBracket ||
  ((span.gaps & GAP.close) === 0 ? !endsInRemark(text, span) : (span.gaps & GAP.open) !== 0);

/** A form needs that nothing speaks against it. */
function firstShaped(text: string, spans: readonly NumberSpan[], hasBracket: boolean) {
  for (const span of spans) {
    const { end, gaps } = span;
    const isBracketed = (gaps & GAP.close) !== 0 && (hasBracket || (gaps & GAP.open) !== 0);
    const normalised = shapedNumber(span, isBracketed);
    if (normalised === undefined || isInRow(text, span) || isDivided(text, span)) continue;
    if (isPlain(text, span, isBracketed) || !isOther(text, span)) return { end, normalised };
  }
  return undefined;
}

/**
 * 8 (912) 345-67-89, 8 912 345-67-89 and 202-555-0143x12 are nothing else, whatever stands beside
 * them.
 */
const isPlain = (text: string, { digits, end, gaps, shape }: NumberSpan, isBracketed: boolean) =>
  (isBracketed && digits.length === 11) || extensionAfter(text, end) > 0 ||
  (shape === "1-3-3-2-2" && gaps === (GAP.space | GAP.dash));

const isOther = (text: string, { start, end }: NumberSpan) =>
  isCalledOther(text, start, end) && !isCalledPhone(text, start);

/** 98765 43210 with other numbers of a table beside it. */
const isInRow = (text: string, { start, end, shape }: NumberSpan) =>
  shape === "5-5" &&
  (/[0-9] $/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^ [0-9]{3}/.test(text.slice(end, end + 4)));

/** pp. 573-583. 2020 */
const isDivided = (text: string, { start, end, gaps }: NumberSpan) =>
  (gaps & GAP.pair) !== 0 && text.slice(start, end).includes(". ");

/** A card's number may go on with a list, but no part of one. */
const whole = (spans: readonly NumberSpan[], listed: number) =>
  listed === 0 ? spans : spans.filter(({ digits }) => digits.length === listed);

/** A number without a form needs a word for it. */
function firstNamed(text: string, all: readonly NumberSpan[], listed: number) {
  const spans = whole(all, listed);
  const first = spans[0];
  if (first === undefined || isCounted(text, first.end)) return undefined;
  const { start, end: last } = first;
  const isCalled = listed > 0 || isCalledPhone(text, start) ||
    (isCalledPhoneAfter(text, last) && !isCalledOther(text, start, last));
  if (!isCalled) return undefined;
  for (const span of spans) {
    const normalised = namedNumber(span);
    if (normalised !== undefined) return { end: span.end, normalised };
  }
  return undefined;
}

/** Whether there is room for a word between the last number and this one, or for one after it. */
function mayBeNamed(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  const last = groups[at - 1]?.end ?? -9;
  return start - last > 2 || text.slice(last, start).includes("\n");
}

/** Whether the first digits and groups are those of any form, before the number is put together. */
function mayBeShaped(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start, end } = groups[at]!;
  const next = groups[at + 1];
  const digit = text.charAt(start);
  if (end - start === 1) return "0178".includes(digit);
  if (end - start > 2 || digit === "0") return true;
  return next !== undefined && (next.end - next.start > 2 || next.gap > GAP.stroke);
}

/** A word of three letters or more, to which a number may be glued. */
const WORD = /(?:^|[^\p{L}\p{N}_\-])\p{L}{3,20}$/u;

/** Letters of a parcel's number are capitals: SPX083109076401, unless they call it a phone. */
const PREFIX = /[A-Z]{3,4}$/;

const isAfterWord = (words: string) =>
  WORD.test(words) && (!PREFIX.test(words) || isCalledPhone(words, words.length));

/** 89123456789call is a number and a word, 08839671414bbdfd a hash. */
const WORD_AFTER = /^(?![0-9a-f]{3,8}(?![g-z]))[a-z]{3}/i;

/** Whether the number is only the beginning of something longer. */
function goesOn(text: string, { end, digits, shape }: NumberSpan): boolean {
  // A further group of two makes it a row of lots, neither a French number nor a Russian one.
  if (
    /^(?:1-)?2-2-2-2-2$/.test(shape) && /^[ .\-][0-9]{2}(?![0-9])/.test(text.slice(end, end + 4))
  ) {
    return true;
  }
  const next = text.charAt(end);
  // After a whole number a comma or a stroke divides: 89123456789,89134567890.
  const joins = digits.length < 10 ? ".,:-/" : ".:-";
  if (next !== "" && joins.includes(next)) return /[0-9]/.test(text.charAt(end + 1));
  return /[A-Za-z0-9_]/.test(next) && isGluedAfter(text, end) &&
    !WORD_AFTER.test(text.slice(end, end + 8)) && extensionAfter(text, end) === 0;
}
