/**
 * Identity numbers of digits alone: what they have in common.
 *
 * @module
 */

import { isGluedAfter, isGluedBefore, isInPath } from "./context.ts";
import type { Finding } from "./detector.ts";
import { type DigitGroup, type NumberSpan, spansFrom } from "./digit_groups.ts";
import type { Subject } from "./subject.ts";

/** How one kind of number is told. */
export interface NumberRules<Kind extends string> {
  readonly kind: Kind;
  /** How many digits it may have, the most first. */
  readonly lengths: readonly number[];
  /** How many digits the first group may have. */
  readonly firsts: readonly number[];
  /** Over which gaps they go on: bits of `GAP`. */
  readonly joins: number;
  /** Whether a number is one: by its digits (`checked`), by a word near it (`called`), or not. */
  readonly judge: (span: NumberSpan, text: string) => "checked" | "called" | undefined;
}

/**
 * Finds numbers of one kind.
 *
 * @param subject The text.
 * @param rules How they are told.
 * @returns The matches, in order.
 */
export function findNumbers<Kind extends string>(
  { text, groups: groupsIn }: Subject,
  { kind, lengths, firsts, joins, judge }: NumberRules<Kind>,
): readonly Finding<Kind>[] {
  const groups = groupsIn();
  const rules = { fewest: lengths.at(-1)!, most: lengths[0]!, joins };
  const findings: Finding<Kind>[] = [];
  let covered = 0;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]!;
    if (group.start < covered || !mayBegin(group, rules.fewest, firsts)) continue;
    if (isInside(text, groups, at)) continue;
    for (const span of spansFrom(text, groups, at, rules)) {
      if (!lengths.includes(span.digits.length) || goesOn(text, span.end)) continue;
      const verdict = judge(span, text);
      if (verdict === undefined) continue;
      const { start, end, digits } = span;
      findings.push({ kind, start, end, normalised: digits, checked: verdict === "checked" });
      covered = end;
      break;
    }
  }
  return findings;
}

function mayBegin(
  { start, end, reach }: DigitGroup,
  fewest: number,
  firsts: readonly number[],
): boolean {
  return reach >= fewest && firsts.includes(end - start);
}

/** Whether a group is part of a longer number or of an identifier. */
function isInside(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  const isJoined = groups[at - 1]?.end === start - 1 && /[.,:\-/]/.test(text.charAt(start - 1));
  return isJoined || /[A-Za-z_+]/.test(text.charAt(start - 1)) ||
    (isGluedBefore(text, start) && groups[at - 1]?.end === start) || isInPath(text, start);
}

function goesOn(text: string, end: number): boolean {
  if (isGluedAfter(text, end)) return true;
  // ИНН/КПП 7707083893/770701001: what follows the stroke is a number of its own.
  if (/^\/[0-9]{9}(?:[^0-9]|$)/.test(text.slice(end, end + 11))) return false;
  return /[.,:\-/]/.test(text.charAt(end)) && /[0-9]/.test(text.charAt(end + 1));
}
