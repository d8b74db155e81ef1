/**
 * Russian insurance numbers: eleven digits, two of which check the others.
 *
 * @module
 */

import { nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { GAP, type NumberSpan } from "./digit_groups.ts";
import { isSnils } from "./identity_numbers.ts";
import { isCalledPhone } from "./phone_words.ts";
import { THINGS } from "./things.ts";
import { findNumbers } from "./numbered.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const SNILS = anyWord("снилс* snils страхов* пенсионн* insurance_number пфр сфр");

const SHAPES = ["3-3-3-2", "11", "9-2"];

const OTHER = anyWord(
  "заказ* order* track* трек* id ид огрн счёт счет код телефон* тел инн isbn ean timestamp uid код",
);

/**
 * Finds insurance numbers.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example The usual form
 * ```ts
 * import { findSnilses } from "./snils.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findSnilses(subjectOf("112-233-445 95"))[0]?.normalised, "11223344595");
 * ```
 */
export function findSnilses(subject: Subject): readonly Finding<"snils">[] {
  return findNumbers(subject, {
    kind: "snils",
    lengths: [11],
    firsts: [3, 9, 11],
    joins: GAP.space | GAP.dash | GAP.dot | GAP.spacedDash,
    judge,
  });
}

function judge(span: NumberSpan, text: string) {
  const { digits, start, shape } = span;
  if (!SHAPES.includes(shape)) return undefined;
  const words = nearBefore(text, start);
  if (SNILS.test(words)) return isSnils(digits) ? "checked" : "called";
  const isFound = isSnils(digits) && !OTHER.test(words) && isLikely(span, text);
  return isFound ? "checked" : undefined;
}

const THING = anyWord(THINGS);

/** Alone, eleven digits from 7 or 8 on are rather a phone number. */
function isLikely({ digits, start, shape, gaps }: NumberSpan, text: string): boolean {
  // In a row of numbers one in a hundred has right digits.
  if (gaps === GAP.space && /[0-9] $/.test(text.slice(start - 2, start))) return false;
  if (shape === "3-3-3-2") return (gaps & GAP.dot) === 0;
  return shape === "11" && !/^[78]/.test(digits) && !isCalledPhone(text, start) &&
    !THING.test(nearBefore(text, start));
}

/** The table's row for insurance numbers. */
export const snils = {
  kind: "snils",
  label: "[snils]",
  byDefault: true,
  needs: [SIGN.number10],
  find: findSnilses,
} as const satisfies Detector;
