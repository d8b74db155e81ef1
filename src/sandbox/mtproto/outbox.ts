/**
 * Messages that the client has yet to acknowledge: they are sent again when it comes back.
 *
 * @see https://core.telegram.org/mtproto/service_messages_about_messages#acknowledgment-of-receipt
 * @module
 */

import type { Link } from "./link.ts";
import type { NumberedMessage } from "./service_messages.ts";

/** A client that never acknowledges makes the server forget the oldest beyond these. */
const MAX_MESSAGES = 1024;
const MAX_BYTES = 1 << 26;

/** A message that was sent, or waits for a connection. */
export interface OutboxEntry {
  readonly message: NumberedMessage;
  /** The query it answers, if it is an answer. */
  readonly requestId?: bigint;
  /** Where it was sent last. */
  link?: Link | undefined;
}

/** One session's messages without acknowledgement, oldest first. */
export interface Outbox {
  put(entry: OutboxEntry): void;
  /** By the message's own identifier. */
  get(msgId: bigint): OutboxEntry | undefined;
  /** By the query's identifier. */
  answerTo(requestId: bigint): OutboxEntry | undefined;
  forget(msgId: bigint): void;
  /** Those that no open connection has carried. */
  stranded(): OutboxEntry[];
}

/** Makes an empty outbox. */
export function createOutbox(): Outbox {
  const entries = new Map<bigint, OutboxEntry>();
  const answers = new Map<bigint, OutboxEntry>();
  let bytes = 0;

  const forget = (msgId: bigint): void => {
    const entry = entries.get(msgId);
    if (entry === undefined) return;
    entries.delete(msgId);
    bytes -= entry.message.body.length;
    if (entry.requestId !== undefined) answers.delete(entry.requestId);
  };
  const trim = (): void => {
    for (const msgId of entries.keys()) {
      if (entries.size <= MAX_MESSAGES && bytes <= MAX_BYTES) return;
      forget(msgId);
    }
  };
  return {
    put(entry) {
      entries.set(entry.message.msgId, entry);
      bytes += entry.message.body.length;
      if (entry.requestId !== undefined) answers.set(entry.requestId, entry);
      trim();
    },
    get: (msgId) => entries.get(msgId),
    answerTo: (requestId) => answers.get(requestId),
    forget,
    stranded: () =>
      [...entries.values()].filter(({ link }) => link === undefined || !link.isOpen()),
  };
}
