/**
 * What the server knows of a message, in one byte.
 *
 * @see https://core.telegram.org/mtproto/service_messages_about_messages#informational-message-regarding-status-of-messages
 * @module
 */

import { messageIdFault } from "./message_ids.ts";
import { BAD_MESSAGE } from "./bad_message.ts";
import type { Session } from "./session.ts";

const NOTHING_KNOWN = 1;
const NOT_RECEIVED = 2;
const NOT_RECEIVED_ID_TOO_HIGH = 3;
const RECEIVED = 4;
const BEING_WORKED_ON = 32;
const ANSWER_GENERATED = 64;

/**
 * Says what is known of a client's message.
 *
 * @param now Milliseconds since 1970.
 */
export function messageState(msgId: bigint, session: Session, now: number): number {
  const receipt = session.received.receiptOf(msgId);
  if (receipt === "received") return RECEIVED + progress(msgId, session);
  if (receipt === "forgotten" || messageIdFault(msgId, now) === BAD_MESSAGE.idTooLow) {
    return NOTHING_KNOWN;
  }
  return msgId > session.received.highest() ? NOT_RECEIVED_ID_TOO_HIGH : NOT_RECEIVED;
}

function progress(msgId: bigint, { running, outbox }: Session): number {
  if (running.has(msgId)) return BEING_WORKED_ON;
  return outbox.answerTo(msgId) === undefined ? 0 : BEING_WORKED_ON + ANSWER_GENERATED;
}
