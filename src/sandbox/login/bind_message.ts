/**
 * The message with which the holder of a permanent key vouches for a temporary one. It is encrypted
 * as MTProto 1.0 did.
 *
 * @see https://core.telegram.org/method/auth.bindTempAuthKey
 * @see https://core.telegram.org/mtproto/description_v1
 * @module
 */

import { decryptIge, type IgeKey } from "../../gramjs.ts";
import type { AuthKey } from "../mtproto/auth_keys.ts";
import { sha1 } from "../mtproto/hashes.ts";
import { concatBytes, equalBytes, tlReader, toHex } from "../mtproto/tl.ts";

const BIND_AUTH_KEY_INNER = 0x75a3f765;
/** `auth_key_id` and `msg_key`. */
const OUTER_HEADER = 24;
/** 128 random bits, `msg_id`, `seqno`, `msg_len`. */
const INNER_HEADER = 32;
const MESSAGE_BYTES = 40;
const BLOCK = 16;

/** What the message says. */
export interface BindMessage {
  /** Unsigned. */
  readonly nonce: bigint;
  /** 16 hexadecimal digits, as of every identifier here. */
  readonly temporaryKeyId: string;
  readonly permanentKeyId: string;
  readonly sessionId: string;
  /** Unix seconds. */
  readonly expires: number;
  /** The message identifier that it was encrypted with. */
  readonly messageId: bigint;
}

/**
 * Decrypts and reads a message.
 *
 * @param key The permanent key.
 * @returns Nothing if it was not made with that key, or is not of the documented form.
 */
export function openBindMessage(key: AuthKey, encrypted: Uint8Array): BindMessage | undefined {
  // GramJS's codec gives Buffers, whose parts need not lie where words may begin.
  const data = Uint8Array.from(encrypted.subarray(OUTER_HEADER));
  if (data.length === 0 || data.length % BLOCK !== 0) return undefined;
  if (!equalBytes(encrypted.subarray(0, 8), key.idBytes)) return undefined;
  const messageKey = encrypted.subarray(8, OUTER_HEADER);
  const plain = decryptIge(data, igeKey(key.bytes, messageKey));
  const length = INNER_HEADER + MESSAGE_BYTES;
  // The hash leaves the padding out.
  const isSound = plain.length - length < BLOCK &&
    equalBytes(sha1(plain.subarray(0, length)).subarray(4), messageKey);
  return isSound ? readBindMessage(plain) : undefined;
}

function readBindMessage(plain: Uint8Array): BindMessage | undefined {
  const reader = tlReader(plain);
  reader.raw(16);
  const messageId = reader.long();
  const isExpected = reader.int() === 0 && reader.int() === MESSAGE_BYTES &&
    reader.uint() === BIND_AUTH_KEY_INNER;
  const nonce = reader.long();
  const [temporaryKeyId, permanentKeyId, sessionId] = [8, 8, 8].map((length) =>
    toHex(reader.raw(length))
  ) as [string, string, string];
  const expires = reader.int();
  if (reader.failed() || !isExpected) return undefined;
  return { nonce, temporaryKeyId, permanentKeyId, sessionId, expires, messageId };
}

/** The key of MTProto 1.0 for messages from a client (x = 0). */
function igeKey(key: Uint8Array, messageKey: Uint8Array): IgeKey {
  const a = sha1(messageKey, key.subarray(0, 32));
  const b = sha1(key.subarray(32, 48), messageKey, key.subarray(48, 64));
  const c = sha1(key.subarray(64, 96), messageKey);
  const d = sha1(messageKey, key.subarray(96, 128));
  return {
    key: concatBytes(a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)),
    iv: concatBytes(a.subarray(8, 20), b.subarray(0, 8), c.subarray(16, 20), d.subarray(0, 8)),
  };
}
