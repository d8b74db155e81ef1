/**
 * Numbers of passports. They have no check digit, so only a word beside them tells: Russian series
 * and number, and those of other countries, one or two letters and digits.
 *
 * @module
 */

import { anyWord, before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import type { Subject } from "./subject.ts";

const PASSPORT = anyWord(`
  паспорт* пасп пасп. серия серии серию сер сер. загран* загранпаспорт* удостоверени* passport* passeport pasaporte
  reisepass ausweis personalausweis id_card identity_card паспортні паспортны* пашпарт*
`);

/** Series and number, with `№` or words between: 45 08 123456, 4508 № 123456, 12 3456789 (abroad). */
const RUSSIAN =
  /(?:[0-9]{2} ?[0-9]{2}|[0-9]{2})[ ,;:]{0,2}(?:(?:№|N|n|#|номер|ном\.|number|no\.?)[ :.]{0,2})?[0-9]{6,7}/g;

/** One or two letters and six to nine digits, with one more letter: L898902C3, AB123456, 500123456. */
const OTHERS = /[A-ZА-ЯЁІЇ]{0,2}[ \-]?(?:№ ?)?[0-9]{6,9}[A-Z]?[0-9]?/g;

const MIN_DIGITS = 6;

/**
 * Finds numbers of passports.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A Russian one
 * ```ts
 * import { findPassports } from "./passport.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findPassports(subjectOf("Паспорт 45 08 № 123456"));
 * assert.equal(match?.normalised, "4508123456");
 * ```
 */
export function findPassports({ text }: Subject): readonly Finding<"passport">[] {
  const findings: Finding<"passport">[] = [];
  let covered = 0;
  for (const pattern of [RUSSIAN, OTHERS]) {
    for (const { 0: raw, index } of text.matchAll(pattern)) {
      const lead = raw.length - raw.replace(/^[ \-№]+/, "").length;
      const start = index + lead;
      const end = index + raw.length;
      if (isPart(text, start, end) || !isCalledPassport(text, start)) continue;
      if (pattern === OTHERS && start < covered) continue;
      covered = Math.max(covered, end);
      const normalised = raw.replace(/[^0-9\p{L}]|номер|ном|number|no/gu, "").toUpperCase();
      findings.push({ kind: "passport", start, end, normalised, checked: false });
    }
  }
  return findings;
}

/** Whether letters or digits go on before or after. */
function isPart(text: string, start: number, end: number): boolean {
  return /[\p{L}0-9_]/u.test(text.charAt(start - 1)) ||
    /[\p{L}0-9_]/u.test(text.charAt(end)) ||
    (/[.\-/]/.test(text.charAt(end)) && /[0-9]/.test(text.charAt(end + 1)));
}

/** Up to one other short number, the series, may stand between the word and the number. */
function isCalledPassport(text: string, start: number): boolean {
  const words = before(text, start);
  const digits = words.replace(/[^0-9]/g, "").length;
  return digits < MIN_DIGITS && PASSPORT.test(words);
}

/** The table's row for passports. */
export const passport = {
  kind: "passport",
  label: "[passport]",
  byDefault: true,
  worth: ({ digits }) => digits >= MIN_DIGITS,
  find: findPassports,
} as const satisfies Detector;
