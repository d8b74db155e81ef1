/**
 * Made-up numbers whose check digits are right.
 *
 * @module
 */

import type { Dice } from "../dice.ts";

const digits = (thrown: Dice, count: number): number[] =>
  Array.from({ length: count }, () => thrown.below(10));

const weigh = (numbers: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * numbers[index]!, 0);

/**
 * A SNILS (insurance number) with dashes and a space. The first nine digits, each times its place
 * counted from the right, add up to the check number: modulo 101, 100 counts as 0.
 */
export function snils(thrown: Dice): string {
  // Below 001-001-998 no check number is used.
  const number = [9, ...digits(thrown, 8)];
  const check = weigh(number, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
  const text = number.join("");
  const groups = [text.slice(0, 3), text.slice(3, 6), text.slice(6)].join("-");
  return `${groups} ${String(check).padStart(2, "0")}`;
}

/** A person's INN (tax number): twelve digits, the last two are check digits. */
export function personalInn(thrown: Dice): string {
  const number = [7, 7, ...digits(thrown, 8)];
  number.push(weigh(number, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10);
  number.push(weigh(number, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10);
  return number.join("");
}

/** A company's INN: ten digits, the last one is the check digit. */
export function companyInn(thrown: Dice): string {
  const number = [7, 7, ...digits(thrown, 7)];
  number.push(weigh(number, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10);
  return number.join("");
}

/** A company's OGRN (register number): thirteen digits, the first twelve modulo 11 give the last. */
export function ogrn(thrown: Dice): string {
  const number = [1, 0, 2, 7, 7, ...digits(thrown, 7)].join("");
  return `${number}${Number(number) % 11 % 10}`;
}

/** A Russian passport: series and number. They have no check digit. */
export function passport(thrown: Dice): string {
  return `45 ${String(thrown.between(1, 20)).padStart(2, "0")} ${thrown.between(100_001, 999_999)}`;
}
