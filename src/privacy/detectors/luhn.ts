/**
 * The check digit of cards (ISO/IEC 7812-1, annex B).
 *
 * @module
 */

import { codeAt } from "../code_units.ts";

const NOUGHT = 0x30;

/**
 * Tells whether the last digit checks the others.
 *
 * @param digits ASCII digits.
 * @returns Whether the sum is a multiple of ten.
 *
 * @example A card number that is published for tests
 * ```ts
 * import { hasLuhnDigit } from "./luhn.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(hasLuhnDigit("4111111111111111"), true);
 * assert.equal(hasLuhnDigit("4111111111111112"), false);
 * ```
 */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = codeAt(digits, digits.length - 1 - at) - NOUGHT;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
