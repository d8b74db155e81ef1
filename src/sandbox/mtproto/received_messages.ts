/**
 * Which messages of a client a session has seen, so that none is acted on twice, and whether their
 * sequence numbers rise with their identifiers.
 *
 * @see https://core.telegram.org/mtproto/description#message-sequence-number-msg-seqno
 * @module
 */

import { countBelow } from "../world/world.ts";
import { BAD_MESSAGE } from "./bad_message.ts";

/** How many messages are remembered. */
const MEMORY = 2048;

/** What a session knows of a message: never heard of, received, or too old to tell. */
export type Receipt = "unknown" | "received" | "forgotten";

/** A session's memory of the client's messages. */
export interface ReceivedMessages {
  receiptOf(msgId: bigint): Receipt;
  /** Judges a new message's number against its neighbours; a code of `bad_msg_notification`. */
  seqNoFault(msgId: bigint, seqNo: number): number | undefined;
  /** Remembers a message. */
  add(msgId: bigint, seqNo: number): void;
  /** The highest identifier so far; 0 before the first. */
  highest(): bigint;
}

interface Entry {
  readonly msgId: bigint;
  readonly seqNo: number;
}

/**
 * Makes an empty memory.
 *
 * @example
 * ```ts
 * import { createReceivedMessages } from "./received_messages.ts";
 * import assert from "node:assert/strict";
 *
 * const received = createReceivedMessages();
 * received.add(8n, 1);
 * assert.equal(received.receiptOf(8n), "received");
 * assert.equal(received.seqNoFault(12n, 1), 32);
 * assert.equal(received.seqNoFault(12n, 3), undefined);
 * ```
 */
export function createReceivedMessages(): ReceivedMessages {
  /** Sorted by identifier; numbers never fall. */
  const entries: Entry[] = [];
  let forgotten = 0n;

  const placeOf = (msgId: bigint): number =>
    countBelow(entries.length, (index) => entries[index]!.msgId < msgId);

  return {
    receiptOf(msgId) {
      if (msgId <= forgotten) return "forgotten";
      return entries[placeOf(msgId)]?.msgId === msgId ? "received" : "unknown";
    },
    seqNoFault(msgId, seqNo) {
      const place = placeOf(msgId);
      if (isOutOfOrder(entries[place - 1]?.seqNo, seqNo)) return BAD_MESSAGE.seqNoTooLow;
      if (isOutOfOrder(seqNo, entries[place]?.seqNo)) return BAD_MESSAGE.seqNoTooHigh;
      return undefined;
    },
    add(msgId, seqNo) {
      entries.splice(placeOf(msgId), 0, { msgId, seqNo });
      if (entries.length <= MEMORY) return;
      forgotten = entries.splice(0, MEMORY / 2).at(-1)!.msgId;
    },
    highest: () => entries.at(-1)?.msgId ?? 0n,
  };
}

/** Equal even numbers are fine: messages that are not content-related share one. */
function isOutOfOrder(lower: number | undefined, higher: number | undefined): boolean {
  if (lower === undefined || higher === undefined) return false;
  return lower > higher || (lower === higher && lower % 2 !== 0);
}
