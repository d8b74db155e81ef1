/**
 * Troubles that pass are tried again: all calls are reads, so asking twice changes nothing.
 *
 * @module
 */

import { fail, type Failure } from "../model/failure.ts";
import { aroundCalls } from "./around.ts";
import type { Telegram } from "./port.ts";
import { type Sleep, systemSleep } from "./sleep.ts";

/** How often, and how long. */
export interface RetryOptions {
  /** Milliseconds, of a clock that does not go back; the system's by default. */
  readonly clock?: () => number;
  /** The runtime's timer by default. */
  readonly sleep?: Sleep;
  /** From 0 up to, not including, 1; `Math.random` by default. */
  readonly random?: () => number;
}

const FIRST_MS = 250;
const LONGEST_MS = 2000;

/** Tries of one call, the first included. */
const MAX_TRIES = 20;

/**
 * How long after its first try began a call is still tried again. Hosts drop calls after a minute: the
 * last try, which may take 15 s, has to end before that.
 */
const PERSEVERE_MS = 40_000;

/**
 * How long to wait before a try: exponential backoff with full jitter, so that those who failed
 * together do not come back together.
 *
 * @param failures How many tries have failed, from 1.
 * @param random From 0 up to, not including, 1.
 * @returns Milliseconds, at most 2,000.
 *
 * @example
 * ```ts
 * import { backoffMs } from "./retry.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(backoffMs(1, 0.5), 125);
 * assert.equal(backoffMs(3, 0.5), 500);
 * assert.equal(backoffMs(30, 0.5), 1000);
 * ```
 */
export function backoffMs(failures: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)));
}

/**
 * Wraps a port so that a call which failed for a reason that passes (`UPSTREAM` with `transient`,
 * `TIMEOUT`) is made again: at most 20 tries, none begun later than 40 s after the first one. Other
 * failures are handed on at once. Put it outside of a pace: each try is a call like any other. How long
 * the first one waited for its turn does not count.
 *
 * @param telegram The port behind.
 * @param options The clock, the sleep and the dice.
 */
export function withRetries(telegram: Telegram, options: RetryOptions = {}): Telegram {
  const { clock = () => performance.now(), random = Math.random, sleep = systemSleep } = options;
  return aroundCalls(telegram, async (_name, call, run) => {
    let since = clock();
    const waited = (ms: number) => {
      since += ms;
      call.waited?.(ms);
    };
    let outcome = await run({ ...call, waited });
    for (let failures = 1; failures < MAX_TRIES; failures++) {
      if (outcome.ok || !isTransient(outcome.failure)) return outcome;
      const ms = backoffMs(failures, random());
      if (clock() - since + ms > PERSEVERE_MS) return outcome;
      call.waiting?.({ reason: "retry", ms });
      await sleep(ms, call.signal);
      if (call.signal.aborted) return fail({ code: "CANCELLED" });
      call.waited?.(ms);
      outcome = await run(call);
    }
    return outcome;
  });
}

function isTransient(failure: Failure): boolean {
  return failure.code === "TIMEOUT" || (failure.code === "UPSTREAM" && failure.transient === true);
}
