/**
 * Numbers of bank cards: a known issuer's prefix and length (ISO/IEC 7812) and the Luhn digit.
 *
 * @module
 */

import { type Detector, type Match, matchesOf } from "./detector.ts";
import { digitsOf, GAP, hasDigits } from "./spelling.ts";

const FEWEST_DIGITS = 13;

const BETWEEN = `[${GAP}]{1,2}`;

/** The groups that are printed on cards, or any spacing where no further digits stand near. */
const NUMBER = new RegExp(
  `(?<![0-9A-Za-z_])(?:` + [
    `[0-9]{4}(?:${BETWEEN}[0-9]{4}){3}(?:${BETWEEN}[0-9]{1,3})?(?![0-9])`,
    `[0-9]{4}${BETWEEN}[0-9]{6}${BETWEEN}[0-9]{4,5}(?![0-9])`,
    `[0-9](?:[${GAP}]?[0-9]){12,18}(?![${GAP}]?[0-9])`,
    `[0-9]{13,19}(?![0-9])`,
  ].join("|") + `)(?![A-Za-z_])`,
  "g",
);

/** Prefixes of issuers, and the lengths they issue. */
const ISSUERS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] }, // Visa
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { prefix: /^220[0-5]/, lengths: [16, 17, 18, 19] }, // Mir, Uzbek cards of Mir
  { prefix: /^3[47]/, lengths: [15] }, // American Express
  { prefix: /^(?:30[0-5]|3[689])/, lengths: [14, 16, 19] }, // Diners Club
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] }, // JCB
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] }, // Discover
  { prefix: /^(?:62|81)/, lengths: [16, 17, 18, 19] }, // UnionPay
  { prefix: /^(?:50|5[6-8]|6[0137])/, lengths: [13, 15, 16, 18, 19] }, // Maestro, RuPay
  { prefix: /^(?:8600|9860|9112|9792)/, lengths: [16] }, // Uzcard, Humo, Belkart, Troy
];

/**
 * Finds numbers of bank cards.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example A number as it is printed
 * ```ts
 * import { findBankCards } from "./bank_card.ts";
 * import assert from "node:assert/strict";
 *
 * const found = findBankCards("4111 1111 1111 1111 12/27");
 * assert.deepEqual(found, [{ kind: "bank_card", start: 0, end: 19 }]);
 * ```
 */
export function findBankCards(text: string): readonly Match<"bank_card">[] {
  if (!hasDigits(text, FEWEST_DIGITS)) return [];
  return matchesOf(
    "bank_card",
    text,
    NUMBER,
    (proposal) => [proposal, withoutFifthGroup(proposal)].find(isCard)?.length ?? 0,
  );
}

/** `4111 1111 1111 1111 12/27`: the fifth group may be the card's or the month. */
function withoutFifthGroup(number: string): string {
  return number.replace(/^((?:[0-9]{4}[^0-9]{1,2}){3}[0-9]{4})[^0-9]{1,2}[0-9]{1,3}$/, "$1");
}

function isCard(number: string): boolean {
  const digits = digitsOf(number);
  const known = ISSUERS.some(({ prefix, lengths }) =>
    lengths.includes(digits.length) && prefix.test(digits)
  );
  return known && luhnSum(digits) % 10 === 0 && !isBarcode(digits);
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** Goods of Russia and Germany have 13 digits from 4 on; cards of 13 digits are no longer issued. */
function isBarcode(digits: string): boolean {
  if (digits.length !== 13) return false;
  const sum = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** The table's row for bank cards. */
export const bankCard = {
  kind: "bank_card",
  label: "[card]",
  byDefault: true,
  checked: true,
  find: findBankCards,
} as const satisfies Detector;
