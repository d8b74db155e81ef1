/**
 * The groups of digits in a text, from which numbers of every kind are put together.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";

/** What stands between two groups, as bits: which gaps join a number is a mask of them. */
export const GAP = {
  space: 1,
  dash: 2,
  dot: 4,
  stroke: 8,
  /** A bracket opens, with or without a space or a dash before it. */
  open: 16,
  /** A bracket closes, with or without a space or a dash after it. */
  close: 32,
  /** A dash between spaces. */
  spacedDash: 64,
  /** Two spaces, or another pair of these. */
  pair: 128,
} as const;

/** ASCII digits without a gap: `[start, end)`. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  /** The gap before it, one of {@linkcode GAP}; 0 if it is none that a number has. */
  readonly gap: number;
  /** How many digits there are from here on to the first gap that no number has. */
  readonly reach: number;
}

/** Groups that may be one number. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  /** All digits together. */
  readonly digits: string;
  /** How many digits each group has, joined with dashes: `1-3-3-2-2`. */
  readonly shape: string;
  /** How many digits the first group has. */
  readonly first: number;
  /** All gaps between the groups, as bits of {@linkcode GAP}. */
  readonly gaps: number;
}

/**
 * Finds the groups of digits.
 *
 * @param text A folded text.
 * @returns The groups, in order.
 *
 * @example Two
 * ```ts
 * import { GAP, groupsOf } from "./digit_groups.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(groupsOf("12-345"), [
 *   { start: 0, end: 2, gap: 0, reach: 5 },
 *   { start: 3, end: 6, gap: GAP.dash, reach: 3 },
 * ]);
 * ```
 */
