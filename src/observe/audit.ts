/**
 * The audit: one line of JSON for each tool call, apart from the log. Chats are pseudonyms that only
 * the holder of `TGTK_PII_KEY` can tell: the first 128 bits of HMAC-SHA-256 over `tgtk audit chat ` and
 * the chat's marked id, in hexadecimal. What was searched for and what was found is not in it.
 *
 * @module
 */

import { createHmac } from "node:crypto";
import type { CallFacts, Observer } from "../model/observer.ts";
import { timer } from "./timed.ts";

/** How the audit is written. */
export interface AuditOptions {
  /** At least 32 bytes. */
  readonly key: Uint8Array;
  /** Takes one line, without its line break. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds; the system's monotonic clock by default. */
  readonly clock?: () => number;
}

/**
 * Writes the audit.
 *
 * @param options How.
 * @returns What listens to tool calls.
 *
 * @example A page of a chat
 * ```ts
 * import { audit } from "./audit.ts";
 * import assert from "node:assert/strict";
 *
 * const lines: string[] = [];
 * const write = (line: string) => void lines.push(line);
 * const { toolCall } = audit({ key: new Uint8Array(32), write, now: () => 0, clock: () => 0 });
 * toolCall({ tool: "tg_fetch_history", principal: "anna" })
 *   .end({ status: "ok", facts: { chatIds: [-1001], window: { from: 86400 }, messages: 50 } });
 * assert.deepEqual(JSON.parse(lines[0]!), {
 *   audit: "tool call",
 *   time: "1970-01-01T00:00:00.000Z",
 *   principal: "anna",
 *   tool: "tg_fetch_history",
 *   chats: ["f458eda217ef21f38500e45642cebacf"],
 *   from: "1970-01-02T00:00:00.000Z",
 *   rows: 50,
 *   outcome: "ok",
 *   duration_ms: 0,
 * });
 * ```
 */
export function audit(options: AuditOptions): Pick<Observer, "toolCall"> {
  const timed = timer(options.clock ?? (() => performance.now()));
  return {
    toolCall: ({ principal, tool }) => {
      const time = new Date(options.now()).toISOString();
      return timed(({ facts, status }, seconds) => {
        const { chatIds = [], messages, topics, window = {} } = facts;
        options.write(JSON.stringify({
          audit: "tool call",
          time,
          principal,
          tool,
          chats: chatIds.map((id) => pseudonym(id, options.key)),
          ...drawnWindow(window),
          rows: messages ?? topics ?? 0,
          outcome: status,
          duration_ms: Math.round(seconds * 1000),
        }));
      });
    },
  };
}

/** Half open, as it was asked for; an end that is absent is open. */
function drawnWindow({ from, to }: NonNullable<CallFacts["window"]>) {
  return {
    ...(from === undefined ? {} : { from: new Date(from * 1000).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to * 1000).toISOString() }),
  };
}

function pseudonym(chatId: number, key: Uint8Array): string {
  return createHmac("sha256", key).update(`tgtk audit chat ${chatId}`).digest("hex").slice(0, 32);
}
