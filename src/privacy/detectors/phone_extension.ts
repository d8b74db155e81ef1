/**
 * Extensions: what is dialled after a phone number to reach one desk, as in `555-0143 x204`.
 *
 * @module
 */

const EXTENSION = /^ ?(?:x|ext\.? ?)[0-9]{1,6}/i;
const LONGEST = 12;

/** What most numbers are not followed by. */
const OPENINGS = "xXeE";

/**
 * How long the extension behind a number is.
 *
 * @param text A folded text.
 * @param end Where the number ends.
 * @returns Its length in code units; 0 if there is none.
 *
 * @example Written together
 * ```ts
 * import { extensionAfter } from "./phone_extension.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(extensionAfter("202-555-0143x204", 12), 4);
 * assert.equal(extensionAfter("1920x1080p", 4), 0);
 * ```
 */
export function extensionAfter(text: string, end: number): number {
  if (!OPENINGS.includes(text.charAt(text.charAt(end) === " " ? end + 1 : end))) return 0;
  const length = EXTENSION.exec(text.slice(end, end + LONGEST))?.[0].length ?? 0;
  return /[\p{L}\p{N}_]/u.test(text.charAt(end + length)) ? 0 : length;
}
