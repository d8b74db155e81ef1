/**
 * Phone numbers with their calling code: after a plus, or after two noughts.
 *
 * @module
 */

import { codeAt, codeBeside } from "../code_units.ts";
import type { Finding } from "./detector.ts";
import { isGluedBefore } from "./context.ts";
import { type DigitGroup, GAP, type NumberSpan, spansFrom } from "./digit_groups.ts";
import { extensionAfter } from "./phone_extension.ts";
import { callingCodeOf, standingOf } from "./numbering_plan.ts";
import { endsInRemark } from "./phone_shapes.ts";
import { isCalledPhone } from "./phone_words.ts";
import type { Subject } from "./subject.ts";

const RULES = { fewest: 7, most: 17, joins: 0xFF, mostGroups: 8 };

const PLUS = 0x2B;
const NOUGHT = 0x30;
const EQUALS = 0x3D;

/** `+15 000 000` is a sum, `+1 000` as well. */
const isSum = ({ shape, gaps }: NumberSpan) =>
  /^[123](?:-3)+$/.test(shape) && (gaps & ~(GAP.space | GAP.dot)) === 0;

/** A calling code has a group of its own, or all digits are in one: +468 597 281 is a gain. */
const isGain = (span: NumberSpan, digits: string) =>
  isSum(span) && digits.length < 11 && callingCodeOf(digits)?.code.length !== span.first;

/** Nobody gains +995 403 278 105 in one day. */
const isRound = ({ digits }: NumberSpan) => digits.length < 11 || digits.endsWith("000");

/**
 * Finds international phone numbers.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example With a trunk prefix in brackets
 * ```ts
 * import { findInternational } from "./phone_international.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findInternational(subjectOf("+44 (0)20 7946 0958"));
 * assert.equal(match?.normalised, "+442079460958");
 * ```
 */
export function findInternational(subject: Subject): readonly Finding<"phone">[] {
  const { text } = subject;
  const groups = subject.groups();
  const findings: Finding<"phone">[] = [];
  let covered = 0;
  for (let at = 0; at < groups.length; at++) {
    const { start, reach } = groups[at]!;
    const found = reach < RULES.fewest || start < covered ? undefined : numberAt(text, groups, at);
    if (found === undefined) continue;
    covered = found.end;
    findings.push({ kind: "phone", checked: false, ...found });
  }
  return findings;
}

function numberAt(text: string, groups: readonly DigitGroup[], at: number) {
  const { start: first } = groups[at]!;
  const plus = plusBefore(text, first);
  const noughts = plus === undefined && startsWithNoughts(text, first);
  if (plus === undefined ? !noughts : isAdded(text, plus)) return undefined;
  const spans = spansFrom(text, groups, at, RULES).filter((span) => !endsInRemark(text, span));
  const found = longestNumber(text, spans, noughts);
  return found && { start: plus ?? first, ...found };
}

const isSpaceOrBracket = (code: number) => code === 0x20 || code === 0x28;

/** Where the plus before a group stands; brackets and a space may come between. */
function plusBefore(text: string, start: number): number | undefined {
  let at = start - 1;
  while (at >= start - 2 && at > 0 && isSpaceOrBracket(codeAt(text, at))) at--;
  return codeBeside(text, at) === PLUS ? at : undefined;
}

/** 5 007 793 + 46447338 */
const isAdded = (text: string, plus: number) =>
  text.startsWith(" + ", plus - 1) && /[0-9]/.test(text.charAt(plus - 2));

function startsWithNoughts(text: string, start: number): boolean {
  return codeAt(text, start) === NOUGHT && codeBeside(text, start + 1) === NOUGHT &&
    codeBeside(text, start + 2) !== NOUGHT && !isGluedBefore(text, start) &&
    !/(?:[.,\-/№#]|[0-9]:)$/.test(text.slice(Math.max(0, start - 2), start)) &&
    (codeBeside(text, start - 1) !== EQUALS || isCalledPhone(text, start));
}

/** The longest span that is a number; what follows may be a year or another number. */
function longestNumber(text: string, spans: readonly NumberSpan[], noughts: boolean) {
  const possible: Candidate[] = [];
  for (const span of spans) {
    const digits = internationalDigits(text, span, noughts);
    const standing = standingOf(digits);
    if (standing === "possible") possible.push({ span, digits });
    if (standing !== "valid" || (!noughts && isGain(span, digits))) continue;
    return isSum(span) && isMoney(text, span) ? undefined : found(span, digits);
  }
  return spans.length === 0 ? undefined : unlistedNumber(text, spans, possible, noughts);
}

const isMoney = (text: string, { end }: NumberSpan) => /^ ?[₽$€£¥₴]/.test(text.slice(end, end + 2));

const found = ({ end }: NumberSpan, digits: string) => ({ end, normalised: `+${digits}` });

/** A number of the right length that no country has given out. */
interface Candidate {
  readonly span: NumberSpan;
  readonly digits: string;
}

/**
 * Plans change faster than their tables: a number of the right length counts when it has its plus,
 * or a word.
 */
function unlistedNumber(
  text: string,
  spans: readonly NumberSpan[],
  possible: readonly Candidate[],
  noughts: boolean,
) {
  const isCalled = () => isCalledPhone(text, spans[0]!.start);
  const whole = possible.find(({ span }) => isWhole(text, span));
  if (noughts) {
    return whole !== undefined && isCalled() ? found(whole.span, whole.digits) : undefined;
  }
  if (whole !== undefined) return found(whole.span, whole.digits);
  return isCalled() ? calledNumber(text, spans) : undefined;
}

function isWhole(text: string, span: NumberSpan): boolean {
  if (isCut(text, span) || (isSum(span) && isRound(span))) return false;
  return !isGluedBefore(text, plusBefore(text, span.start) ?? span.start);
}

/** With a plus and a word for it, a number is one even where no country has its calling code. */
function calledNumber(text: string, spans: readonly NumberSpan[]) {
  const span = spans.find((span) =>
    span.digits.length >= 9 && span.digits.length <= 15 && !isSum(span) && !isCut(text, span)
  );
  return span && found(span, span.digits);
}

/** Whether letters go on where a number ends. */
const isCut = (text: string, { end }: NumberSpan) =>
  /[0-9\p{L}_]/u.test(text.charAt(end)) && extensionAfter(text, end) === 0;

/** Until 2019 a 1 stood before Mexican mobile numbers; many still write it. */
const MEXICAN = /^521([0-9]{10})$/;

/** The digits from the calling code on, without a trunk prefix in brackets. */
function internationalDigits(
  text: string,
  { start, end, digits }: NumberSpan,
  noughts: boolean,
): string {
  const plain = noughts ? digits.slice(2) : digits;
  const trunk = text.slice(start, end).indexOf("(0)");
  if (trunk < 0) return plain.startsWith("521") ? plain.replace(MEXICAN, "52$1") : plain;
  const codeLength = text.slice(start, start + trunk).replace(/[^0-9]/g, "").length -
    (noughts ? 2 : 0);
  return plain.slice(0, codeLength) + plain.slice(codeLength + 1);
}