export function groupsOf(text: string): readonly DigitGroup[] {
  const groups: Writable<DigitGroup>[] = [];
  let last = -LONGEST_GAP;
  for (let start = nextDigit(text, 0); start < text.length; start = nextDigit(text, last)) {
    const gap = start - last < LONGEST_GAP ? gapOf(text, last, start) : 0;
    last = endOfDigits(text, start);
    groups.push({ start, end: last, gap, reach: 0 });
  }
  let reach = 0;
  for (let at = groups.length - 1; at >= 0; at--) {
    const group = groups[at]!;
    group.reach = reach += group.end - group.start;
    if (group.gap === 0) reach = 0;
  }
  return groups;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

function nextDigit(text: string, from: number): number {
  const { length } = text;
  let at = from;
  while (at < length && !isDigit(codeAt(text, at))) at++;
  return at;
}

function endOfDigits(text: string, from: number): number {
  const { length } = text;
  let at = from + 1;
  while (at < length && isDigit(codeAt(text, at))) at++;
  return at;
}

/** No gap inside a number is that long. */
const LONGEST_GAP = 5;

/** Gaps of one ASCII character. */
const SINGLE = new Uint8Array(128);
for (
  const [sign, gap] of [
    ...[[" ", GAP.space], ["-", GAP.dash], [".", GAP.dot], ["/", GAP.stroke]] as const,
    ...[["_", GAP.stroke], ["(", GAP.open], [")", GAP.close]] as const,
  ]
) SINGLE[codeAt(sign, 0)] = gap;

const LONG_DASH = 0x2014;

const WIDER: ReadonlyMap<string, number> = new Map([
  ...[" (", "-(", " - (", "- (", "  ("].map((gap) => [gap, GAP.open] as const),
  ...[") ", ")-", ") - ", ")  ", ").", " ) "].map((gap) => [gap, GAP.close] as const),
  ...[" - ", " — "].map((gap) => [gap, GAP.spacedDash] as const),
  ...["  ", "--", " -", "- ", ". ", " .", ")(", ") (", " / "].map((gap) =>
    [gap, GAP.pair] as const
  ),
]);

function gapOf(text: string, from: number, to: number): number {
  const code = codeAt(text, from);
  if (to - from === 1) return code === LONG_DASH ? GAP.dash : SINGLE[code] ?? 0;
  // Every wider gap begins with one of these.
  return code > 0x7F || SINGLE[code] === 0 ? 0 : WIDER.get(text.slice(from, to)) ?? 0;
}

/**
 * Whether a group is in the middle of digits that stand one by one: nothing starts there.
 *
 * @param groups All groups.
 * @param at The group.
 * @returns Whether it and the two before it are single digits with gaps between.
 */
export function isOneByOne(groups: readonly DigitGroup[], at: number): boolean {
  if (at < 2) return false;
  const isSingle = ({ start, end, gap }: DigitGroup) => end - start === 1 && gap !== 0;
  const { start, end } = groups[at - 2]!;
  return end - start === 1 && isSingle(groups[at - 1]!) && isSingle(groups[at]!);
}

/** What bounds a number that is put together. */
export interface SpanRules {
  /** The fewest and the most digits together. */
  readonly fewest: number;
  readonly most: number;
  /** Over which gaps a number goes on: bits of {@linkcode GAP}. */
  readonly joins: number;
  /** With more groups it is a table, unless its digits stand one by one. */
  readonly mostGroups?: number;
}

/**
 * The numbers that start with one group: that group alone, with the next, and so on.
 *
 * @param text A folded text.
 * @param groups Its groups.
 * @param first The group to start with.
 * @param rules Where a number ends.
 * @returns The longest first.
 *
 * @example From the first group of two
 * ```ts
 * import { GAP, groupsOf, spansFrom } from "./digit_groups.ts";
 * import assert from "node:assert/strict";
 *
 * const rules = { fewest: 2, most: 5, joins: GAP.dash };
 * const spans = spansFrom("12-345-6", groupsOf("12-345-6"), 0, rules);
 * assert.deepEqual(spans.map(({ digits }) => digits), ["12345", "12"]);
 * ```
 */
export function spansFrom(
  text: string,
  groups: readonly DigitGroup[],
  first: number,
  rules: SpanRules,
): readonly NumberSpan[] {
  const { fewest, most } = rules;
  if (groups[first]!.reach < fewest) return NONE;
  let after = first;
  let shortest = -1;
  for (let count = 0; after < groups.length; after++) {
    if (after > first && !goesOn(groups, first, after, rules)) break;
    count += sizeOf(groups[after]!);
    if (count > most) break;
    if (shortest < 0 && count >= fewest) shortest = after;
  }
  return shortest < 0 ? NONE : spansOf(text, groups, { first, shortest, after });
}

/** How many digits a group has. */
export function sizeOf({ start, end }: DigitGroup): number {
  return end - start;
}

/** Whether a number may go on with a group. */
function goesOn(
  groups: readonly DigitGroup[],
  first: number,
  at: number,
  { joins, mostGroups = Infinity }: SpanRules,
): boolean {
  if ((groups[at]!.gap & joins) === 0) return false;
  return at - first < mostGroups ||
    groups.slice(first + 1, at + 1).every((group) => sizeOf(group) === 1);
}

const NONE: readonly NumberSpan[] = [];

/** The numbers from one group to each of some. */
function spansOf(
  text: string,
  groups: readonly DigitGroup[],
  { first, shortest, after }: Readonly<Record<"first" | "shortest" | "after", number>>,
): readonly NumberSpan[] {
  const spans: NumberSpan[] = [];
  const { start, end: firstEnd } = groups[first]!;
  let digits = "";
  let shape = "";
  let gaps = 0;
  for (let at = first; at < after; at++) {
    const group = groups[at]!;
    digits += text.slice(group.start, group.end);
    shape += at === first ? group.end - group.start : `-${group.end - group.start}`;
    if (at > first) gaps |= group.gap;
    if (at < shortest) continue;
    spans.push({ start, end: group.end, digits, shape, first: firstEnd - start, gaps });
  }
  return spans.reverse();
}
