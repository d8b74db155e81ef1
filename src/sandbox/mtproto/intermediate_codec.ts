/**
 * The intermediate transport: the length in four bytes, whose highest bit asks for a quick
 * acknowledgement. Its padded form adds 0 to 15 random bytes, which the length counts.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#intermediate
 * @see https://core.telegram.org/mtproto/mtproto-transports#padded-intermediate
 * @module
 */

import { broken, type Codec, lengthProblem, MAX_PAYLOAD } from "./codec.ts";
import { concatBytes, randomBytes, tlInt, tlReader } from "./tl.ts";

const QUICK_ACK = 0x80000000;
const MAX_PADDING = 15;
/** A transport error is this long, and is sent without padding so that it can be told from a message. */
const ERROR_LENGTH = 4;

/** Makes the codec of one connection. */
export function createIntermediateCodec({ padded }: { readonly padded: boolean }): Codec {
  const problemOf = padded ? paddedLengthProblem : lengthProblem;
  return {
    read(input) {
      if (input.length() < 4) return undefined;
      const head = tlReader(input.peek(4)).uint();
      const length = head & ~QUICK_ACK;
      const problem = problemOf(length);
      if (problem !== undefined) return broken(problem);
      if (input.length() < 4 + length) return undefined;
      const payload = input.take(4 + length).subarray(4);
      const wantsQuickAck = head >= QUICK_ACK;
      return {
        kind: "payload",
        payload: padded ? withoutPadding(payload) : payload,
        wantsQuickAck,
      };
    },
    write(payload) {
      const hasPadding = padded && payload.length > ERROR_LENGTH;
      const padding = randomBytes(hasPadding ? randomBytes(1)[0]! & MAX_PADDING : 0);
      return concatBytes(tlInt(payload.length + padding.length), payload, padding);
    },
    quickAck: tlInt,
  };
}

function paddedLengthProblem(length: number): string | undefined {
  const isInRange = length >= 4 && length <= MAX_PAYLOAD + MAX_PADDING;
  return isInRange ? undefined : `length ${length} is not in 4 to ${MAX_PAYLOAD + MAX_PADDING}`;
}

/**
 * The padding's length is not told: an encrypted message is 24 bytes and whole blocks, a plain one
 * (its `auth_key_id` is 0) has its own length in its header of 20 bytes.
 */
function withoutPadding(payload: Uint8Array): Uint8Array {
  const reader = tlReader(payload);
  const isPlain = reader.long() === 0n;
  reader.long();
  const length = isPlain ? 20 + reader.uint() : payload.length - (payload.length - 24) % 16;
  return payload.slice(0, length);
}
