/**
 * The check digits of Russian registers.
 *
 * @module
 */

const PERSONAL_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSONAL_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const COMPANY = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INSURED = [9, 8, 7, 6, 5, 4, 3, 2, 1];

const weigh = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);

/**
 * Tells whether a taxpayer's number is right (order of the tax service ММВ-7-6/435): ten digits of a
 * company or twelve of a person, the last or the last two of which check the others.
 *
 * @param digits ASCII digits.
 * @returns Whether they do.
 *
 * @example A bank
 * ```ts
 * import { isInn } from "./identity_numbers.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isInn("7707083893"), true);
 * assert.equal(isInn("7707083894"), false);
 * ```
 */
export function isInn(digits: string): boolean {
  // The first two are a region's number.
  if (/^(?:00|0{4})/.test(digits)) return false;
  const check = (weights: readonly number[]) =>
    weigh(digits, weights) % 11 % 10 === Number(digits[weights.length]);
  if (digits.length === 10) return check(COMPANY);
  return digits.length === 12 && check(PERSONAL_FIRST) && check(PERSONAL_SECOND);
}

/**
 * Tells whether an insurance number is right (SNILS): the last two of eleven digits are the sum of
 * the others, each times its place from the right, modulo 101.
 *
 * @param digits ASCII digits.
 * @returns Whether it is. Numbers up to 001-001-998 have no check digits.
 *
 * @example The number in the pension fund's own example
 * ```ts
 * import { isSnils } from "./identity_numbers.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isSnils("11223344595"), true);
 * assert.equal(isSnils("11223344596"), false);
 * ```
 */
export function isSnils(digits: string): boolean {
  if (digits.length !== 11 || /^0{3}/.test(digits)) return false;
  return weigh(digits, INSURED) % 101 % 100 === Number(digits.slice(9));
}

/**
 * Tells whether an American social security number can have been given out (SSA, since 2011).
 *
 * @param digits ASCII digits.
 * @returns Whether area, group and serial number are in use.
 *
 * @example
 * ```ts
 * import { isSsn } from "./identity_numbers.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isSsn("219099999"), true);
 * assert.equal(isSsn("666121234"), false);
 * ```
 */
export function isSsn(digits: string): boolean {
  return digits.length === 9 && !/^(?:000|666|9)/.test(digits) && !/^\d{3}00/.test(digits) &&
    !digits.endsWith("0000");
}
