/**
 * Which part of a file a request asks for: RFC 9110, sections 13 and 14.
 *
 * @module
 */

import type { ByteRange } from "./deps.ts";

/** What to answer with: the whole, a part, or that there is no such part. */
export type Wanted = "whole" | "none" | ByteRange;

/**
 * Reads a Range header. What is not understood is passed over, as the RFC asks; so are several
 * ranges at once.
 *
 * @param header The header.
 * @param size The file's, in bytes.
 * @returns What to answer with.
 *
 * @example The last two bytes of ten
 * ```ts
 * import { wantedRange } from "./byte_range.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(wantedRange("bytes=-2", 10), { start: 8, end: 10 });
 * assert.equal(wantedRange("bytes=10-", 10), "none");
 * ```
 */
export function wantedRange(header: string | null, size: number): Wanted {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})\s*$/i.exec(header ?? "") ?? [];
  if (first === undefined) return suffixRange(header, size);
  const start = Number(first);
  const end = last === "" ? Infinity : Number(last) + 1;
  if (end <= start) return "whole";
  return start >= size ? "none" : { start, end: Math.min(end, size) };
}

function suffixRange(header: string | null, size: number): Wanted {
  const [, length] = /^bytes=-(\d{1,15})\s*$/i.exec(header ?? "") ?? [];
  if (length === undefined) return "whole";
  if (Number(length) === 0 || size === 0) return "none";
  return { start: Math.max(0, size - Number(length)), end: size };
}

/**
 * Compares an entity tag with a list of them.
 *
 * @param header `If-Match` or `If-None-Match`.
 * @param etag The current one, with its quotes.
 * @param isWeak Whether a weak tag of the same text counts: not where parts are put together.
 * @returns Whether it is on the list, or the list is `*`.
 */
export function namesEtag(header: string, etag: string, isWeak: boolean): boolean {
  if (header.trim() === "*") return true;
  return header.split(",").map((each) => each.trim())
    .some((each) => each === etag || (isWeak && each === `W/${etag}`));
}
