/**
 * Phone numbers one after another: what calls the first a phone number calls the others so.
 *
 * @module
 */

import type { DigitGroup } from "./digit_groups.ts";
import { isCalledPhone } from "./phone_words.ts";

/** What stands between two numbers of a list: `, `, ` or `, `, home: `. */
const BETWEEN =
  /^\)?(?:[,;] ?| (?:и|или|and|or) )(?:(?:home|work|office|раб|дом)[.:]{0,2}(?: -)? ?)?\(?$/i;
const LONGEST_BETWEEN = 16;

/** Fewer digits are no phone number. */
const FEWEST_DIGITS = 7;

/** Longer lists, and numbers of more groups, are tables. */
const MOST_NUMBERS = 6;
const MOST_GROUPS = 8;

/**
 * Tells whether a number goes on with a list whose first number a word calls a phone number.
 *
 * @param text A folded text.
 * @param groups Its groups of digits.
 * @param at The group that the number begins with.
 * @param isPhoneEnd Whether a phone number that was found ends at a position.
 * @returns Whether it does.
 *
 * @example The second of two
 * ```ts
 * import { groupsOf } from "./digit_groups.ts";
 * import { isListed } from "./phone_list.ts";
 * import assert from "node:assert/strict";
 *
 * const text = "tel. 5550143, 5550144";
 * assert.equal(isListed(text, groupsOf(text), 1, (end) => end === 12), true);
 * ```
 */
export function isListed(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
  isPhoneEnd: (end: number) => boolean,
): boolean {
  let first = at;
  for (let numbers = 1; numbers < MOST_NUMBERS && isBehindAnother(text, groups, first); numbers++) {
    first = firstGroup(groups, first - 1);
    if (groups[first]!.reach < FEWEST_DIGITS) return false;
    if (isCalledPhone(text, groups[first]!.start)) return isPhoneEnd(groups[at - 1]!.end);
  }
  return false;
}

function isBehindAnother(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { gap, start } = groups[at]!;
  // What numbers have inside of them does not divide two.
  if (at === 0 || gap !== 0) return false;
  const { end } = groups[at - 1]!;
  return start - end <= LONGEST_BETWEEN && BETWEEN.test(text.slice(end, start));
}

/** The first group of the number that a group is the last of. */
function firstGroup(groups: readonly DigitGroup[], last: number): number {
  let at = last;
  while (last - at < MOST_GROUPS && groups[at]!.gap !== 0) at--;
  return at;
}
