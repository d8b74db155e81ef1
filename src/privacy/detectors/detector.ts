/**
 * What a detector of personal data is. One file holds one detector; the table in `detect.ts` has one
 * row for each.
 *
 * @module
 */

import type { Subject } from "./subject.ts";

/** A stretch of text that is personal data: `[start, end)` in UTF-16 code units. */
export interface Match<Kind extends string = string> {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** The value in one spelling: the same number however it is written. */
  readonly normalised: string;
}

/** A match as a detector gives it. */
export interface Finding<Kind extends string = string> extends Match<Kind> {
  /** A check digit or a fixed form stands behind it, so its kind wins where matches overlap. */
  readonly checked: boolean;
}

/** A way of finding one kind of personal data. */
export interface Detector<Kind extends string = string> {
  /** The name in `TGTK_PII_KINDS`. Several detectors may share one. */
  readonly kind: Kind;
  /** What a masked stretch is replaced by. No detector may find anything in it. */
  readonly label: string;
  /** Whether the kind is masked unless the operator says otherwise. */
  readonly byDefault: boolean;
  /** Sets of signs, bits of `SIGN`: only a text that has all of any of them is worth the search. */
  readonly needs: readonly number[];
  /** Finds matches in time linear in the length of the text. Those of one detector may overlap. */
  readonly find: (subject: Subject) => readonly Finding<Kind>[];
}
