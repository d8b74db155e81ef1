/**
 * What a detector of personal data is. One file holds one detector; the table in `detect.ts` has one
 * row for each.
 *
 * @module
 */

/** A stretch of text that is personal data: `[start, end)` in UTF-16 code units. */
export interface Match<Kind extends string = string> {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** A way of finding one kind of personal data. */
export interface Detector<Kind extends string = string> {
  /** The name in `TGTK_PII_KINDS`. Several detectors may share one. */
  readonly kind: Kind;
  /** What a masked stretch is replaced by. No detector may find anything in it. */
  readonly label: string;
  /** Whether the kind is masked unless the operator says otherwise. */
  readonly byDefault: boolean;
  /** A check digit stands behind each match, so its kind wins where matches overlap. */
  readonly checked: boolean;
  /**
   * Finds matches in a text that went through `foldWidths`, in time linear in its length. A text
   * that cannot hold any must cost next to nothing.
   */
  readonly find: (text: string) => readonly Match<Kind>[];
}

/**
 * Turns what a regular expression proposes into matches. A proposal that is refused gives back all
 * but its first group of digits, so that a stray number before a card does not hide the card.
 *
 * @param kind The kind all of them have.
 * @param text The text searched.
 * @param pattern A global expression; what it matches must be bounded in length.
 * @param lengthOf How much of a proposal at an index is a match, from its start on; 0 is a refusal.
 * @returns The matches, in order.
 *
 * @example Numbers of two digits that are even
 * ```ts
 * import { matchesOf } from "./detector.ts";
 * import assert from "node:assert/strict";
 *
 * const even = matchesOf("even", "11 12", /\d\d/g, (digits) => Number(digits) % 2 === 0 ? 2 : 0);
 * assert.deepEqual(even, [{ kind: "even", start: 3, end: 5 }]);
 * ```
 */
export function matchesOf<Kind extends string>(
  kind: Kind,
  text: string,
  pattern: RegExp,
  lengthOf: (proposal: string, index: number) => number = (proposal) => proposal.length,
): readonly Match<Kind>[] {
  const matches: Match<Kind>[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const { 0: proposal, index: start } = found;
    const length = lengthOf(proposal, start);
    if (length > 0) matches.push({ kind, start, end: start + length });
    pattern.lastIndex = start + (length || firstGroup(proposal));
  }
  return matches;
}

function firstGroup(proposal: string): number {
  return /^[^0-9]*[0-9]+/.exec(proposal)?.[0].length ?? proposal.length;
}
