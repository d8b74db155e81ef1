/**
 * American social security numbers. They have no check digit: the form with dashes is enough, and
 * nine digits alone need a word beside them.
 *
 * @module
 */

import { nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { GAP, type NumberSpan } from "./digit_groups.ts";
import { isSsn } from "./identity_numbers.ts";
import { findNumbers } from "./numbered.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const SSN = anyWord(`
  ssn ssn# social_security* social_sec* social soc ss# itin s.s.n. ссн социального_страхования соцстрах*
`);

const OTHER = anyWord(`
  order* part item sku model track* id ref lot serial s/n sn batch* invoice* parcel* ticket* p/n upc gtin asin
  заказ* артикул* № isbn лот партия партии накладн* трек* посылк*
`);

/**
 * Finds social security numbers.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A number that was withdrawn long ago
 * ```ts
 * import { findSsns } from "./ssn.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findSsns(subjectOf("078-05-1120"))[0]?.normalised, "078051120");
 * ```
 */
export function findSsns(subject: Subject): readonly Finding<"ssn">[] {
  return findNumbers(subject, {
    kind: "ssn",
    lengths: [9],
    firsts: [3, 9],
    joins: GAP.space | GAP.dash | GAP.dot | GAP.spacedDash,
    judge,
  });
}

function judge({ digits, start, shape, gaps }: NumberSpan, text: string) {
  if (shape !== "3-2-4" && shape !== "9") return undefined;
  const words = nearBefore(text, start);
  // With the word, numbers of taxpayers (from 9 on) and made-up ones count as well.
  if (SSN.test(words)) return isSsn(digits) ? "checked" : "called";
  const isPrinted = shape === "3-2-4" && gaps === GAP.dash;
  return isPrinted && isSsn(digits) && !OTHER.test(words) ? "called" : undefined;
}

/** The table's row for social security numbers. */
export const ssn = {
  kind: "ssn",
  label: "[ssn]",
  byDefault: true,
  needs: [SIGN.number9],
  find: findSsns,
} as const satisfies Detector;
