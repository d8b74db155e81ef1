/**
 * Messages without encryption, which only the key exchange uses.
 *
 * @see https://core.telegram.org/mtproto/description#unencrypted-message
 * @module
 */

import { concatBytes, tlInt, tlLong, tlReader } from "./tl.ts";

/**
 * Takes a message out of its envelope.
 *
 * @returns Nothing if the identifier is no client's, or the length no multiple of four or more than
 * there is.
 *
 * @example
 * ```ts
 * import { openPlainMessage, plainMessage } from "./plain_message.ts";
 * import assert from "node:assert/strict";
 *
 * const body = new Uint8Array([1, 2, 3, 4]);
 * assert.deepEqual(openPlainMessage(plainMessage(8n, body)), body);
 * assert.equal(openPlainMessage(plainMessage(9n, body)), undefined);
 * ```
 */
export function openPlainMessage(payload: Uint8Array): Uint8Array | undefined {
  const reader = tlReader(payload);
  const [keyId, msgId, length] = [reader.long(), reader.long(), reader.uint()];
  const body = reader.raw(length);
  const isSound = keyId === 0n && (msgId & 3n) === 0n && length > 0 && length % 4 === 0;
  return isSound && !reader.failed() ? body : undefined;
}

/** Puts a message into its envelope. */
export function plainMessage(msgId: bigint, body: Uint8Array): Uint8Array {
  return concatBytes(tlLong(0n), tlLong(msgId), tlInt(body.length), body);
}
