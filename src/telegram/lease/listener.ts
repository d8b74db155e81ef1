/**
 * A lease's port from inside: it says nothing until it is spoken to, tells every tgtk process who holds
 * it, and lets in those who prove that they know the session.
 *
 * @module
 */

import { closeQuietly } from "../close_quietly.ts";
import { type LeaseKey, newNonce } from "./key.ts";
import {
  type ClaimState,
  claimWords,
  parseHello,
  readLine,
  writeClaim,
  writeLine,
} from "./line.ts";
import type { Welcome } from "./wire.ts";
import { type Channel, sealedChannel } from "./sealed_channel.ts";

/** Serves other processes of the same session. */
export interface Host {
  /** What is said to one that wants to be served under settings with that digest. */
  answer(settings: string): Welcome;
  /** Takes over the channel of one who was told `joined`. */
  serve(channel: Channel): void;
}

/** What a port stands for. */
export interface Held {
  readonly key: LeaseKey;
  /** Who others are told it is held by. */
  readonly holder: string;
  /** Nobody is served without it. */
  readonly host?: Host;
  /** How long others may take to prove that they know the session, in milliseconds. */
  readonly answerMs: number;
}

/** A port that is held. */
export interface LeaseListener {
  /** From now on the session is known to be ours. */
  hold(): void;
  /** Gives the port back; those who are served stay. Again: does nothing. */
  close(): Promise<void>;
}

/** Beyond it, who has been silent longest is sent away: one of us speaks at once. */
const MAX_UNPROVED = 256;

/** A digest of settings. */
const MAX_SETTINGS_BYTES = 256;

/** When the system has no more to give, such as handles. */
const ACCEPT_AGAIN_MS = 50;

/**
 * Holds a port and answers on it.
 *
 * @param port The port, on 127.0.0.1.
 * @param held What it stands for; others are told that it is being claimed, until `hold`.
 * @returns The listener, or `undefined` when the port is taken.
 */
export function listen(port: number, held: Held): LeaseListener | undefined {
  const listener = bind(port);
  if (listener === undefined) return undefined;
  // A lease that nobody gives back must not keep a finished process alive.
  listener.unref();
  let state: ClaimState = "claiming";
  let isOpen = true;
  const unproved = new Map<Deno.TcpConn, Promise<void>>();

  function receive(connection: Deno.TcpConn): void {
    const [oldest] = unproved.keys();
    if (oldest !== undefined && unproved.size >= MAX_UNPROVED) closeQuietly(oldest);
    const timer = setTimeout(() => closeQuietly(connection), held.answerMs);
    const received = converse(connection).finally(() => {
      clearTimeout(timer);
      unproved.delete(connection);
    });
    unproved.set(connection, received);
  }

  async function converse(connection: Deno.TcpConn): Promise<void> {
    const channel = await opened(connection);
    const settings = await channel?.receive(MAX_SETTINGS_BYTES);
    if (channel === undefined || settings === undefined) return closeQuietly(connection);
    const welcome = answerTo(settings);
    await channel.send(welcome);
    if (welcome === "joined" && isOpen) held.host?.serve(channel);
    else channel.close();
  }

  function answerTo(settings: string): Welcome {
    if (state === "claiming" || !isOpen) return "later";
    return held.host?.answer(settings) ?? "alone";
  }

  /** Says who we are to whoever says hello; to others nothing. */
  async function opened(connection: Deno.TcpConn): Promise<Channel | undefined> {
    const asked = parseHello(await readLine(connection));
    if (asked === undefined) return undefined;
    const said = { holder: held.holder, state, nonce: newNonce() };
    const proof = await held.key.prove(claimWords(port, asked, said));
    if (!await writeLine(connection, writeClaim({ ...said, proof }))) return undefined;
    const keys = await held.key.conversation([String(port), asked, said.nonce]);
    return sealedChannel(connection, { seal: keys.holder, open: keys.asker });
  }

  const accepting = acceptAll(listener, () => isOpen, receive);
  return {
    hold: () => void (state = "held"),
    close: async () => {
      if (isOpen) {
        isOpen = false;
        // What is waited for has to count again.
        listener.ref();
        listener.close();
        for (const connection of unproved.keys()) closeQuietly(connection);
      }
      await accepting;
      await Promise.all(unproved.values());
    },
  };
}

async function acceptAll(
  listener: Deno.TcpListener,
  isOpen: () => boolean,
  receive: (connection: Deno.TcpConn) => void,
): Promise<void> {
  while (isOpen()) {
    try {
      receive(await listener.accept());
    } catch {
      // Closed, one that was gone before it was accepted, or no handles left: those come back.
      if (isOpen()) await new Promise((resolve) => setTimeout(resolve, ACCEPT_AGAIN_MS));
    }
  }
}

function bind(port: number): Deno.TcpListener | undefined {
  try {
    return Deno.listen({ hostname: "127.0.0.1", port });
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return undefined;
    throw error;
  }
}
