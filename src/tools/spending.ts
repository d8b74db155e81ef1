/**
 * What one tool call costs at Telegram.
 *
 * @module
 */

import type { CallOptions, Wait } from "../telegram/port.ts";
import type { ToolCall } from "./tool.ts";

/** Adds up what a tool call's Telegram calls cost. */
export interface Spending {
  /** For every Telegram call that the tool call makes. */
  readonly options: CallOptions;
  readonly sum: () => { readonly telegramCalls: number; readonly waitedMs: number };
}

/**
 * Begins to count.
 *
 * @param call Its signal ends the Telegram calls; it hears of each of them.
 * @returns The options to make calls with, and their sum.
 *
 * @example Two calls, one of which waited
 * ```ts
 * import { spending } from "./spending.ts";
 * import assert from "node:assert/strict";
 *
 * const reports: string[] = [];
 * const report = (words: string) => void reports.push(words);
 * const spent = spending({ signal: new AbortController().signal, report });
 * spent.options.called?.();
 * spent.options.called?.();
 * spent.options.waited?.(250);
 * assert.deepEqual(spent.sum(), { telegramCalls: 2, waitedMs: 250 });
 * assert.deepEqual(reports, ["Telegram call 1 is under way", "Telegram call 2 is under way"]);
 * ```
 */
export function spending({ signal, report }: Pick<ToolCall, "report" | "signal">): Spending {
  let telegramCalls = 0;
  let waitedMs = 0;
  let sleptMs = 0;
  return {
    options: {
      signal,
      called() {
        telegramCalls += 1;
        report(`Telegram call ${telegramCalls} is under way`);
      },
      slept: () => sleptMs,
      waiting(wait) {
        if (wait.reason === "flood") sleptMs += wait.ms;
        report(waitWords(wait));
      },
      waited: (ms) => void (waitedMs += ms),
    },
    sum: () => ({ telegramCalls, waitedMs }),
  };
}

const REASONS: Readonly<Record<Wait["reason"], string>> = {
  flood: "Telegram asked to wait",
  retry: "Telegram could not answer, trying again in",
};

function waitWords({ ms, reason }: Wait): string {
  return `${REASONS[reason]} ${Math.ceil(ms / 1000)} s`;
}
