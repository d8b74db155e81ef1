/**
 * International bank account numbers (ISO 13616): country, its length, and the remainder modulo 97.
 *
 * @module
 */

import { anyWord, before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

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

const LENGTHS: ReadonlyMap<string, number> = new Map(
  COUNTRIES.flatMap(([length, codes]) => codes.split(" ").map((code) => [code, length] as const)),
);

/** Some write a space behind the country: `UA 24 0270…`. */
const HEAD = /[A-Z]{2} ?[0-9]{2}/gi;

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
export function findIbans({ text }: Subject): readonly Finding<"iban">[] {
  const findings: Finding<"iban">[] = [];
  for (const { 0: head, index: start } of text.matchAll(HEAD)) {
    const length = LENGTHS.get(head.slice(0, 2).toUpperCase());
    if (length === undefined || /[0-9A-Z]/i.test(text.charAt(start - 1))) continue;
    const end = endAfter(text, start + head.length, length - 4);
    if (end === undefined) continue;
    const normalised = text.slice(start, end).replace(/[^A-Z0-9]/gi, "").toUpperCase();
    const checked = remainder(normalised) === 1;
    if (!checked && (head.length > 4 || !isCalled(text, start))) continue;
    findings.push({ kind: "iban", start, end, normalised, checked });
  }
  return findings;
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
    if (!/[A-Z0-9]/i.test(text.charAt(at))) return undefined;
    at++;
  }
  return /[A-Z0-9]/i.test(text.charAt(at)) ? undefined : at;
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
