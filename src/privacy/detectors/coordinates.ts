/**
 * Places as a pair of decimal degrees. News is full of them, so they stay unless the operator asks.
 *
 * @module
 */

import { type Detector, type Match, matchesOf } from "./detector.ts";

/** Four decimals are about ten metres: less is a town, not a door. */
const PAIR =
  /(?<![\w.])[+\-]?\d{1,2}\.\d{4,15}°? ?[NS]?[,;]? ?(?<=[,; ])[+\-]?\d{1,3}\.\d{4,15}(?:°? ?[EW](?!\w))?/g;

/**
 * Finds pairs of latitude and longitude.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example As maps copy them
 * ```ts
 * import { findCoordinates } from "./coordinates.ts";
 * import assert from "node:assert/strict";
 *
 * const found = findCoordinates("at 55.755826, 37.617300");
 * assert.deepEqual(found, [{ kind: "coordinates", start: 3, end: 23 }]);
 * ```
 */
export function findCoordinates(text: string): readonly Match<"coordinates">[] {
  return matchesOf("coordinates", text, PAIR, (pair) => isOnEarth(pair) ? pair.length : 0);
}

function isOnEarth(pair: string): boolean {
  const [latitude = NaN, longitude = NaN] = (pair.match(/\d+\.\d+/g) ?? []).map(Number);
  return latitude <= 90 && longitude <= 180;
}

/** The table's row for coordinates. */
export const coordinates = {
  kind: "coordinates",
  label: "[coordinates]",
  byDefault: false,
  checked: false,
  find: findCoordinates,
} as const satisfies Detector;
