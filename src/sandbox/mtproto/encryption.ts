/**
 * The envelope of MTProto 2.0: `auth_key_id`, `msg_key`, then AES-256-IGE over header, message and
 * padding.
 *
 * @see https://core.telegram.org/mtproto/description#encrypted-message
 * @module
 */

import { decryptIge, encryptIge, type IgeKey } from "../../gramjs.ts";
import type { AuthKey } from "./auth_keys.ts";
import { sha256 } from "./hashes.ts";
import { concatBytes, equalBytes, randomBytes } from "./tl.ts";

/** `auth_key_id` and `msg_key`. */
const OUTER_HEADER = 24;
/** `salt`, `session_id`, `message_id`, `seq_no`, `message_data_length`. */
const INNER_HEADER = 32;
const BLOCK = 16;
const MIN_PADDING = 12;
const MAX_PADDING = 1024;

/** Who encrypted: the two sides use different parts of the key, by this offset (x in the documentation). */
export type Side = "client" | "server";
const OFFSET: Readonly<Record<Side, number>> = { client: 0, server: 8 };

/** A message with the fields that are encrypted along with it. */
export interface Message {
  readonly salt: bigint;
  readonly sessionId: bigint;
  readonly msgId: bigint;
  readonly seqNo: number;
  readonly body: Uint8Array;
}

/** A decrypted packet, and the token that a quick acknowledgement of it would carry. */
export interface OpenedPacket {
  readonly message: Message;
  readonly quickAck: number;
}

/**
 * Encrypts a message, with the least padding there may be (12 to 27 bytes).
 *
 * @returns The packet: what a transport frames.
 */
export function sealMessage(key: AuthKey, message: Message, side: Side): Uint8Array {
  const { body } = message;
  const used = INNER_HEADER + body.length;
  const padding = MIN_PADDING + (-(used + MIN_PADDING) & (BLOCK - 1));
  const plain = new Uint8Array(used + padding);
  const view = new DataView(plain.buffer);
  view.setBigUint64(0, BigInt.asUintN(64, message.salt), true);
  view.setBigUint64(8, BigInt.asUintN(64, message.sessionId), true);
  view.setBigUint64(16, BigInt.asUintN(64, message.msgId), true);
  view.setInt32(24, message.seqNo, true);
  view.setInt32(28, body.length, true);
  plain.set(body, INNER_HEADER);
  plain.set(randomBytes(padding), used);
  const messageKey = messageKeyHash(key, plain, side).slice(8, 24);
  return concatBytes(key.idBytes, messageKey, encryptIge(plain, igeKey(key, messageKey, side)));
}

/**
 * Decrypts a packet.
 *
 * @param side Who encrypted it.
 * @returns Nothing if the packet is no whole number of blocks, `msg_key` does not fit, or the length
 * or the padding (12 to 1024 bytes) is out of bounds. The documentation has such packets discarded.
 *
 * @example A packet that was meddled with
 * ```ts
 * import { authKeyOf } from "./auth_keys.ts";
 * import { openPacket, sealMessage } from "./encryption.ts";
 * import assert from "node:assert/strict";
 *
 * const key = authKeyOf(new Uint8Array(256).fill(5));
 * const message = { salt: 1n, sessionId: 2n, msgId: 4n, seqNo: 1, body: new Uint8Array(8) };
 * const packet = sealMessage(key, message, "client");
 * assert.deepEqual(openPacket(key, packet, "client")?.message, message);
 * packet[40] = packet[40]! ^ 1;
 * assert.equal(openPacket(key, packet, "client"), undefined);
 * ```
 */
export function openPacket(
  key: AuthKey,
  packet: Uint8Array,
  side: Side,
): OpenedPacket | undefined {
  const encrypted = packet.slice(OUTER_HEADER);
  if (encrypted.length < INNER_HEADER + BLOCK || encrypted.length % BLOCK !== 0) return undefined;
  const messageKey = packet.slice(8, OUTER_HEADER);
  const plain = decryptIge(encrypted, igeKey(key, messageKey, side));
  const hash = messageKeyHash(key, plain, side);
  if (!equalBytes(hash.subarray(8, 24), messageKey)) return undefined;
  const message = readMessage(plain);
  return message && { message, quickAck: quickAckToken(hash) };
}

function readMessage(plain: Uint8Array): Message | undefined {
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const length = view.getInt32(28, true);
  const padding = plain.length - INNER_HEADER - length;
  const isSound = length > 0 && length % 4 === 0 && padding >= MIN_PADDING &&
    padding <= MAX_PADDING;
  if (!isSound) return undefined;
  return {
    salt: view.getBigUint64(0, true),
    sessionId: view.getBigUint64(8, true),
    msgId: view.getBigUint64(16, true),
    seqNo: view.getInt32(24, true),
    body: plain.slice(INNER_HEADER, INNER_HEADER + length),
  };
}

/** `msg_key_large`; its middle 128 bits are `msg_key`. */
function messageKeyHash(key: AuthKey, plain: Uint8Array, side: Side): Uint8Array {
  const x = OFFSET[side];
  return sha256(key.bytes.subarray(88 + x, 120 + x), plain);
}

/** core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector */
function igeKey(key: AuthKey, messageKey: Uint8Array, side: Side): IgeKey {
  const x = OFFSET[side];
  const a = sha256(messageKey, key.bytes.subarray(x, x + 36));
  const b = sha256(key.bytes.subarray(40 + x, 76 + x), messageKey);
  return {
    key: concatBytes(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)),
    iv: concatBytes(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)),
  };
}

/** core.telegram.org/mtproto/mtproto-transports#quick-ack */
function quickAckToken(hash: Uint8Array): number {
  return (new DataView(hash.buffer, hash.byteOffset).getUint32(0, true) | 0x80000000) >>> 0;
}
