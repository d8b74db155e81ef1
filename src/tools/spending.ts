/**
 * What one tool call costs at Telegram.
 *
 * @module
 */

import type { CallOptions } from "../telegram/port.ts";

/** Adds up what a tool call's Telegram calls cost. */
export interface Spending {
  /** For every Telegram call that the tool call makes. */
  readonly options: CallOptions;
  readonly sum: () => { readonly telegramCalls: number; readonly waitedMs: number };
}

/**
 * Begins to count.
 *
 * @param signal Ends the calls.
 * @returns The options to make calls with, and their sum.
 *
 * @example Two calls, one of which waited
 * ```ts
 * import { spending } from "./spending.ts";
 * import assert from "node:assert/strict";
 *
 * const spent = spending(new AbortController().signal);
 * spent.options.called?.();
 * spent.options.called?.();
 * spent.options.waited?.(250);
 * assert.deepEqual(spent.sum(), { telegramCalls: 2, waitedMs: 250 });
 * ```
 */
export function spending(signal: AbortSignal): Spending {
  let telegramCalls = 0;
  let waitedMs = 0;
  return {
    options: {
      signal,
      called: () => void (telegramCalls += 1),
      waited: (ms) => void (waitedMs += ms),
    },
    sum: () => ({ telegramCalls, waitedMs }),
  };
}
