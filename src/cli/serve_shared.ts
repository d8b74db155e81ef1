/**
 * Serves one client, through this process's own connection to Telegram or through that of another
 * process; when that one ends, in the middle of whatever is under way, somebody else goes on.
 *
 * @module
 */

import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/server";
import { type Asked, askedRequests } from "./asked.ts";
import { type Answering, hostedServer, messagesOf, type Serving } from "./hosted_server.ts";
import type { Channel } from "../telegram/lease/sealed_channel.ts";
import type { Timer } from "../telegram/timeout.ts";
import { reminding } from "./reminding.ts";
import type { Seat, SharedSession } from "./shared_session.ts";
import { watchedChannel } from "./watched_channel.ts";

/** A client that is being served. */
export interface SharedServing {
  /** Ends it: work under way is cancelled. */
  close(): Promise<void>;
}

/**
 * Serves a client. Nothing of what it says waits for Telegram but its calls.
 *
 * @param client The client's own transport.
 * @param session Where this process has its place: holder of the session, or joined to it. Whoever is
 * refused a place serves all but calls, and asks for a place again with each of those.
 * @param serving What protocol servers are made with.
 * @param timer Times a holder's silence; the runtime's by default.
 */
export function serveShared(
  client: Transport,
  session: Pick<SharedSession, "seat">,
  serving: Serving,
  timer?: Timer,
): SharedServing {
  const ended = new AbortController();
  const asked: Asked = askedRequests();
  const reminders = reminding(asked.unfinished);
  let current: Answering | undefined;
  let isRefused = false;

  async function toClient(said: JSONRPCMessage): Promise<void> {
    const turn = reminders.heard(said);
    if (turn === undefined) return;
    if ("ask" in turn) return current?.send(turn.ask);
    const meant = asked.answer(turn.tell);
    // A client that has gone needs no answers; its process ends with it.
    if (meant !== undefined) await client.send(meant).catch(() => {});
  }

  /** Passes on what a holder says, until it ends. */
  async function follow(channel: Channel): Promise<void> {
    for await (const message of messagesOf(channel)) {
      if (serving.hear?.(message) !== true) await toClient(message);
    }
    if (ended.signal.aborted) return;
    serving.log("info", "the process that held the session no longer answers");
    await takePlace();
  }

  function joined(holder: Channel): Answering {
    const channel = watchedChannel(holder, { isWaiting: asked.isWaiting, timer });
    void follow(channel);
    return {
      send: (message) => void channel.send(JSON.stringify(message)),
      close: () => Promise.resolve(channel.close()),
    };
  }

  /** From here on somebody else answers, and is asked again what is not answered yet. */
  async function takePlace(): Promise<void> {
    const previous = current;
    current = undefined;
    await previous?.close();
    const seat = await session.seat(ended.signal).catch(refusedFor);
    if (ended.signal.aborted) return leave(seat);
    tell(seat);
    isRefused = seat.kind === "refused";
    reminders.changed();
    current = seat.kind === "joined" ? joined(seat.channel) : hostedServer(serving, toClient);
    for (const message of asked.again()) current.send(message);
  }

  function tell(seat: Seat): void {
    if (seat.kind === "joined") {
      serving.log("info", "another process of this session answers", { holder: seat.holder });
    } else if (seat.kind === "refused") {
      serving.log("warn", "cannot take the session", { code: seat.code });
    }
  }

  client.onmessage = (message) => {
    asked.hear(message);
    // Whoever takes the place is told what has to be known.
    if (current === undefined) return;
    if (isRefused && isCall(message)) void takePlace();
    else current.send(message);
  };
  client.onerror = (error) => serving.log("warn", "protocol error", { error: error.name });
  void takePlace();
  void client.start();

  return {
    async close() {
      ended.abort();
      await current?.close();
      await client.close();
    },
  };
}

/** What the system refuses is told by the calls, which need the session; all else can be answered. */
function refusedFor(_error: unknown): Seat {
  return { kind: "refused", code: "INTERNAL" };
}

function leave(seat: Seat): void {
  if (seat.kind === "joined") seat.channel.close();
}

function isCall(message: JSONRPCMessage): boolean {
  return "method" in message && message.method === "tools/call";
}
