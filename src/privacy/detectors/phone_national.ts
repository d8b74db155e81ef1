/**
 * Phone numbers as they are written at home, without a calling code: Russian ones by their form,
 * those of other countries where their form is plain, all others where a word calls them so.
 *
 * @module
 */

import { isGluedAfter, isGluedBefore } from "./context.ts";
import type { Finding } from "./detector.ts";
import { type DigitGroup, GAP, isOneByOne, type NumberSpan, spansFrom } from "./digit_groups.ts";
import { namedNumber, shapedNumber } from "./phone_shapes.ts";
import { isCalledOther, isCalledPhone, isCalledPhoneAfter } from "./phone_words.ts";
import type { Subject } from "./subject.ts";

const MOST_DIGITS = 13;

/** With fewer digits a number needs a word that says what it is. */
const FEWEST_SHAPED = 9;
const FEWEST_NAMED = 6;

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
export function findNational(subject: Subject): readonly Finding<"phone">[] {
  const { text } = subject;
  const groups = subject.groups();
  const findings: Finding<"phone">[] = [];
  let covered = 0;
  for (let at = 0; at < groups.length; at++) {
    const { start } = groups[at]!;
    if (start < covered || !mayStart(text, groups, at)) continue;
    const finding = numberAt(text, groups, at);
    if (finding === undefined) continue;
    findings.push(finding);
    covered = finding.end;
  }
  return findings;
}

/** Not inside of a longer number, an identifier or a hash. */
function mayStart(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  const sign = text.charAt(start - 1);
  if (sign === "_" || isOneByOne(groups, at)) return false;
  const last = groups[at - 1]?.end ?? -9;
  // 4a89123456789 is a hash, WhatsApp89123456789 a word and a number.
  if (isGluedBefore(text, start)) return WORD.test(text.slice(Math.max(0, start - 24), start));
  return start - last !== 1 || !".-:".includes(sign);
}

function numberAt(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
): Finding<"phone"> | undefined {
  const isNamed = mayBeNamed(groups, at) && isCalledPhone(text, groups[at]!.start);
  const fewest = isNamed ? FEWEST_NAMED : FEWEST_SHAPED;
  if (!isNamed && !mayBeShaped(text, groups, at)) return undefined;
  const spans = spansFrom(text, groups, at, { fewest, most: MOST_DIGITS, joins: 0xFF });
  if (spans.length === 0) return undefined;
  const { start: first } = groups[at]!;
  const hasBracket = text.charAt(first - 1) === "(";
  const start = hasBracket ? first - 1 : first;
  for (const judge of [shapedNumber, namedNumber]) {
    for (const span of spans) {
      if (goesOn(text, span)) continue;
      const isBracketed = (span.gaps & GAP.close) !== 0 &&
        (hasBracket || (span.gaps & GAP.open) !== 0);
      const normalised = judge(span, isBracketed);
      if (normalised === undefined || (!isNamed && isCalledOther(text, start, span.end))) continue;
      return { kind: "phone", start, end: span.end, normalised, checked: false };
    }
    if (!isNamed && !isCalledPhoneAfter(text, spans[0]!.end)) break;
  }
  return undefined;
}

/** Whether the first digits and groups are those of any form, before the number is put together. */
function mayBeShaped(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start, end } = groups[at]!;
  const next = groups[at + 1];
  const digit = text.charAt(start);
  if (end - start === 1) return "178".includes(digit);
  if (end - start > 2) return true;
  return digit === "0" ||
    (next !== undefined && (next.end - next.start > 2 || next.gap > GAP.stroke));
}

/** A word of three letters or more, to which a number may be glued. */
const WORD = /(?:^|[^\p{L}\p{N}_\-])\p{L}{3,20}$/u;

/** Whether there is room for a word between the last number and this one. */
function mayBeNamed(groups: readonly DigitGroup[], at: number): boolean {
  return at === 0 || groups[at]!.start - groups[at - 1]!.end > 2;
}

/** Whether the number is only the beginning of something longer. */
function goesOn(text: string, { end, digits }: NumberSpan): boolean {
  const next = text.charAt(end);
  // After a whole number a comma or a stroke divides: 89123456789,89134567890.
  const joins = digits.length < 10 ? ".,:-/" : ".:-";
  if (next !== "" && joins.includes(next)) return /[0-9]/.test(text.charAt(end + 1));
  return /[A-Za-z0-9_]/.test(next) && isGluedAfter(text, end) &&
    !/^[a-z]{3}/i.test(text.slice(end, end + 3));
}
