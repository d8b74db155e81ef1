/**
 * Phone numbers: international ones of every country, and national ones as people write them at
 * home. Groups of digits propose, the numbering plans of `libphonenumber` decide.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { extensionAfter } from "./phone_extension.ts";
import { findInternational } from "./phone_international.ts";
import { findNational } from "./phone_national.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/**
 * Finds phone numbers.
 *
 * @param subject The text.
 * @returns The matches; a number found in two ways stands twice.
 *
 * @example Both spellings of one number
 * ```ts
 * import { findPhones } from "./phone.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const found = findPhones(subjectOf("8 (912) 345-67-89, +7 912 345 67 89"));
 * assert.deepEqual(new Set(found.map(({ normalised }) => normalised)), new Set(["+79123456789"]));
 * ```
 */
export function findPhones(subject: Subject): readonly Finding<"phone">[] {
  const international = findInternational(subject);
  const national = findNational(subject, international);
  if (international.length + national.length === 0) return national;
  return [...international, ...national].map((finding) => {
    const extension = extensionAfter(subject.text, finding.end);
    return extension === 0 ? finding : { ...finding, end: finding.end + extension };
  });
}

/** The table's row for phone numbers. */
export const phone = {
  kind: "phone",
  label: "[phone]",
  byDefault: true,
  needs: [SIGN.number7],
  find: findPhones,
} as const satisfies Detector;
