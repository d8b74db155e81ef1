/**
 * Messages that the server answers by itself, by their constructors. All others are queries of the API.
 *
 * @see https://core.telegram.org/mtproto/service_messages
 * @module
 */

import { messageState } from "./message_state.ts";
import type { Exchange } from "./receive.ts";
import { futureSalts } from "./salts.ts";
import {
  destroyAuthKeyResult,
  destroySessionResult,
  futureSaltsMessage,
  messagesStateInfo,
  pong,
  RPC_ANSWER_DROPPED_RUNNING,
  RPC_ANSWER_UNKNOWN,
  rpcAnswerDropped,
  rpcResult,
} from "./service_messages.ts";
import type { TlReader } from "./tl.ts";

/** `msgs_ack`, the one message that is never acknowledged. */
export const MSGS_ACK = 0x62d6b459;

/** Acts on a service message; false if it cannot be read. */
export type ServiceHandler = (reader: TlReader, exchange: Exchange) => boolean;

/** Handlers by constructor. */
export const SERVICES: ReadonlyMap<number, ServiceHandler> = new Map([
  [MSGS_ACK, service((reader) => reader.longs(), acknowledged)],
  [0x7abe77ec, service((reader) => reader.long(), ping)],
  [0xf3427b8c, service((reader) => [reader.long(), reader.int()] as const, pingDelayDisconnect)],
  [0xb921bd04, service((reader) => reader.int(), getFutureSalts)],
  [0xda69fb52, service((reader) => reader.longs(), messagesStateRequest)],
  [0x7d861a08, service((reader) => reader.longs(), messagesResendRequest)],
  [0x58e4a740, service((reader) => reader.long(), rpcDropAnswer)],
  [0xe7512126, service((reader) => reader.long(), destroySession)],
  [0xd1435160, service(() => undefined, destroyAuthKey)],
  // msgs_all_info, msgs_state_info and msg(_new)_detailed_info inform.
  [0x8cc0d131, ignore],
  [0x04deb57d, ignore],
  [0x276d3ec6, ignore],
  [0x809db6df, ignore],
]);

function service<T>(
  read: (reader: TlReader) => T,
  handle: (value: T, exchange: Exchange) => void,
): ServiceHandler {
  return (reader, exchange) => {
    const value = read(reader);
    if (reader.failed()) return false;
    handle(value, exchange);
    return true;
  };
}

function ignore(): boolean {
  return true;
}

/** Sends an answer that the client need not acknowledge. */
function reply(body: Uint8Array, { session, message, link }: Exchange): void {
  const requestId = message.msgId;
  session.send(body, { kind: "answer", isContentRelated: false, requestId, link });
}

/** Sends the answer to a query, which the client has to acknowledge. */
function answer(result: Uint8Array, requestId: bigint, { session, link }: Exchange): void {
  const body = rpcResult(requestId, result);
  session.send(body, { kind: "answer", isContentRelated: true, requestId, link });
}

function acknowledged(msgIds: readonly bigint[], { session }: Exchange): void {
  for (const msgId of msgIds) session.outbox.forget(msgId);
}

function ping(pingId: bigint, exchange: Exchange): void {
  reply(pong(exchange.message.msgId, pingId), exchange);
}

function pingDelayDisconnect(
  [pingId, seconds]: readonly [bigint, number],
  exchange: Exchange,
): void {
  exchange.link.closeAfter(seconds);
  ping(pingId, exchange);
}

function getFutureSalts(count: number, exchange: Exchange): void {
  const now = exchange.context.clock();
  const salts = futureSalts(exchange.session.key, now, count);
  reply(futureSaltsMessage(exchange.message.msgId, now, salts), exchange);
}

function messagesStateRequest(msgIds: readonly bigint[], exchange: Exchange): void {
  const { message, session, context } = exchange;
  const now = context.clock();
  const states = Uint8Array.from(msgIds, (msgId) => messageState(msgId, session, now));
  reply(messagesStateInfo(message.msgId, states), exchange);
}

/** Messages that are not there any more are told of as if their state had been asked for. */
function messagesResendRequest(msgIds: readonly bigint[], exchange: Exchange): void {
  const { session, link } = exchange;
  const isComplete = msgIds.every((msgId) => session.outbox.get(msgId) !== undefined);
  for (const msgId of msgIds) session.resend(msgId, link);
  if (!isComplete) messagesStateRequest(msgIds, exchange);
}

function rpcDropAnswer(requestId: bigint, exchange: Exchange): void {
  const { session, message } = exchange;
  const entry = session.outbox.answerTo(requestId);
  if (entry !== undefined) {
    session.outbox.forget(entry.message.msgId);
    answer(rpcAnswerDropped(entry.message), message.msgId, exchange);
  } else if (session.running.delete(requestId)) {
    // The documentation has both queries answered with this.
    answer(RPC_ANSWER_DROPPED_RUNNING, requestId, exchange);
    answer(RPC_ANSWER_DROPPED_RUNNING, message.msgId, exchange);
  } else {
    answer(RPC_ANSWER_UNKNOWN, message.msgId, exchange);
  }
}

/** A session cannot destroy itself. */
function destroySession(id: bigint, exchange: Exchange): void {
  const { session, context } = exchange;
  const wasKnown = id !== session.id && context.sessions.destroy(session.key, id);
  reply(destroySessionResult(id, wasKnown), exchange);
}

function destroyAuthKey(_: undefined, exchange: Exchange): void {
  const { session, context } = exchange;
  const wasKnown = context.forgetKey(session.key.id);
  context.sessions.destroyAll(session.key);
  reply(destroyAuthKeyResult(wasKnown), exchange);
}
