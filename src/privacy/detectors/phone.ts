/**
 * Phone numbers: international ones of every country, and national ones as Russia and Kazakhstan
 * write them. A shape proposes, the numbering plan of `libphonenumber` decides: asking the library
 * to search the whole text would be hundreds of times slower.
 *
 * @module
 */

import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { type Detector, type Match, matchesOf } from "./detector.ts";
import { digitsOf, GAP, hasDigits } from "./spelling.ts";

/** Fewer digits are not worth a search: no complete number is shorter. */
const FEWEST_DIGITS = 7;

const BETWEEN = `[${GAP}()]`;
const DASH = String.raw`[\-\u2010-\u2015\u2212]`;
/** Not inside of a longer number, an identifier or a hash. */
const NOT_AFTER = `(?<![0-9_+]|[0-9][A-Za-z]{1,4}|[0-9](?:${DASH}|\\.))`;
const NOT_BEFORE = `(?![0-9_]|[A-Za-z]{1,4}[0-9]|(?:${DASH}|\\.)[0-9])`;

const INTERNATIONAL = new RegExp(
  `(?:\\+|(?<![0-9A-Za-z_.])00)${BETWEEN}{0,2}[1-9](?:${BETWEEN}{0,3}[0-9]){6,14}`,
  "g",
);

const NATIONAL = new RegExp(
  `${NOT_AFTER}(?:` + [
    // 8 (912) 345-67-89, 89123456789, 7.912.345.67.89
    `[78]${BETWEEN}{0,2}[34789][0-9]{2}(?:${BETWEEN}{0,2}[0-9]){7}`,
    // 8 (4842) 12-34-56
    `[78]${BETWEEN}?\\([34789][0-9]{3,4}\\)(?:${BETWEEN}{0,2}[0-9]){5,6}`,
    // 8 9 1 2 3 4 5 6 7 8 9
    `[78](?:[${GAP}][0-9]){10}`,
    // (912) 345-67-89, 495 123-45-67
    `\\(?[3489][0-9]{2}(?:${BETWEEN}{1,2})[0-9]{3}${DASH}[0-9]{2}${DASH}[0-9]{2}`,
    // (912) 345 67 89, 912 345 67 89: a price would go on in threes
    `\\(?9[0-9]{2}${BETWEEN}{1,2}[0-9]{3} [0-9]{2} [0-9]{2}`,
  ].join("|") + `)${NOT_BEFORE}`,
  "g",
);

/** `+15 000 000` is a sum. */
const THOUSANDS = /^\+[0-9]{1,3}(?:[ .\u00A0\u202F][0-9]{3})+$/;

/**
 * Finds phone numbers.
 *
 * @param text A folded text.
 * @returns The matches; a number found in two ways stands twice.
 *
 * @example The national spelling
 * ```ts
 * import { findPhones } from "./phone.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findPhones("8 (912) 345-67-89"), [{ kind: "phone", start: 0, end: 17 }]);
 * ```
 */
export function findPhones(text: string): readonly Match<"phone">[] {
  if (!hasDigits(text, FEWEST_DIGITS)) return [];
  return [
    ...matchesOf(
      "phone",
      text,
      INTERNATIONAL,
      (proposal, start) => internationalLength(text, proposal, start),
    ),
    ...matchesOf("phone", text, NATIONAL, nationalLength),
  ];
}

function internationalLength(text: string, proposal: string, start: number): number {
  const cutShort = /[0-9]/.test(text.charAt(start + proposal.length));
  const whole = cutShort ? withoutLastGroup(proposal) : proposal;
  const glued = start > 0 && /[\w+]/.test(text.charAt(start - 1));
  return validLength(whole) || (!glued && looksPossible(whole) ? whole.length : 0);
}

/** The length of the longest valid number a candidate starts with: what follows may be a year. */
function validLength(candidate: string): number {
  let rest = candidate;
  while (digitsOf(rest).length >= FEWEST_DIGITS) {
    if (parsePhoneNumberFromString(plussed(rest))?.isValid()) return rest.length;
    rest = withoutLastGroup(rest);
  }
  return 0;
}

/** Plans change faster than their tables: a number of the right length counts when it has its plus. */
function looksPossible(candidate: string): boolean {
  if (!candidate.startsWith("+") || THOUSANDS.test(candidate)) return false;
  return parsePhoneNumberFromString(plussed(candidate))?.isPossible() ?? false;
}

function plussed(candidate: string): string {
  const digits = digitsOf(candidate);
  return "+" + (candidate.startsWith("+") ? digits : digits.slice(2));
}

function withoutLastGroup(candidate: string): string {
  return candidate.replace(/[^0-9]*[0-9]+$/, "");
}

function nationalLength(proposal: string): number {
  const number = parsePhoneNumberFromString("+7" + digitsOf(proposal).slice(-10));
  return number?.isValid() ? proposal.length : 0;
}

/** The table's row for phone numbers. */
export const phone = {
  kind: "phone",
  label: "[phone]",
  byDefault: true,
  checked: false,
  find: findPhones,
} as const satisfies Detector;
