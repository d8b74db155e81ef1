/**
 * A run's time, and the signal that ends with it.
 *
 * @module
 */

import type { ExportDeps } from "./export.ts";

/** A run's time. */
export interface TimeLimit {
  /** Aborts when the time is over, or when the caller's signal does. */
  readonly signal: AbortSignal;
  /** Whether the time was over first. */
  readonly isOver: () => boolean;
  /** Milliseconds that are left. */
  readonly leftMs: () => number;
  /** Stops the clock. */
  readonly end: () => Promise<void>;
}

/**
 * Starts the clock.
 *
 * @param caller The caller's signal.
 * @param ms Milliseconds; absent: no limit.
 * @param deps The clock, and what sleeps.
 */
export function startTimeLimit(
  caller: AbortSignal,
  ms: number | undefined,
  { clock, sleep }: Pick<ExportDeps, "clock" | "sleep">,
): TimeLimit {
  const over = new AbortController();
  const ended = new AbortController();
  const since = clock();
  const asleep = ms === undefined ? Promise.resolve() : sleep(ms, ended.signal).then(() => {
    if (!ended.signal.aborted) over.abort();
  });
  return {
    signal: AbortSignal.any([caller, over.signal]),
    isOver: () => over.signal.aborted && !ended.signal.aborted,
    leftMs: () => ms === undefined ? Infinity : Math.max(0, ms - (clock() - since)),
    end: async () => {
      ended.abort();
      await asleep;
    },
  };
}
