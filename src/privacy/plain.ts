/**
 * Texts that need no more than one look: nothing in them is hidden, and nothing can be personal.
 *
 * @module
 */

import { codeAt } from "./code_units.ts";
import {
  AT,
  CLASSES,
  DIGIT,
  HIDDEN,
  LATIN,
  LETTER,
  OTHER_DIGIT,
} from "./detectors/code_classes.ts";

/** Every detector wants one of these: a letter or digit that is ASCII's, or looks so, or an at sign. */
const TELLING = LATIN | DIGIT | OTHER_DIGIT | LETTER | AT;

/** Which code units are of no interest to anybody. */
const PLAIN = Uint8Array.from(CLASSES, (kind) => Number((kind & (TELLING | HIDDEN)) === 0));

/**
 * Whether a text is such: most of a chat that is not written in Latin letters.
 *
 * @param text Any text.
 * @returns Whether it stays as it is.
 *
 * @example With and without a number
 * ```ts
 * import { isPlain } from "./plain.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isPlain("Всем привет!"), true);
 * assert.equal(isPlain("Всем привет, 89123456789"), false);
 * ```
 */
export function isPlain(text: string): boolean {
  const { length } = text;
  for (let at = 0; at < length; at++) {
    if (PLAIN[codeAt(text, at)] === 0) return false;
  }
  return true;
}
