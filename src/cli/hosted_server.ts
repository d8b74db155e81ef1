/**
 * A protocol server for one client, whichever way its messages come.
 *
 * @module
 */

import {
  type JSONRPCMessage,
  parseJSONRPCMessage,
  type ProtocolEra,
  type Server,
  type Transport,
} from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../model/log.ts";
import type { Channel } from "../telegram/lease/sealed_channel.ts";

/** What protocol servers are made with. */
export interface Serving {
  readonly newServer: (era?: ProtocolEra) => Server;
  readonly log: Log;
  /** Hears what a holder says to this process and not to its client; tells whether that was such a thing. */
  readonly hear?: (message: JSONRPCMessage) => boolean;
}

/** One that answers a client. */
export interface Answering {
  /** Hands over what the client says. */
  send(message: JSONRPCMessage): void;
  /** Ends it: work under way is cancelled. */
  close(): Promise<void>;
}

/**
 * Makes a server.
 *
 * @param serving What it is made with.
 * @param toClient Takes what it says.
 */
export function hostedServer(
  { newServer, log }: Serving,
  toClient: (message: JSONRPCMessage) => Promise<void>,
): Answering {
  const transport: Transport = {
    start: () => Promise.resolve(),
    send: toClient,
    close: () => Promise.resolve(transport.onclose?.()),
  };
  const { close } = serveStdio(({ era }) => newServer(era), {
    transport,
    onerror: (error) => log("warn", "protocol error", { error: error.name }),
  });
  return { send: (message) => transport.onmessage?.(message), close };
}

/**
 * Serves another process until it goes, or is sent away.
 *
 * @param serving What its server is made with.
 * @param channel What it says, and is told.
 */
export async function serveGuest(serving: Serving, channel: Channel): Promise<void> {
  serving.log("info", "another process shares this one's session");
  const server = hostedServer(serving, (message) => channel.send(JSON.stringify(message)));
  for await (const message of messagesOf(channel)) server.send(message);
  await server.close();
  serving.log("info", "a process that shared the session has gone");
}

/**
 * The messages that come over a channel, until its end, or until something comes that is none.
 *
 * @param channel The channel; it is closed when they end.
 */
export async function* messagesOf(channel: Channel): AsyncGenerator<JSONRPCMessage> {
  while (true) {
    const message = messageIn(await channel.receive());
    if (message === undefined) return channel.close();
    yield message;
  }
}

function messageIn(text: string | undefined): JSONRPCMessage | undefined {
  try {
    return text === undefined ? undefined : parseJSONRPCMessage(JSON.parse(text));
  } catch {
    // One of us never says such a thing: the conversation makes no sense any more.
    return undefined;
  }
}
