import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { BinaryReader } from "../../../src/gramjs.ts";
import {
  badMessage,
  destroyAuthKeyResult,
  destroySessionResult,
  messagesAck,
  messagesStateInfo,
  newSessionCreated,
  pong,
  RPC_ANSWER_DROPPED_RUNNING,
  RPC_ANSWER_UNKNOWN,
  rpcAnswerDropped,
  rpcErrorObject,
} from "../../../src/sandbox/mtproto/service_messages.ts";

const MESSAGE = { msgId: 4n, seqNo: 3, body: new Uint8Array(8) };

/** What GramJS's schema, written by others, makes of some bytes. */
function decoded(bytes: Uint8Array): unknown {
  const reader = new BinaryReader(Buffer.from(bytes));
  const object = reader.tgReadObject();
  assert.equal(reader.tellPosition(), bytes.length);
  return JSON.parse(JSON.stringify(object));
}

for (
  const [bytes, expected] of [
    [messagesAck([1n, 2n]), { className: "MsgsAck", msgIds: ["1", "2"] }],
    [badMessage(MESSAGE, 16, 9n), {
      className: "BadMsgNotification",
      badMsgId: "4",
      badMsgSeqno: 3,
      errorCode: 16,
    }],
    [badMessage(MESSAGE, 48, 9n), {
      className: "BadServerSalt",
      badMsgId: "4",
      badMsgSeqno: 3,
      errorCode: 48,
      newServerSalt: "9",
    }],
    [newSessionCreated(1n, 2n, 3n), {
      className: "NewSessionCreated",
      firstMsgId: "1",
      uniqueId: "2",
      serverSalt: "3",
    }],
    [pong(1n, 2n), { className: "Pong", msgId: "1", pingId: "2" }],
    [messagesStateInfo(1n, new Uint8Array([4, 1])), {
      className: "MsgsStateInfo",
      reqMsgId: "1",
      info: "\u0004\u0001",
    }],
    [rpcErrorObject({ code: 420, message: "FLOOD_WAIT_3" }), {
      className: "RpcError",
      errorCode: 420,
      errorMessage: "FLOOD_WAIT_3",
    }],
    [RPC_ANSWER_UNKNOWN, { className: "RpcAnswerUnknown" }],
    [RPC_ANSWER_DROPPED_RUNNING, { className: "RpcAnswerDroppedRunning" }],
    [rpcAnswerDropped(MESSAGE), { className: "RpcAnswerDropped", msgId: "4", seqNo: 3, bytes: 8 }],
    [destroySessionResult(5n, true), { className: "DestroySessionOk", sessionId: "5" }],
    [destroySessionResult(5n, false), { className: "DestroySessionNone", sessionId: "5" }],
    [destroyAuthKeyResult(true), { className: "DestroyAuthKeyOk" }],
    [destroyAuthKeyResult(false), { className: "DestroyAuthKeyNone" }],
  ] as const
) {
  Deno.test(`GramJS reads ${expected.className}`, () => {
    assert.deepEqual(decoded(bytes), expected);
  });
}
