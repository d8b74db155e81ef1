/**
 * Log lines for calls: what was called, how it ended, how long it took.
 *
 * @module
 */

import type { Log } from "../model/log.ts";
import type { Observer } from "../model/observer.ts";
import { timer } from "./timed.ts";

/**
 * Logs each tool call and each call to Telegram at `debug`, and at `warn` that Telegram asks to wait.
 *
 * @param log Where to.
 * @param clock Milliseconds; the system's monotonic clock by default.
 */
export function callLog(
  log: Log,
  clock: () => number = () => performance.now(),
): Pick<Observer, "toolCall" | "telegramCall"> {
  const timed = timer(clock);
  return {
    toolCall: ({ tool }) =>
      timed(({ status }, seconds) => log("debug", "tool call", { tool, status, ms: ms(seconds) })),
    telegramCall: ({ method }) =>
      timed(({ floodWaitS, status }, seconds) => {
        log("debug", "Telegram call", { method, status, ms: ms(seconds) });
        if (floodWaitS !== undefined) {
          log("warn", "Telegram asks to wait", { method, seconds: floodWaitS });
        }
      }),
  };
}

function ms(seconds: number): number {
  return Math.round(seconds * 1000);
}
