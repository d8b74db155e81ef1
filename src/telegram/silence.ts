/**
 * Notices a peer that has fallen silent while somebody waits for it: TCP itself would take minutes.
 *
 * @module
 */

import { systemTimer, type Timer } from "./timeout.ts";

/** Silence after which the peer is asked for a sign of life, in milliseconds. */
export const ASK_AFTER_MS = 5000;

/** Silence after which the peer counts as gone, in milliseconds. */
export const GONE_AFTER_MS = 14_000;

/** What to do about silence. */
export interface SilenceOptions {
  /** Asks for a sign of life. */
  readonly ask: () => void;
  /** The peer is gone. */
  readonly gone: () => void;
  /** The runtime's timer by default. */
  readonly timer?: Timer | undefined;
}

/** A watch over one peer. */
export interface SilenceWatch {
  /** The peer was heard. */
  heard(): void;
  /** Somebody waits; the function it gives says that they do no longer. */
  wait(): () => void;
}

/**
 * Makes a watch. It runs only while somebody waits: an idle connection may be silent, and costs nothing.
 *
 * @param options What to do.
 *
 * @example A peer that says nothing
 * ```ts
 * import { silenceWatch } from "./silence.ts";
 * import assert from "node:assert/strict";
 *
 * const done: string[] = [];
 * const rings: (() => void)[] = [];
 * const watch = silenceWatch({
 *   ask: () => done.push("asked"),
 *   gone: () => done.push("gone"),
 *   timer: (_ms, ring) => (rings.push(ring), () => {}),
 * });
 * watch.wait();
 * rings.shift()?.();
 * rings.shift()?.();
 * assert.deepEqual(done, ["asked", "gone"]);
 * ```
 */
export function silenceWatch(options: SilenceOptions): SilenceWatch {
  const timer = options.timer ?? systemTimer;
  let waiting = 0;
  let stop = () => {};

  function restart(): void {
    stop();
    if (waiting === 0) return;
    stop = timer(ASK_AFTER_MS, () => {
      stop = timer(GONE_AFTER_MS - ASK_AFTER_MS, options.gone);
      options.ask();
    });
  }

  return {
    heard: restart,
    wait: () => {
      waiting += 1;
      // Who joins the wait does not prolong the silence that others have met.
      if (waiting === 1) restart();
      let isWaiting = true;
      return () => {
        if (!isWaiting) return;
        isWaiting = false;
        waiting -= 1;
        if (waiting === 0) restart();
      };
    },
  };
}
