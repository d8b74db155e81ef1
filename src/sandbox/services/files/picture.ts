/**
 * The bytes of the data centre's files: pictures are valid JPEG of exactly the size that their
 * message gives, everything else is filler. A million files need no room: bytes are made for the
 * stretch that is asked for.
 *
 * @module
 */

import { Buffer } from "node:buffer";

/** A grey square of 8 × 8 pixels: a baseline JPEG with the shortest tables that decoders accept. */
const JPEG = Buffer.from(
  "/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/" +
    "wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z",
  "base64",
);
const START = JPEG.subarray(0, 2);
const REST = JPEG.subarray(2);

/** A comment segment: its marker, the length of what follows (2 bytes of it the length's own). */
const COMMENT = 0xfffe;
const MAX_COMMENT = 2 + 0xffff;
const MIN_COMMENT = 4;

/** The shortest picture there is, in bytes. */
export const SHORTEST_PICTURE = JPEG.length;

/**
 * Makes a picture: a small JPEG, brought to its size by comments, which decoders skip.
 *
 * @param size Bytes. Sizes too small for the picture, and those that a comment cannot make up for,
 * give the next one that can be had.
 *
 * @example
 * ```ts
 * import { picture } from "./picture.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(picture(5_000).length, 5_000);
 * ```
 */
export function picture(size: number): Uint8Array {
  const wanted = size - JPEG.length;
  if (wanted <= 0) return JPEG;
  return Buffer.concat([START, ...comments(Math.max(wanted, MIN_COMMENT)), REST]);
}

function comments(bytes: number): readonly Uint8Array[] {
  const segments: Uint8Array[] = [];
  for (let left = bytes; left > 0;) {
    // What is left after this segment must be nothing or room for another one.
    const most = Math.min(left, MAX_COMMENT);
    const length = left - most > 0 && left - most < MIN_COMMENT ? most - MIN_COMMENT : most;
    const segment = Buffer.alloc(length, " ");
    segment.writeUInt16BE(COMMENT, 0);
    segment.writeUInt16BE(length - 2, 2);
    segments.push(segment);
    left -= length;
  }
  return segments;
}

/** Filler, the same wherever a stretch of it begins. */
export function filler(offset: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, place) => ((offset + place) * 31) & 0xff);
}
