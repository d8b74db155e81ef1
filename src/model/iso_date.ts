/**
 * Instants as callers see them.
 *
 * @module
 */

/**
 * Draws an instant.
 *
 * @param seconds Unix seconds.
 * @returns ISO 8601 in UTC, to the second.
 *
 * @example The message that opens a history
 * ```ts
 * import { isoDate } from "./iso_date.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isoDate(1646071956), "2022-02-28T18:12:36Z");
 * ```
 */
export function isoDate(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
