/**
 * One client connection, from its first byte to its end.
 *
 * @module
 */

import type { AuthKeyStore } from "./auth_keys.ts";
import type { Frame } from "./codec.ts";
import { openPacket } from "./encryption.ts";
import { createTransport } from "./framing.ts";
import { createKeyExchange, type KeyExchangeOptions } from "./key_exchange.ts";
import type { Link } from "./link.ts";
import type { ServerMessageKind } from "./message_ids.ts";
import { openPlainMessage, plainMessage } from "./plain_message.ts";
import { type ReceiveContext, receivePacket } from "./receive.ts";
import type { Session } from "./session.ts";
import { createSocketWriter } from "./socket_writer.ts";
import { tlInt, toHex } from "./tl.ts";
import type { Handling } from "./trouble.ts";

const READ_BYTES = 1 << 16;
/** Timers take no more milliseconds than this. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Errors that stand where a payload would.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#transport-errors
 */
const TRANSPORT_ERROR = {
  /** No such auth key, or a key exchange that went wrong. */
  notFound: -404,
  /** Too many connections. */
  flood: -429,
} as const;

/** What a connection needs of the server. */
export interface ConnectionContext extends ReceiveContext, KeyExchangeOptions {
  readonly authKeys: AuthKeyStore;
  readonly nextMessageId: (kind: ServerMessageKind) => bigint;
  /** Whether there are too many connections to serve another. */
  readonly isCrowded: () => boolean;
  /** Says how a new connection is handled, by its number. */
  readonly greet: (number: number) => Handling;
  /** Waits; resolves to false if the server closes meanwhile. */
  readonly wait: (milliseconds: number) => Promise<boolean>;
}

/** A connection being served. */
export interface Connection {
  /** Reads until the end; rejects only if the server itself is at fault. */
  serve(): Promise<void>;
  close(): void;
}

/**
 * Takes a connection over.
 *
 * @param number Counts connections from 1.
 */
export function createConnection(
  socket: Deno.TcpConn,
  number: number,
  context: ConnectionContext,
): Connection {
  const transport = createTransport();
  const keyExchange = createKeyExchange(context);
  const sessions = new Set<Session>();
  let refusal: number | undefined = context.isCrowded() ? TRANSPORT_ERROR.flood : undefined;
  let isOpen = true;
  let isEnding = false;
  let isSilent = false;
  let endsHalfway = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(timer);
    for (const session of sessions) session.detach(link);
    socket.close();
    transport.close();
  };
  const writer = createSocketWriter(socket, close);
  const link: Link = {
    number,
    isOpen: () => isOpen && !isEnding,
    send(packet) {
      if (!link.isOpen() || isSilent) return;
      const frame = transport.write(packet);
      writer.write(endsHalfway ? frame.subarray(0, frame.length >> 1) : frame);
      if (endsHalfway) closeDrained();
    },
    drained: () => writer.drained(),
    closeAfter(seconds) {
      clearTimeout(timer);
      timer = setTimeout(close, Math.min(Math.max(0, seconds * 1000), MAX_TIMER_MS));
    },
    close,
    closeDrained: () => closeDrained(),
    closeHalfway: () => void (endsHalfway = true),
    fallSilent() {
      isSilent = true;
      clearTimeout(timer);
    },
    fail: (code) => end(code),
  };
  const closeDrained = (): void => {
    isEnding = true;
    writer.drained().then(close);
  };
  const end = (error: number): void => {
    if (!link.isOpen()) return;
    writer.write(transport.write(tlInt(error)));
    closeDrained();
  };
  const receivePlain = (payload: Uint8Array): void => {
    const body = openPlainMessage(payload);
    const answer = body && keyExchange.answer(body);
    if (answer === undefined) return end(TRANSPORT_ERROR.notFound);
    if (answer.length > 0) link.send(plainMessage(context.nextMessageId("answer"), answer));
  };
  const receiveEncrypted = (payload: Uint8Array, wantsQuickAck: boolean): void => {
    const key = context.authKeys.get(toHex(payload.subarray(0, 8)));
    const isExpired = (key?.expiresAt ?? Infinity) <= context.clock();
    if (key === undefined || isExpired) return end(TRANSPORT_ERROR.notFound);
    const packet = openPacket(key, payload, "client");
    if (packet === undefined) return close();
    const quickAck = wantsQuickAck ? transport.quickAck(packet.quickAck) : undefined;
    if (quickAck !== undefined) writer.write(quickAck);
    const session = context.sessions.open(key, packet.message.sessionId);
    sessions.add(session);
    receivePacket(packet.message, session, link, context);
  };
  const receiveFrame = (frame: Frame): void => {
    // A frame that makes no sense says nothing about the others' connections: only this one ends.
    if (frame.kind === "broken" || frame.payload.length < 8) return close();
    if (refusal !== undefined) return end(refusal);
    const isPlain = frame.payload.subarray(0, 8).every((byte) => byte === 0);
    if (isPlain) receivePlain(frame.payload);
    else receiveEncrypted(frame.payload, frame.wantsQuickAck);
  };
  const receive = (chunk: Uint8Array): void => {
    for (const frame of transport.receive(chunk)) {
      if (link.isOpen() && !isSilent) receiveFrame(frame);
    }
  };
  const greet = async (): Promise<void> => {
    const { trouble, delayMs = 0 } = context.greet(number);
    if (delayMs > 0) await context.wait(delayMs);
    if (trouble?.kind === "drop") close();
    else if (trouble?.kind === "transport_error") refusal = trouble.code;
    else if (trouble !== undefined) link.fallSilent();
  };
  return {
    close,
    async serve() {
      const buffer = new Uint8Array(READ_BYTES);
      try {
        disableDelay(socket);
        await greet();
        for (;;) {
          const length = await readSome(socket, buffer);
          if (length === undefined) return;
          receive(buffer.subarray(0, length));
        }
      } finally {
        close();
        await writer.drained();
      }
    },
  };
}

/** Small packets are to leave at once. */
function disableDelay(socket: Deno.TcpConn): void {
  try {
    socket.setNoDelay(true);
  } catch {
    // Some systems refuse on a socket whose other end is gone already; reading will tell.
  }
}

/** Reads what is there; nothing at the end, whichever side brought it about. */
async function readSome(socket: Deno.Conn, buffer: Uint8Array): Promise<number | undefined> {
  try {
    return await socket.read(buffer) ?? undefined;
  } catch {
    // However a socket fails, its connection is over and the server goes on.
    return undefined;
  }
}
