/**
 * A text as detectors see it: in plain spelling, with its numbers already found.
 *
 * @module
 */

import { type DigitGroup, groupsOf } from "./digit_groups.ts";
import { fold } from "./spelling.ts";
import { type Traits, traitsOf } from "./traits.ts";

/** A text to be searched. */
export interface Subject {
  /** The text in plain spelling. */
  readonly text: string;
  readonly traits: Traits;
  /** Its groups of ASCII digits, in order; found when first asked for. */
  readonly groups: () => readonly DigitGroup[];
  /** Where a position of `text` stands in the original. */
  readonly origin: (position: number) => number;
}

/**
 * Prepares a text for the detectors.
 *
 * @param text Any text.
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
export function subjectOf(text: string): Subject {
  const traits = traitsOf(text);
  if (!traits.folds) return { text, traits, groups: lazily(text), origin: (position) => position };
  const { text: folded, origins } = fold(text);
  return {
    text: folded,
    traits: traitsOf(folded),
    groups: lazily(folded),
    origin: (position) => origins?.[position] ?? position,
  };
}

function lazily(text: string): () => readonly DigitGroup[] {
  let groups: readonly DigitGroup[] | undefined;
  return () => groups ??= groupsOf(text);
}
