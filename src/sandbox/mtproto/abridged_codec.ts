/**
 * The abridged transport: the length in words, in one byte or in 0x7f and three bytes. The highest
 * bit of the first byte asks for a quick acknowledgement.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#abridged
 * @module
 */

import type { ByteQueue } from "./byte_queue.ts";
import { broken, type Codec, lengthProblem } from "./codec.ts";
import { concatBytes, tlInt } from "./tl.ts";

const LONG_LENGTH = 0x7f;
const QUICK_ACK = 0x80;

/** Makes the codec of one connection. */
export function createAbridgedCodec(): Codec {
  return {
    read(input) {
      const head = readHead(input);
      if (head === undefined) return undefined;
      const problem = lengthProblem(head.length);
      if (problem !== undefined) return broken(problem);
      if (input.length() < head.size + head.length) return undefined;
      const payload = input.take(head.size + head.length).subarray(head.size);
      return { kind: "payload", payload, wantsQuickAck: head.wantsQuickAck };
    },
    write(payload) {
      const words = payload.length >> 2;
      const head = words < LONG_LENGTH
        ? [words]
        : [LONG_LENGTH, words & 255, (words >> 8) & 255, words >> 16];
      return concatBytes(head, payload);
    },
    quickAck: (token) => tlInt(token).reverse(),
  };
}

interface Head {
  /** How many bytes the length itself takes. */
  readonly size: number;
  /** The payload's length in bytes. */
  readonly length: number;
  readonly wantsQuickAck: boolean;
}

function readHead(input: ByteQueue): Head | undefined {
  const [first, low, middle, high] = input.peek(Math.min(4, input.length()));
  if (first === undefined) return undefined;
  const wantsQuickAck = (first & QUICK_ACK) !== 0;
  const words = first & ~QUICK_ACK;
  if (words !== LONG_LENGTH) return { size: 1, length: words * 4, wantsQuickAck };
  if (high === undefined) return undefined;
  return { size: 4, length: (low! | (middle! << 8) | (high << 16)) * 4, wantsQuickAck };
}
