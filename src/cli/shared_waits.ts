/**
 * Flood waits that every process of a session knows of: whoever takes the session over, in the middle of
 * a wait, asks no earlier than its predecessor would have.
 *
 * The holder tells those who have joined, between the messages of the protocol and in their form; they
 * keep it for themselves.
 *
 * @module
 */

import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import * as z from "zod";
import { CALL_NAMES } from "../telegram/around.ts";
import { type Deadline, type Deadlines, deadlines } from "../telegram/deadlines.ts";
import type { Channel } from "../telegram/lease/sealed_channel.ts";

/** The account's deadlines, in one of the processes that share them. */
export interface SharedWaits {
  readonly known: Deadlines;
  /** Tells one who has just joined. */
  greet(channel: Pick<Channel, "send">): void;
  /**
   * Hears what the holder says.
   *
   * @returns Whether it was a wait, and no message to the client.
   */
  hear(message: JSONRPCMessage): boolean;
}

const METHOD = "notifications/tgtk/wait";

const MAX_SECONDS = 999_999_999;

const said = z.object({
  method: z.literal(METHOD),
  params: z.object({ name: z.enum(CALL_NAMES), seconds: z.int().min(1).max(MAX_SECONDS) }),
});

/**
 * Makes a record without deadlines.
 *
 * @param clock Milliseconds, of a clock that does not go back.
 * @param tell Sends a text to those who have joined.
 */
export function sharedWaits(clock: () => number, tell: (text: string) => void): SharedWaits {
  const known = deadlines(clock, (deadline) => tell(write(deadline)));
  return {
    known,
    greet: (channel) => {
      for (const deadline of known.pending()) void channel.send(write(deadline));
    },
    hear(message) {
      if (!("method" in message) || message.method !== METHOD) return false;
      const { data } = said.safeParse(message);
      if (data !== undefined) known.extend(data.params.name, data.params.seconds);
      return true;
    },
  };
}

function write(params: Deadline): string {
  return JSON.stringify({ jsonrpc: "2.0", method: METHOD, params });
}
