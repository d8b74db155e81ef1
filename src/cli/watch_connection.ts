/**
 * Watches the connection to Telegram: for the log, and for those who ask whether tools can answer.
 *
 * @module
 */

import type { Log } from "../model/log.ts";
import type { Readiness } from "../model/readiness.ts";
import type { ConnectionEvent } from "../telegram/gramjs/telegram.ts";

/** What has been seen of the connection. */
export interface ConnectionWatch {
  readonly log: Log;
  readonly observe: (event: ConnectionEvent) => void;
  /** Not ready after the connection ended with a failure, until it is made again. */
  readonly ready: () => Promise<Readiness>;
}

/**
 * Makes a watch. A connection that was never needed counts as ready: the first call makes it.
 *
 * @param log Where events are told.
 * @returns The watch.
 */
export function watchConnection(log: Log): ConnectionWatch {
  let problems: readonly string[] = [];
  return {
    log,
    ready: () => Promise.resolve({ ready: problems.length === 0, problems }),
    observe(event) {
      if (event.type === "connected") {
        problems = [];
        return log("debug", "connected to Telegram");
      }
      if (event.type === "ended") {
        const { code } = event.failure;
        problems = [`The connection to Telegram has ended (${code}).`];
        return log("debug", "connection to Telegram ended", { code });
      }
      // What the library caught may quote private text: its name is enough.
      const error = event.error instanceof Error ? event.error.name : typeof event.error;
      return log("warn", "library error", { error });
    },
  };
}
