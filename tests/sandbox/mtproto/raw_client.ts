/**
 * A client that says exactly what a test tells it to, over the abridged transport.
 */

import type { AuthKey } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { readContainer } from "../../../src/sandbox/mtproto/container.ts";
import { openPacket, sealMessage } from "../../../src/sandbox/mtproto/encryption.ts";
import type { NumberedMessage } from "../../../src/sandbox/mtproto/service_messages.ts";
import { concatBytes, tlReader } from "../../../src/sandbox/mtproto/tl.ts";

/** A message as it came, its constructor read already. */
export interface Received extends NumberedMessage {
  readonly constructor: number;
}

export interface RawClient {
  /** Sends bytes as they are. */
  write(bytes: Uint8Array): Promise<void>;
  /** Sends a payload in a frame. */
  frame(payload: Uint8Array): Promise<void>;
  /** Sends an encrypted message. */
  send(message: NumberedMessage): Promise<void>;
  /** Next payload; nothing once the server has closed the connection. */
  payload(): Promise<Uint8Array | undefined>;
  /** Next message that was encrypted, containers taken apart. */
  receive(): Promise<Received>;
  /** Next message with that constructor; others are passed over. */
  await(constructor: number): Promise<Received>;
  setSalt(salt: bigint): void;
  close(): void;
}

export interface RawClientOptions {
  readonly port: number;
  readonly key: AuthKey;
  readonly sessionId: bigint;
  readonly salt: bigint;
}

export async function connectRaw(options: RawClientOptions): Promise<RawClient> {
  const { port, key, sessionId } = options;
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const queue: Received[] = [];
  let salt = options.salt;
  let rest = new Uint8Array(0);

  const read = async (count: number): Promise<Uint8Array | undefined> => {
    while (rest.length < count) {
      const chunk = new Uint8Array(65536);
      const length = await socket.read(chunk).catch(() => null);
      if (length === null) return undefined;
      rest = new Uint8Array(concatBytes(rest, chunk.subarray(0, length)));
    }
    const taken = rest.slice(0, count);
    rest = rest.slice(count);
    return taken;
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
  };
  const frame = (payload: Uint8Array): Promise<void> => {
    const words = payload.length / 4;
    const head = words < 127 ? [words] : [127, words & 255, (words >> 8) & 255, words >> 16];
    return write(concatBytes(head, payload));
  };
  const payload = async (): Promise<Uint8Array | undefined> => {
    const first = (await read(1))?.[0];
    if (first === undefined) return undefined;
    if (first < 127) return read(first * 4);
    const [low, middle, high] = (await read(3))!;
    return read((low! | (middle! << 8) | (high! << 16)) * 4);
  };
  const receive = async (): Promise<Received> => {
    const waiting = queue.shift();
    if (waiting !== undefined) return waiting;
    const packet = await payload();
    const opened = packet && openPacket(key, packet, "server");
    if (opened === undefined) throw new Error("Cannot receive: no message came");
    const { message } = opened;
    for (const part of readContainer(message) ?? [message]) {
      const { msgId, seqNo, body } = part;
      queue.push({ msgId, seqNo, body, constructor: tlReader(body).uint() });
    }
    return receive();
  };
  await write(new Uint8Array([0xef]));
  return {
    write,
    frame,
    payload,
    receive,
    send: (message) => frame(sealMessage(key, { ...message, salt, sessionId }, "client")),
    async await(constructor) {
      for (;;) {
        const message = await receive();
        if (message.constructor === constructor) return message;
      }
    },
    setSalt: (value) => salt = value,
    close: () => socket.close(),
  };
}
