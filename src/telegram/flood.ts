/**
 * Short flood waits are slept through, so that nobody notices; long ones are told to the caller.
 *
 * @module
 */

import { fail, type Failure, type Outcome } from "../model/failure.ts";
import { aroundCalls } from "./around.ts";
import type { Deadlines } from "./deadlines.ts";
import type { CallOptions, Telegram } from "./port.ts";
import { type Sleep, systemSleep } from "./sleep.ts";

/** How patient to be. */
export interface FloodOptions {
  readonly deadlines: Deadlines;
  /** Seconds that the calls of one question sleep at most, all their flood waits together. */
  readonly maxWaitS: number;
  /** The runtime's timer by default. */
  readonly sleep?: Sleep;
}

/** What to do about a flood wait: sleep, or give up and say how long it would take. */
export type FloodDecision =
  | { readonly sleep_ms: number }
  | { readonly retry_after_s: number };

/**
 * Decides about a flood wait.
 *
 * @param remainingMs How long the method's deadline is away.
 * @param sleptMs How long was slept already.
 * @param maxWaitS How long it may sleep in all, in seconds.
 *
 * @example Twenty seconds in all
 * ```ts
 * import { decideFlood } from "./flood.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(decideFlood(5000, 15_000, 20), { sleep_ms: 5000 });
 * assert.deepEqual(decideFlood(5001, 15_000, 20), { retry_after_s: 6 });
 * ```
 */
export function decideFlood(
  remainingMs: number,
  sleptMs: number,
  maxWaitS: number,
): FloodDecision {
  return sleptMs + remainingMs <= maxWaitS * 1000
    ? { sleep_ms: remainingMs }
    : { retry_after_s: Math.ceil(remainingMs / 1000) };
}

const CANCELLED: Failure = { code: "CANCELLED" };

/**
 * Wraps a port so that a call which meets a flood wait sleeps until its method's deadline and is made
 * again, as long as all the sleep of its question stays within bounds (`slept`; without it the call's
 * own); else it fails with `FLOOD_WAIT` and the
 * seconds. Its caller hears of each sleep before it begins (`waiting`) and after it (`waited`). Put it
 * outside of a pace: who sleeps keeps nobody else from their turn, and queues up again afterwards.
 *
 * @param telegram The port behind; its innermost part keeps the deadlines.
 * @param options How patient.
 */
export function withFloodWaits(telegram: Telegram, options: FloodOptions): Telegram {
  const sleep = options.sleep ?? systemSleep;
  return aroundCalls(telegram, async (name, call, run) => {
    let slept = 0;
    while (true) {
      const outcome = await run(call);
      if (!isFloodWait(outcome)) return outcome;
      const spent = Math.max(slept, call.slept?.() ?? 0);
      const decision = decideFlood(options.deadlines.remaining(name), spent, options.maxWaitS);
      if ("retry_after_s" in decision) return fail({ code: "FLOOD_WAIT", ...decision });
      await sleepOver(decision.sleep_ms, call, sleep);
      if (call.signal.aborted) return fail(CANCELLED);
      slept += decision.sleep_ms;
    }
  });
}

function isFloodWait(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.failure.code === "FLOOD_WAIT";
}

async function sleepOver(ms: number, call: CallOptions, sleep: Sleep): Promise<void> {
  call.waiting?.({ reason: "flood", ms });
  await sleep(ms, call.signal);
  call.waited?.(ms);
}
