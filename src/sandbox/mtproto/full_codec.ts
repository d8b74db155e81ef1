/**
 * The full transport: length, sequence number, payload, CRC32. Frames are counted from 0 in each
 * direction; the length counts itself and everything else.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#full
 * @module
 */

import { crc32 } from "node:zlib";
import { broken, type Codec, lengthProblem } from "./codec.ts";
import { concatBytes, tlInt, tlReader } from "./tl.ts";

/** Length and sequence number before the payload, CRC32 after it. */
const OVERHEAD = 12;

/** Makes the codec of one connection. */
export function createFullCodec(): Codec {
  let received = 0;
  let sent = 0;
  return {
    read(input) {
      if (input.length() < 4) return undefined;
      const length = tlReader(input.peek(4)).int();
      const problem = lengthProblem(length - OVERHEAD);
      if (problem !== undefined) return broken(`payload ${problem}`);
      if (input.length() < length) return undefined;
      const frame = input.take(length);
      const seqNo = tlReader(frame.subarray(4, 8)).int();
      if (seqNo !== received) return broken(`sequence number ${seqNo} is not ${received}`);
      const sum = tlReader(frame.subarray(length - 4)).uint();
      if (sum !== crc32(frame.subarray(0, length - 4))) return broken("CRC32 does not match");
      received++;
      return { kind: "payload", payload: frame.slice(8, length - 4), wantsQuickAck: false };
    },
    write(payload) {
      const head = concatBytes(tlInt(payload.length + OVERHEAD), tlInt(sent++));
      return concatBytes(head, payload, tlInt(crc32(payload, crc32(head))));
    },
    quickAck: () => undefined,
  };
}
