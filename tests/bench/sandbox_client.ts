/**
 * A client that wants answers only to count them: it speaks the intermediate transport, and of each
 * packet it decrypts the three blocks that say how many answers are in it.
 */

import { Buffer } from "node:buffer";
import { createByteQueue } from "../../src/sandbox/mtproto/byte_queue.ts";
import { decryptIge, type IgeKey } from "../../src/aes/ige.ts";
import { type AuthKey, authKeyOf } from "../../src/sandbox/mtproto/auth_keys.ts";
import { MSG_CONTAINER, readContainer } from "../../src/sandbox/mtproto/container.ts";
import { openPacket, sealMessage } from "../../src/sandbox/mtproto/encryption.ts";
import { sha256 } from "../../src/sandbox/mtproto/hashes.ts";
import { createMessageIds } from "../../src/sandbox/mtproto/message_ids.ts";
import { currentSalt } from "../../src/sandbox/mtproto/salts.ts";
import type { NumberedMessage } from "../../src/sandbox/mtproto/service_messages.ts";
import { concatBytes, tlInt, tlReader } from "../../src/sandbox/mtproto/tl.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";

const INTERMEDIATE = 0xeeeeeeee;
const RPC_RESULT = 0xf35c6d01;
const READ_BYTES = 1 << 18;
/** `auth_key_id` and `msg_key`. */
const OUTER_HEADER = 24;
/** `salt`, `session_id`, `message_id`, `seq_no`, `message_data_length`, then constructor and count. */
const FIRST_BLOCKS = 48;
const BODY = 32;

/** A connection to a sandbox. */
export interface SandboxClient {
  /** Sends queries, all in one write. */
  send(queries: readonly Uint8Array[]): Promise<void>;
  /** Waits for the next packet. */
  packet(): Promise<Uint8Array>;
  /** How many answers are in a packet; in a container an acknowledgement would count as one. */
  count(packet: Uint8Array): number;
  /** What the queries that are answered in a packet were answered, decrypted. */
  answers(packet: Uint8Array): readonly Uint8Array[];
  close(): void;
}

/** Connects with the session that a sandbox says it is ready for. */
export async function connectClient(ready: SandboxReady): Promise<SandboxClient> {
  const key = keyOf(ready.string_session);
  const socket = await Deno.connect({ hostname: ready.host, port: ready.port });
  socket.setNoDelay(true);
  const sessionId = BigInt(Date.now());
  const nextId = createMessageIds(Date.now);
  const input = createByteQueue();
  const chunk = new Uint8Array(READ_BYTES);
  let sent = 0;

  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
  };
  const frame = (body: Uint8Array): Uint8Array => {
    const salt = currentSalt(key, Date.now());
    // A server's identifier of an answer is one more than a client's may be.
    const message = { salt, sessionId, msgId: nextId("answer") - 1n, seqNo: 2 * sent++ + 1, body };
    const packet = sealMessage(key, message, "client");
    return concatBytes(tlInt(packet.length), packet);
  };
  const take = async (length: number): Promise<Uint8Array> => {
    while (input.length() < length) {
      const read = await socket.read(chunk);
      if (read === null) throw new Error("Cannot read: the sandbox has closed the connection");
      input.push(chunk.subarray(0, read));
    }
    return input.take(length);
  };
  await write(tlInt(INTERMEDIATE));
  return {
    send: (queries) => write(concatBytes(...queries.map(frame))),
    packet: async () => await take(tlReader(await take(4)).uint()),
    count: (packet) => countAnswers(key, packet),
    answers: (packet) => messagesIn(key, packet).flatMap(resultOf),
    close: () => socket.close(),
  };
}

/** The auth key in a session string: DC (1), length (2), address, port (2), key. */
function keyOf(session: string): AuthKey {
  const parts = Buffer.from(session.slice(1), "base64");
  return authKeyOf(new Uint8Array(parts.subarray(1 + 2 + parts.readInt16BE(1) + 2)));
}

function countAnswers(key: AuthKey, packet: Uint8Array): number {
  const blocks = packet.slice(OUTER_HEADER, OUTER_HEADER + FIRST_BLOCKS);
  const body = tlReader(decryptIge(blocks, serverIgeKey(key, packet)).subarray(BODY));
  const constructor = body.uint();
  if (constructor === MSG_CONTAINER) return body.uint();
  return constructor === RPC_RESULT ? 1 : 0;
}

/** @see https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector */
function serverIgeKey(key: AuthKey, packet: Uint8Array): IgeKey {
  const messageKey = packet.subarray(8, OUTER_HEADER);
  const a = sha256(messageKey, key.bytes.subarray(8, 44));
  const b = sha256(key.bytes.subarray(48, 84), messageKey);
  return {
    key: concatBytes(a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)),
    iv: concatBytes(b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)),
  };
}

function messagesIn(key: AuthKey, packet: Uint8Array): readonly NumberedMessage[] {
  const opened = openPacket(key, packet, "server");
  if (opened === undefined) throw new Error("Cannot decrypt the sandbox's packet");
  return readContainer(opened.message) ?? [opened.message];
}

/** What stands after `rpc_result` and the query's identifier. */
function resultOf({ body }: NumberedMessage): readonly Uint8Array[] {
  return tlReader(body).uint() === RPC_RESULT ? [body.subarray(12)] : [];
}
