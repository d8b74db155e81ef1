/**
 * What the formats are called.
 *
 * @module
 */

/** The formats' names; the first is what parts are. */
export const FORMAT_NAMES = ["ndjson", "csv", "json"] as const;

/** One of {@linkcode FORMAT_NAMES}. */
export type FormatName = (typeof FORMAT_NAMES)[number];
