/**
 * What the server says about messages, sessions and keys, as TL.
 *
 * @see https://core.telegram.org/mtproto/service_messages
 * @see https://core.telegram.org/mtproto/service_messages_about_messages
 * @module
 */

import type { RpcError } from "../rpc.ts";
import { BAD_MESSAGE } from "./bad_message.ts";
import type { FutureSalt } from "./salts.ts";
import { concatBytes, tlBytes, tlInt, tlLong, tlLongs } from "./tl.ts";

/** A message as it stands in a container. */
export interface NumberedMessage {
  readonly msgId: bigint;
  readonly seqNo: number;
  readonly body: Uint8Array;
}

/** `msg_container`. */
export function container(messages: readonly NumberedMessage[]): Uint8Array {
  const parts = messages.flatMap(({ msgId, seqNo, body }) => [
    tlLong(msgId),
    tlInt(seqNo),
    tlInt(body.length),
    body,
  ]);
  return concatBytes(tlInt(0x73f1f8dc), tlInt(messages.length), ...parts);
}

/** `msgs_ack`. */
export function messagesAck(msgIds: readonly bigint[]): Uint8Array {
  return concatBytes(tlInt(0x62d6b459), tlLongs(msgIds));
}

/** `bad_server_salt` for that code, `bad_msg_notification` for all others. */
export function badMessage(
  { msgId, seqNo }: Pick<NumberedMessage, "msgId" | "seqNo">,
  code: number,
  salt: bigint,
): Uint8Array {
  const details = concatBytes(tlLong(msgId), tlInt(seqNo), tlInt(code));
  return code === BAD_MESSAGE.salt
    ? concatBytes(tlInt(0xedab447b), details, tlLong(salt))
    : concatBytes(tlInt(0xa7eff811), details);
}

/** `new_session_created`. */
export function newSessionCreated(firstMsgId: bigint, uniqueId: bigint, salt: bigint): Uint8Array {
  return concatBytes(tlInt(0x9ec20908), tlLong(firstMsgId), tlLong(uniqueId), tlLong(salt));
}

/** `pong`. */
export function pong(msgId: bigint, pingId: bigint): Uint8Array {
  return concatBytes(tlInt(0x347773c5), tlLong(msgId), tlLong(pingId));
}

/** `future_salts`; its vector is a bare one. */
export function futureSaltsMessage(
  requestId: bigint,
  now: number,
  salts: readonly FutureSalt[],
): Uint8Array {
  const items = salts.map(({ validSince, validUntil, salt }) =>
    concatBytes(tlInt(validSince), tlInt(validUntil), tlLong(salt))
  );
  const head = concatBytes(tlInt(0xae500895), tlLong(requestId), tlInt(Math.floor(now / 1000)));
  return concatBytes(head, tlInt(items.length), ...items);
}

/** `msgs_state_info`: a byte for each message asked about. */
export function messagesStateInfo(requestId: bigint, states: Uint8Array): Uint8Array {
  return concatBytes(tlInt(0x04deb57d), tlLong(requestId), tlBytes(states));
}

/** `rpc_result`. */
export function rpcResult(requestId: bigint, result: Uint8Array): Uint8Array {
  return concatBytes(tlInt(0xf35c6d01), tlLong(requestId), result);
}

/** `rpc_error`, to be put into an `rpc_result`. */
export function rpcErrorObject({ code, message }: RpcError): Uint8Array {
  return concatBytes(tlInt(0x2144ca19), tlInt(code), tlBytes(new TextEncoder().encode(message)));
}

/** `rpc_answer_unknown`: the server knows no such query. */
export const RPC_ANSWER_UNKNOWN: Uint8Array = tlInt(0x5e2ad36e);

/** `rpc_answer_dropped_running`: the query is being worked on, its answer will not be sent. */
export const RPC_ANSWER_DROPPED_RUNNING: Uint8Array = tlInt(0xcd78e586);

/** `rpc_answer_dropped`: the answer was waiting to be acknowledged, and is forgotten. */
export function rpcAnswerDropped({ msgId, seqNo, body }: NumberedMessage): Uint8Array {
  return concatBytes(tlInt(0xa43ad8b7), tlLong(msgId), tlInt(seqNo), tlInt(body.length));
}

/** `destroy_session_ok` or `destroy_session_none`. */
export function destroySessionResult(sessionId: bigint, wasKnown: boolean): Uint8Array {
  return concatBytes(tlInt(wasKnown ? 0xe22045fc : 0x62d350c9), tlLong(sessionId));
}

/** `destroy_auth_key_ok` or `destroy_auth_key_none`. */
export function destroyAuthKeyResult(wasKnown: boolean): Uint8Array {
  return tlInt(wasKnown ? 0xf660e1d4 : 0x0a9f2259);
}
