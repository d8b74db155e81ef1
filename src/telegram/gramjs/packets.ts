/**
 * Opens the packets of the data centre: `auth_key_id`, `msg_key`, then AES-256-IGE over header, message
 * and padding. GramJS could, but its cipher takes four times as long, it does not look at the session,
 * and it gives the padding out with the message.
 *
 * @see https://core.telegram.org/mtproto/description#encrypted-message
 * @see https://core.telegram.org/mtproto/security_guidelines#mtproto-encrypted-messages
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import { decryptIge, type IgeKey, SecurityError } from "../../gramjs.ts";
import { readInt, readLong, tlBytes } from "./tl_bytes.ts";

type Long = ReturnType<typeof readLong>;

/** A message that came alone in its packet. */
export interface OpenedMessage {
  readonly msgId: Long;
  readonly seqNo: number;
  /** Without the padding. */
  readonly body: Buffer;
}

/** Opens a packet of this session. */
export type OpenPacket = (packet: Buffer, sessionId: Long) => OpenedMessage;

/** `auth_key_id` and `msg_key`. */
const OUTER_HEADER = 24;
/** `salt`, `session_id`, `message_id`, `seq_no`, `message_data_length`. */
const INNER_HEADER = 32;
const BLOCK = 16;
const MIN_PADDING = 12;
const MAX_PADDING = 1024;
/** A packet that is sent again comes soon, or never. */
const REMEMBERED_IDS = 500;

/**
 * Makes what opens the packets of one connection.
 *
 * @param key The auth key, 256 bytes.
 * @returns It throws GramJS's `SecurityError`, which has the packet ignored, for what is not encrypted
 * with this key, was meddled with, is of another session, or came before.
 */
export function packetOpener(key: Buffer): OpenPacket {
  const keyId = createHash("sha1").update(key).digest().subarray(12, 20);
  const seen = new Set<string>();
  return (packet, sessionId) => {
    check(packet.subarray(0, 8).equals(keyId), "auth_key_id");
    const source = tlBytes(decrypted(key, packet));
    readLong(source); // the salt
    check(readLong(source).eq(sessionId), "session_id");
    const msgId = readLong(source);
    check(!seen.has(String(msgId)), "message_id");
    remember(seen, String(msgId));
    const seqNo = readInt(source);
    const length = readInt(source);
    const padding = source.bytes.length - INNER_HEADER - length;
    check(length >= 0 && padding >= MIN_PADDING && padding <= MAX_PADDING, "message_data_length");
    return { msgId, seqNo, body: source.bytes.subarray(INNER_HEADER, INNER_HEADER + length) };
  };
}

function decrypted(key: Buffer, packet: Buffer): Uint8Array {
  const encrypted = packet.subarray(OUTER_HEADER);
  check(encrypted.length > INNER_HEADER && encrypted.length % BLOCK === 0, "length");
  const messageKey = packet.subarray(8, OUTER_HEADER);
  const plain = decryptIge(encrypted, igeKey(key, messageKey));
  const hash = sha256(key.subarray(96, 128), plain);
  check(timingSafeEqual(hash.subarray(8, 24), messageKey), "msg_key");
  return plain;
}

/** With x = 8: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector */
function igeKey(key: Buffer, messageKey: Buffer): IgeKey {
  const a = sha256(messageKey, key.subarray(8, 44));
  const b = sha256(key.subarray(48, 84), messageKey);
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  };
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The oldest are forgotten. */
function remember(seen: Set<string>, id: string): void {
  seen.add(id);
  const [oldest] = seen;
  if (seen.size > REMEMBERED_IDS && oldest !== undefined) seen.delete(oldest);
}

function check(isSound: boolean, part: string): void {
  if (!isSound) throw new SecurityError(`Cannot accept packet: ${part} is wrong`);
}
