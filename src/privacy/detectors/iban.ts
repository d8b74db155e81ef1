/**
 * International bank account numbers (ISO 13616): country, its length, and the remainder modulo 97.
 *
 * @module
 */

import { codeAt, codeBeside } from "../code_units.ts";
import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import type { DigitGroup } from "./digit_groups.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

/**
 * Lengths by country, from the SWIFT registry: the countries that have a length stand together.
 * Those behind them use such numbers without being in it.
 */
const COUNTRIES: readonly (readonly [number, string])[] = [
  [15, "NO"],
  [16, "BE"],
  [18, "DK FI FK FO GL NL SD"],
  [19, "MK SI"],
  [20, "AT BA EE KZ LT LU MN XK"],
  [21, "CH HR LI LV"],
  [22, "BG BH CR DE GB GE IE ME RS VA"],
  [23, "AE GI IL IQ OM SO TL"],
  [24, "AD CZ ES MD PK RO SA SE SK TN VG"],
  [25, "LY PT ST"],
  [26, "IS TR"],
  [27, "BI DJ FR GR IT MC MR SM"],
  [28, "AL AZ BY CY DO GT HN HU LB NI PL SV"],
  [29, "BR EG PS QA UA"],
  [30, "JO KW MU YE"],
  [31, "MT SC"],
  [32, "LC"],
  [33, "RU"],
  [25, "AO CV GW MZ"],
  [26, "DZ IR"],
  [27, "CF CG CM GA GQ KM MG TD"],
  [28, "BF BJ CI MA ML NE SN TG"],
];

/** The length for each pair of letters; 0 where no country has it. */
const LENGTHS = new Uint8Array(1 << 10);
for (const [length, codes] of COUNTRIES) {
  for (const code of codes.split(" ")) LENGTHS[pairAt(code, 0)] = length;
}

/** Two letters, whatever their case, as a number. */
function pairAt(text: string, at: number): number {
  return (codeAt(text, at) & 0x1F) << 5 | (codeAt(text, at + 1) & 0x1F);
}

const IBAN = anyWord("iban ибан рахунок konto kontonummer счёт счет account");

/**
 * Finds account numbers, written together or in groups.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example In groups of four
 * ```ts
 * import { findIbans } from "./iban.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findIbans(subjectOf("IBAN DE89 3704 0044 0532 0130 00, thanks"));
 * assert.deepEqual([match?.start, match?.end], [5, 32]);
 * ```
 */
export function findIbans({ text, groups }: Subject): readonly Finding<"iban">[] {
  const findings: Finding<"iban">[] = [];
  for (const group of groups()) {
    const { start: digits } = group;
    const start = startOfHead(text, group);
    const length = start < 0 ? 0 : LENGTHS[pairAt(text, start)]!;
    if (length === 0 || isPart(text, start - 1)) continue;
    const end = endAfter(text, digits + 2, length - 4);
    if (end === undefined) continue;
    const normalised = text.slice(start, end).replace(/[^A-Z0-9]/gi, "").toUpperCase();
    const checked = remainder(normalised) === 1;
    if (!checked && (digits - start > 2 || !isCalled(text, start))) continue;
    findings.push({ kind: "iban", start, end, normalised, checked });
  }
  return findings;
}

/** Where two letters before two digits or more start, or -1; some write a space behind: `UA 24 0270…`. */
function startOfHead(text: string, { start: digits, end: last }: DigitGroup): number {
  if (last - digits < 2) return -1;
  const end = text.startsWith(" ", digits - 1) ? digits - 1 : digits;
  return isLetter(text, end - 1) && isLetter(text, end - 2) ? end - 2 : -1;
}

function isLetter(text: string, at: number): boolean {
  const small = codeBeside(text, at) | 0x20;
  return small >= 0x61 && small <= 0x7A;
}

function isPart(text: string, at: number): boolean {
  const code = codeBeside(text, at);
  return (code >= 0x30 && code <= 0x39) || isLetter(text, at);
}

/** A number with a wrong check is one where a word says so, in capitals and long enough. */
function isCalled(text: string, start: number): boolean {
  return /^[A-Z]{2}/.test(text.slice(start, start + 2)) && IBAN.test(before(text, start, 16));
}

/** Where so many letters and digits, with single gaps between, end; they must end there. */
function endAfter(text: string, from: number, count: number): number | undefined {
  let at = from;
  for (let left = count; left > 0; left--) {
    if (/[ .\-]/.test(text.charAt(at))) at += text.startsWith("  ", at) ? 2 : 1;
    if (!isPart(text, at)) return undefined;
    at++;
  }
  return isPart(text, at) ? undefined : at;
}

/** The number modulo 97, its head moved to the end and letters read as 10 to 35. */
function remainder(number: string): number {
  let rest = 0;
  for (const character of number.slice(4) + number.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** The table's row for account numbers. */
export const iban = {
  kind: "iban",
  label: "[iban]",
  byDefault: true,
  needs: [SIGN.glued, SIGN.number12],
  find: findIbans,
} as const satisfies Detector;
