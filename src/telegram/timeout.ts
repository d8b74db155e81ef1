/**
 * No call waits for ever: the engine behind has no timeouts of its own.
 *
 * @module
 */

import { fail, type Failure, type Outcome } from "../model/failure.ts";
import { aroundCalls } from "./around.ts";
import type { Telegram } from "./port.ts";

/** Rings once after a time; the function it gives stops it. */
export type Timer = (ms: number, ring: () => void) => () => void;

/** How long a call may take. */
export interface TimeoutOptions {
  /** More than 0. */
  readonly seconds: number;
  /** The runtime's timer by default. */
  readonly timer?: Timer;
}

/**
 * Wraps a port so that each call ends: with `TIMEOUT` after the given time, with `CANCELLED` as soon as
 * the caller's signal says so. The call behind is aborted in both cases, and its own end not waited for.
 *
 * @param telegram The port behind.
 * @param options How long.
 */
export function withTimeout(telegram: Telegram, options: TimeoutOptions): Telegram {
  const timer = options.timer ?? systemTimer;
  return aroundCalls(telegram, async (_name, call, run) => {
    if (call.signal.aborted) return fail({ code: "CANCELLED" });
    const ending = Promise.withResolvers<Outcome<never>>();
    const inner = new AbortController();
    const end = (failure: Failure) => {
      ending.resolve(fail(failure));
      inner.abort();
    };
    const cancel = () => end({ code: "CANCELLED" });
    const stop = timer(
      options.seconds * 1000,
      () => end({ code: "TIMEOUT", after_s: options.seconds }),
    );
    call.signal.addEventListener("abort", cancel, { once: true });
    try {
      return await Promise.race([ending.promise, run({ ...call, signal: inner.signal })]);
    } finally {
      stop();
      call.signal.removeEventListener("abort", cancel);
    }
  });
}

/** {@linkcode Timer} by the runtime. */
export const systemTimer: Timer = (ms, ring) => {
  const id = setTimeout(ring, ms);
  return () => clearTimeout(id);
};
