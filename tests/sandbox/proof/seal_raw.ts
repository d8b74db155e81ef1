/** Encrypts any bytes as a client's packet: `msg_key` is right, whatever is inside. */

import { encryptIge } from "../../../src/aes/ige.ts";
import type { AuthKey } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { sha256 } from "../../../src/sandbox/mtproto/hashes.ts";
import { concatBytes } from "../../../src/sandbox/mtproto/tl.ts";

/** @param plain Header, message and padding: whole blocks of 16 bytes. */
export function sealRaw({ bytes, idBytes }: AuthKey, plain: Uint8Array): Uint8Array {
  const messageKey = sha256(bytes.subarray(88, 120), plain).slice(8, 24);
  const a = sha256(messageKey, bytes.subarray(0, 36));
  const b = sha256(bytes.subarray(40, 76), messageKey);
  const key = concatBytes(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32));
  const iv = concatBytes(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32));
  return concatBytes(idBytes, messageKey, encryptIge(plain, { key, iv }));
}
