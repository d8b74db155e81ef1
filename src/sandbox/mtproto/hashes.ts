/**
 * The two hash functions of MTProto.
 *
 * @module
 */

import { createHash } from "node:crypto";

/** SHA-1 of the parts, one after the other: 20 bytes. */
export function sha1(...parts: readonly Uint8Array[]): Uint8Array {
  return digest("sha1", parts);
}

/** SHA-256 of the parts, one after the other: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return digest("sha256", parts);
}

function digest(algorithm: string, parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
