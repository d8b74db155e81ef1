/**
 * What the transports of MTProto have in common.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports
 * @module
 */

import type { ByteQueue } from "./byte_queue.ts";

/**
 * The longest payload taken from a client, in bytes. Containers are at most about a megabyte, parts of
 * files half of one.
 */
export const MAX_PAYLOAD = 1 << 21;

/** A payload, or the reason why this connection cannot be read any further. */
export type Frame =
  | { readonly kind: "payload"; readonly payload: Uint8Array; readonly wantsQuickAck: boolean }
  | { readonly kind: "broken"; readonly reason: string };

/** How one transport frames payloads. A codec belongs to one connection. */
export interface Codec {
  /** Takes one frame off the queue; nothing if it has not arrived whole. */
  read(input: ByteQueue): Frame | undefined;
  /** Frames a payload. */
  write(payload: Uint8Array): Uint8Array;
  /** Writes a quick acknowledgement; nothing if this transport has none. */
  quickAck(token: number): Uint8Array | undefined;
}

/** A frame that cannot be read. */
export function broken(problem: string): Frame {
  return { kind: "broken", reason: `Cannot read frame: ${problem}` };
}

/** Says what is wrong with a payload's length, if something is. */
export function lengthProblem(length: number): string | undefined {
  if (length < 4 || length > MAX_PAYLOAD) return `length ${length} is not in 4 to ${MAX_PAYLOAD}`;
  return length % 4 === 0 ? undefined : `length ${length} is no multiple of 4`;
}
