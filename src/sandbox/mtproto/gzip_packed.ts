/**
 * Compressed objects: `gzip_packed#3072cfa1 packed_data:string = Object`.
 *
 * @see https://core.telegram.org/mtproto/service_messages#packed-object
 * @module
 */

import { gunzipSync, gzipSync } from "node:zlib";
import { concatBytes, tlBytes, tlInt, tlReader } from "./tl.ts";

/** The constructor. */
export const GZIP_PACKED = 0x3072cfa1;

/** More than this is not unpacked: 16 MiB. */
const MAX_UNPACKED = 1 << 24;
/** An object of this many bytes or fewer is not worth packing. */
const WORTH_PACKING = 512;

/**
 * Unpacks gzip data.
 *
 * @returns Nothing if it is not gzip data, or holds more than 16 MiB.
 */
export function gunzip(packed: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(gunzipSync(packed, { maxOutputLength: MAX_UNPACKED }));
  } catch {
    // Data from a client: what is wrong with it is not our concern, that it is unreadable is.
    return undefined;
  }
}

/** Unpacks a message if it is packed; nothing if that fails. */
export function unpacked(body: Uint8Array): Uint8Array | undefined {
  const reader = tlReader(body);
  if (reader.uint() !== GZIP_PACKED) return body;
  const packed = reader.bytes();
  return reader.failed() ? undefined : gunzip(packed);
}

/**
 * Packs an object of more than 512 bytes, if that makes it shorter.
 *
 * @example
 * ```ts
 * import { packed, unpacked } from "./gzip_packed.ts";
 * import assert from "node:assert/strict";
 *
 * const object = new Uint8Array(4096);
 * assert.ok(packed(object).length < 100);
 * assert.deepEqual(unpacked(packed(object)), object);
 * ```
 */
export function packed(object: Uint8Array): Uint8Array {
  if (object.length <= WORTH_PACKING) return object;
  const result = concatBytes(tlInt(GZIP_PACKED), tlBytes(gzipSync(object)));
  return result.length < object.length ? result : object;
}
