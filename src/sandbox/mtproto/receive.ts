/**
 * What a session does with a decrypted packet: it is judged, taken apart, and each message in it is
 * acted on once.
 *
 * @see https://core.telegram.org/mtproto/service_messages_about_messages
 * @module
 */

import { BAD_MESSAGE } from "./bad_message.ts";
import { MSG_CONTAINER, readContainer } from "./container.ts";
import type { Message } from "./encryption.ts";
import { unpacked } from "./gzip_packed.ts";
import type { Link } from "./link.ts";
import { messageIdFault } from "./message_ids.ts";
import { currentSalt, isValidSalt } from "./salts.ts";
import { MSGS_ACK, SERVICES } from "./service_handlers.ts";
import { badMessage, newSessionCreated, type NumberedMessage } from "./service_messages.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import { randomBytes, tlReader } from "./tl.ts";

/** What acting on a message needs of the server. */
export interface ReceiveContext {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly sessions: Sessions;
  readonly forgetKey: (id: string) => boolean;
  /** Has a query of the API answered. */
  readonly runQuery: (exchange: Exchange) => void;
  /** Answers a query at once: it cannot be read. */
  readonly refuseQuery: (exchange: Exchange) => void;
}

/** A client's message, and where it came from. */
export interface Exchange {
  readonly message: NumberedMessage;
  readonly session: Session;
  readonly link: Link;
  readonly context: ReceiveContext;
}

/**
 * Takes a packet in.
 *
 * @param packet The packet's message: a single one or a container.
 */
export function receivePacket(
  packet: Message,
  session: Session,
  link: Link,
  context: ReceiveContext,
): void {
  session.attach(link);
  const at = { session, link, context };
  const now = context.clock();
  const messages = isContainer(packet) ? readContainer(packet) : [packet];
  const fault = packetFault(packet, messages, session, now);
  if (fault !== undefined || messages === undefined) {
    complain({ ...at, message: packet }, fault ?? BAD_MESSAGE.container);
    return;
  }
  if (isContainer(packet)) session.received.add(packet.msgId, packet.seqNo);
  announce(session, messages, link, now);
  for (const message of messages) receiveMessage({ ...at, message });
}

function isContainer({ body }: Message): boolean {
  return tlReader(body).uint() === MSG_CONTAINER;
}

/** Says what is wrong with a packet as a whole. */
function packetFault(
  packet: Message,
  messages: readonly NumberedMessage[] | undefined,
  session: Session,
  now: number,
): number | undefined {
  const fault = messageIdFault(packet.msgId, now);
  if (fault !== undefined) return fault;
  if (!isValidSalt(session.key, packet.salt, now)) return BAD_MESSAGE.salt;
  return isContainer(packet) ? containerFault(packet, messages, session) : undefined;
}

function containerFault(
  { msgId, seqNo }: Message,
  messages: readonly NumberedMessage[] | undefined,
  { received }: Session,
): number | undefined {
  if (received.receiptOf(msgId) !== "unknown") return BAD_MESSAGE.containerIdRepeated;
  if (seqNo % 2 !== 0) return BAD_MESSAGE.evenSeqNoExpected;
  const isSound = messages?.every((message) => message.msgId < msgId) ?? false;
  return isSound ? received.seqNoFault(msgId, seqNo) : BAD_MESSAGE.container;
}

/** Tells a client that its session is new: it would have to repeat what it sent before. */
function announce(
  session: Session,
  messages: readonly NumberedMessage[],
  link: Link,
  now: number,
): void {
  if (session.isAnnounced) return;
  session.isAnnounced = true;
  const first = messages.reduce((low, { msgId }) => msgId < low ? msgId : low, messages[0]!.msgId);
  const uniqueId = tlReader(randomBytes(8)).long();
  const body = newSessionCreated(first, uniqueId, currentSalt(session.key, now));
  session.send(body, { kind: "other", isContentRelated: true, link });
}

function receiveMessage(exchange: Exchange): void {
  const { message: { msgId, seqNo, body }, session: { received } } = exchange;
  const receipt = received.receiptOf(msgId);
  if (receipt === "received") return repeat(exchange);
  if (receipt === "forgotten") return complain(exchange, BAD_MESSAGE.tooOld);
  const content = unpacked(body);
  const fault = messageFault(exchange, content);
  if (fault !== undefined) return complain(exchange, fault);
  received.add(msgId, seqNo);
  act(exchange, content);
}

/** Says what is wrong with a message that was never received before. */
function messageFault(
  { message: { msgId, seqNo }, session: { received } }: Exchange,
  content: Uint8Array | undefined,
): number | undefined {
  if ((msgId & 3n) !== 0n) return BAD_MESSAGE.idParity;
  return parityFault(content, seqNo) ?? received.seqNoFault(msgId, seqNo);
}

/**
 * Queries of the API are content-related. Service messages are not or need not be, but clients that
 * Telegram serves number even their acknowledgements as if they were: both numbers are taken.
 */
function parityFault(content: Uint8Array | undefined, seqNo: number): number | undefined {
  const isService = content !== undefined && SERVICES.has(tlReader(content).uint());
  return isService || seqNo % 2 !== 0 ? undefined : BAD_MESSAGE.oddSeqNoExpected;
}

function act(exchange: Exchange, content: Uint8Array | undefined): void {
  const { message, session, context } = exchange;
  if (content === undefined) return context.refuseQuery(exchange);
  const reader = tlReader(content);
  const constructor = reader.uint();
  // An acknowledgement that asked for one itself would never end.
  const needsAck = message.seqNo % 2 !== 0 && constructor !== MSGS_ACK;
  if (needsAck) session.acknowledge(message.msgId);
  const service = SERVICES.get(constructor);
  const opened = { ...exchange, message: { ...message, body: content } };
  if (service === undefined) return context.runQuery(opened);
  if (!service(reader, opened)) context.refuseQuery(exchange);
}

/** A message that was received before: its answer, if there is one yet, may have been lost. */
function repeat({ message: { msgId, seqNo }, session, link }: Exchange): void {
  const answer = session.outbox.answerTo(msgId);
  if (answer !== undefined) session.resend(answer.message.msgId, link);
  else if (seqNo % 2 !== 0) session.acknowledge(msgId);
}

function complain({ message, session, link, context }: Exchange, code: number): void {
  const salt = currentSalt(session.key, context.clock());
  const body = badMessage(message, code, salt);
  session.send(body, { kind: "answer", isContentRelated: false, requestId: message.msgId, link });
}
