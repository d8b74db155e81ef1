/**
 * Watches the connection to Telegram: for the log, for metrics, and for those who ask whether tools
 * can answer.
 *
 * @module
 */

import type { Failure } from "../model/failure.ts";
import type { Log } from "../model/log.ts";
import type { Observer } from "../model/observer.ts";
import type { ConnectionEvent } from "../telegram/gramjs/telegram.ts";
import { failureSentence } from "../tools/failure_answer.ts";

/** What has been seen of the connection. */
export interface ConnectionWatch {
  readonly observe: (event: ConnectionEvent) => void;
  /** Which connection is up, counted from 1; 0 while none is. */
  readonly current: () => number;
  /** Telegram has refused the session, and no connection was made since. */
  readonly isRefused: () => boolean;
}

/**
 * Makes a watch.
 *
 * @param told Where events are told.
 * @returns The watch.
 */
export function watchConnection(
  { log, observer }: { readonly log: Log; readonly observer: Pick<Observer, "connection"> },
): ConnectionWatch {
  let made = 0;
  let isUp = false;
  let isRefused = false;
  return {
    current: () => isUp ? made : 0,
    isRefused: () => isRefused,
    observe(event) {
      if (event.type === "connected") {
        made += 1;
        isUp = true;
        isRefused = false;
        observer.connection("up");
        return log("debug", "connected to Telegram");
      }
      if (event.type === "ended") {
        isUp = false;
        isRefused = event.failure.code === "AUTH_REQUIRED";
        observer.connection("down");
        return logEnd(event.failure, log);
      }
      // What the library caught may quote private text: its name is enough.
      const error = event.error instanceof Error ? event.error.name : typeof event.error;
      return log("warn", "library error", { error });
    },
  };
}

/** A session that has ended is for its operator to see; connections that are lost are made again. */
function logEnd(failure: Failure, log: Log): void {
  const { code } = failure;
  if (code === "AUTH_REQUIRED") log("error", failureSentence(failure), { code });
  else log("debug", "connection to Telegram ended", { code });
}
