/**
 * A text as detectors see it: in plain spelling, with its numbers already found.
 *
 * @module
 */

import { type DigitGroup, groupsOf } from "./digit_groups.ts";
import { withoutMarks } from "./marks.ts";
import { signsOf } from "./scan.ts";
import { SIGN } from "./signs.ts";
import { fold } from "./spelling.ts";

/** A text to be searched. */
export interface Subject {
  /** The text in plain spelling. */
  readonly text: string;
  /** What it could hold: bits of `SIGN`. */
  readonly signs: number;
  /** Its groups of ASCII digits, in order; found when first asked for. */
  readonly groups: () => readonly DigitGroup[];
  /** Where a position of `text` stands in the original. */
  readonly origin: (position: number) => number;
}

/**
 * Prepares a text for the detectors.
 *
 * @param text Any text.
 * @param signs Its signs, if they are known.
 * @returns What detectors search.
 *
 * @example Keycaps
 * ```ts
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const { text, origin } = subjectOf("8️⃣9️⃣1️⃣6️⃣1️⃣!");
 * assert.equal(text, "89161!");
 * assert.equal(origin(2), 6);
 * ```
 */
export function subjectOf(text: string, signs = signsOf(text)): Subject {
  const bare = withoutMarks(text);
  if ((signs & FOLDED) === 0) {
    return { text: bare, signs, groups: lazily(bare), origin: unmoved };
  }
  const { text: folded, origins } = fold(bare);
  return {
    text: folded,
    signs: folded === text ? signs : signsOf(folded),
    groups: lazily(folded),
    origin: (position) => origins?.[position] ?? position,
  };
}

const FOLDED = SIGN.folds | SIGN.digitsToFold;

const unmoved = (position: number) => position;

function lazily(text: string): () => readonly DigitGroup[] {
  let groups: readonly DigitGroup[] | undefined;
  return () => groups ??= groupsOf(text);
}
