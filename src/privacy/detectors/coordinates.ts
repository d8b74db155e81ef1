/**
 * Places as a pair of decimal degrees. News is full of them, so they stay unless the operator asks.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/** Four decimals are about ten metres: less is a town, not a door. */
const PAIR = new RegExp(
  [
    String.raw`[+\-]?\d{1,2}\.\d{4,15}°? ?[NS]?(?:[,;] ?| )[+\-]?\d{1,3}\.\d{4,15}(?:°? ?[EW])?`,
    String
      .raw`\d{1,2}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,4})?["″] ?[NS],? ?\d{1,3}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,4})?["″] ?[EW]`,
  ].join("|"),
  "g",
);

/**
 * Finds pairs of latitude and longitude.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example As maps copy them
 * ```ts
 * import { findCoordinates } from "./coordinates.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findCoordinates(subjectOf("at 55.755826, 37.617300"));
 * assert.deepEqual([match?.start, match?.end], [3, 23]);
 * ```
 */
export function findCoordinates({ text }: Subject): readonly Finding<"coordinates">[] {
  return matchesOf("coordinates", text, PAIR, (pair, start, end) => {
    const isPart = /[\w.]/.test(text.charAt(start - 1)) || /[\w]/.test(text.charAt(end));
    return isPart || !isOnEarth(pair) ? undefined : pair.replace(/[ °]/g, "").replace(";", ",");
  });
}

function isOnEarth(pair: string): boolean {
  if (pair.includes('"') || pair.includes("″")) return true;
  const [latitude = NaN, longitude = NaN] = (pair.match(/\d{1,3}\.\d{4,15}/g) ?? []).map(Number);
  return latitude <= 90 && longitude <= 180;
}

/** The table's row for coordinates. */
export const coordinates = {
  kind: "coordinates",
  label: "[coordinates]",
  byDefault: false,
  needs: [SIGN.digit],
  find: findCoordinates,
} as const satisfies Detector;
