/**
 * Progress notifications of one tool call.
 *
 * @module
 */

import type { ServerContext } from "@modelcontextprotocol/server";
import type { MessageCount, ToolCall } from "../tools/tool.ts";

/** Calls back each second until it is stopped. */
export type EverySecond = (tick: () => void) => () => void;

/** One call's progress. */
export interface CallProgress {
  readonly report: ToolCall["report"];
  readonly stop: () => void;
}

/** By how much a notification exceeds the one before where nothing was read in between. */
const STILL = 0.001;

/**
 * Tells a client that asked for it each second how far a call has come, and the first count at once.
 *
 * @param request What the SDK knows of the call.
 * @param everySecond The timer.
 */
export function progressOf(
  { _meta, notify }: Pick<ServerContext["mcpReq"], "_meta" | "notify">,
  everySecond: EverySecond,
): CallProgress {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { report: () => {}, stop: () => {} };
  let message = "Waiting for this server's turn at Telegram";
  let count: MessageCount | undefined;
  let progress = 0;
  const send = () => {
    const { done = progress + 1, total = 0 } = count ?? {};
    // "The progress value MUST increase with each notification" (MCP, utilities/progress).
    progress = Math.max(done, progress + STILL);
    const params = { progressToken, progress, message, ...(total >= progress ? { total } : {}) };
    // A client that has gone away needs no progress.
    notify({ method: "notifications/progress", params }).catch(() => {});
  };
  const stop = everySecond(send);
  const report: CallProgress["report"] = (words, counted) => {
    const isFirst = count === undefined && counted !== undefined;
    message = words;
    count = counted ?? count;
    if (isFirst) send();
  };
  return { report, stop };
}
