/**
 * International bank account numbers (ISO 13616): country, its length, and the remainder modulo 97.
 *
 * @module
 */

import type { Detector, Match } from "./detector.ts";
import { GAP } from "./spelling.ts";

/** Lengths by country, from the SWIFT registry: the countries that have a length stand together. */
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
];

const LENGTHS: ReadonlyMap<string, number> = new Map(
  COUNTRIES.flatMap(([length, codes]) => codes.split(" ").map((code) => [code, length] as const)),
);

const HEAD = /(?<![0-9A-Z])[A-Z]{2}[0-9]{2}(?=[^A-Z0-9]?[A-Z0-9])/gi;
const NEXT = new RegExp(`[${GAP}]?[A-Z0-9]`, "iy");

/**
 * Finds account numbers, written together or in groups.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example In groups of four
 * ```ts
 * import { findIbans } from "./iban.ts";
 * import assert from "node:assert/strict";
 *
 * const found = findIbans("IBAN DE89 3704 0044 0532 0130 00, thanks");
 * assert.deepEqual(found, [{ kind: "iban", start: 5, end: 32 }]);
 * ```
 */
export function findIbans(text: string): readonly Match<"iban">[] {
  const matches: Match<"iban">[] = [];
  for (const { 0: head, index: start } of text.matchAll(HEAD)) {
    const length = LENGTHS.get(head.slice(0, 2).toUpperCase());
    const end = length === undefined ? undefined : endAfter(text, start + head.length, length - 4);
    if (end !== undefined && remainder(text.slice(start, end)) === 1) {
      matches.push({ kind: "iban", start, end });
    }
  }
  return matches;
}

/** Where so many letters and digits, with single gaps between, end; they must end there. */
function endAfter(text: string, from: number, count: number): number | undefined {
  NEXT.lastIndex = from;
  for (let left = count; left > 0; left--) {
    if (!NEXT.test(text)) return undefined;
  }
  const end = NEXT.lastIndex;
  NEXT.lastIndex = 0;
  return /[A-Z0-9]/i.test(text.charAt(end)) ? undefined : end;
}

/** The number modulo 97, its head moved to the end and letters read as 10 to 35. */
function remainder(number: string): number {
  const characters = number.replace(/[^A-Z0-9]/gi, "");
  let rest = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
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
  checked: true,
  find: findIbans,
} as const satisfies Detector;
