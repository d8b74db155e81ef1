/**
 * Hardware addresses of network cards: six octets in hexadecimal digits.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import type { Traits } from "./traits.ts";
import type { Subject } from "./subject.ts";

const PAIR = "[0-9A-Fa-f]{2}";

const QUAD = "[0-9A-Fa-f]{4}";

/** Cisco writes three groups of four. */
const QUADS = `${QUAD}(?:\\.${QUAD}){2}`;

const ADDRESS = new RegExp(`${PAIR}(?::${PAIR}){5}|${PAIR}(?:-${PAIR}){5}|${QUADS}`, "g");
const ONLY_QUADS = new RegExp(QUADS, "g");

const mayBePairs = ({ colons, dashes }: Traits) => colons >= 5 || dashes >= 5;

/**
 * Finds hardware addresses.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example With colons
 * ```ts
 * import { findMacs } from "./mac.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findMacs(subjectOf("00:1A:2B:3C:4D:5E"))[0]?.normalised, "001a2b3c4d5e");
 * ```
 */
export function findMacs({ text, traits }: Subject): readonly Finding<"mac">[] {
  const findings: Finding<"mac">[] = [];
  const pattern = mayBePairs(traits) ? ADDRESS : ONLY_QUADS;
  for (const { 0: raw, index: start } of text.matchAll(pattern)) {
    const end = start + raw.length;
    if (/[A-Za-z0-9_:.\-]/.test(text.charAt(start - 1)) || goesOn(text, end)) continue;
    // Digits alone are rather dates, scores or numbers of accounts.
    if (!raw.includes(":") && !/[a-f]/i.test(raw)) continue;
    const normalised = raw.replace(/[^0-9a-f]/gi, "").toLowerCase();
    findings.push({ kind: "mac", start, end, normalised, checked: true });
  }
  return findings;
}

function goesOn(text: string, end: number): boolean {
  return /^(?:[A-Za-z0-9_]|[:\-.][0-9A-Fa-f])/.test(text.slice(end, end + 2));
}

/** The table's row for hardware addresses. */
export const mac = {
  kind: "mac",
  label: "[mac]",
  byDefault: true,
  worth: (traits: Traits): boolean => (traits.glued && traits.dots >= 2) || mayBePairs(traits),
  find: findMacs,
} as const satisfies Detector;
