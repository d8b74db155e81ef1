/**
 * How fast Telegram is asked. Accounts have been banned for less care: the numbers are design.md's,
 * section 4.
 *
 * @module
 */

import { fail, type Failure } from "../model/failure.ts";
import { aroundCalls, type CallName } from "./around.ts";
import type { CallOptions, Telegram } from "./port.ts";
import { type Quota, type Rate, takeToken, useQuota } from "./rates.ts";
import { type Sleep, systemSleep } from "./sleep.ts";
import { turns } from "./turns.ts";

/** The paces an operator can choose. */
export type PaceName = "gentle" | "fast" | "unlimited";

/** What a pace allows. Calls of one group share a bucket. */
interface Pace {
  /** How many calls run at once. */
  readonly inFlight: number;
  readonly rates: readonly { readonly calls: readonly CallName[]; readonly rate: Rate }[];
  readonly resolutions?: Quota;
}

/** What reads a chat. */
const READING: readonly CallName[] = [
  "getHistory",
  "search",
  "getReplies",
  "getDiscussion",
  "getMessages",
  "getTopics",
];

const EVERY_SECOND: Rate = { burst: 30, every_ms: 1000 };
const FIVE_A_SECOND: Rate = { burst: 5, every_ms: 200 };

const PACES: Readonly<Record<Exclude<PaceName, "unlimited">, Pace>> = {
  gentle: {
    inFlight: 1,
    // Looking chats up does not use what reading may.
    rates: [
      { calls: READING, rate: EVERY_SECOND },
      { calls: ["getChat", "getDetails"], rate: EVERY_SECOND },
    ],
    resolutions: { most: 20, within_ms: 3_600_000 },
  },
  fast: {
    inFlight: 8,
    rates: [{
      calls: [...READING, "getChat", "getDetails", "resolveUsername"],
      rate: FIVE_A_SECOND,
    }],
  },
};

/** Calls at once where no pace bounds them: more of them gain nothing. */
const UNLIMITED_IN_FLIGHT = 16;

/** Tells how many calls at once are worth making. */
export function inFlightAt(pace: PaceName): number {
  return pace === "unlimited" ? UNLIMITED_IN_FLIGHT : PACES[pace].inFlight;
}

/** How to pace. */
export interface PaceOptions {
  readonly pace: PaceName;
  /** Milliseconds; the system's monotonic clock by default. */
  readonly clock?: () => number;
  /** The runtime's timer by default. */
  readonly sleep?: Sleep;
}

const CANCELLED: Failure = { code: "CANCELLED" };

/** Lets a call through, at once or later, or says why not. */
type Gate = (call: CallOptions) => Promise<Failure | undefined>;

/**
 * Wraps a port so that it is asked no faster than the pace allows.
 *
 * A call that has to wait waits for its turn, first come, first served, where what runs in the background
 * lets up to seven others go ahead, until its signal aborts (`CANCELLED`), and tells `options.waited` how long that took. A username beyond the hour's quota is
 * not waited for: it fails with `RATE_LIMIT_EXCEEDED`. Put it outside of a timeout, so that waiting is
 * not counted as Telegram's.
 *
 * @param telegram The port behind.
 * @param options The pace, and the clock to keep it by.
 */
export function withPace(telegram: Telegram, options: PaceOptions): Telegram {
  if (options.pace === "unlimited") return telegram;
  const clock = options.clock ?? (() => performance.now());
  const pace = PACES[options.pace];
  const take = turns(pace.inFlight);
  const gates = gatesOf(pace, clock, options.sleep ?? systemSleep);
  return aroundCalls(telegram, async (name, call, run) => {
    const since = clock();
    const end = await take(call);
    if (end === undefined) return fail(CANCELLED);
    try {
      const refusal = await gates.get(name)?.(call);
      const waited = Math.round(clock() - since);
      if (waited > 0) call.waited?.(waited);
      return refusal === undefined ? await run(call) : fail(refusal);
    } finally {
      end();
    }
  });
}

function gatesOf(
  pace: Pace,
  clock: () => number,
  sleep: Sleep,
): ReadonlyMap<CallName, Gate> {
  const gates = new Map<CallName, Gate>();
  for (const { calls, rate } of pace.rates) {
    const gate = rateGate(rate, clock, sleep);
    for (const call of calls) gates.set(call, gate);
  }
  if (pace.resolutions) gates.set("resolveUsername", quotaGate(pace.resolutions, clock));
  return gates;
}

/** Waits until the bucket has a token; one call waits for it at a time, in order. */
function rateGate(
  rate: Rate,
  clock: () => number,
  sleep: Sleep,
): Gate {
  let fullAt = clock();
  const take = turns(1);
  return async (call) => {
    const { signal } = call;
    const end = await take(call);
    if (end === undefined) return CANCELLED;
    try {
      while (!signal.aborted) {
        const { state, wait_ms } = takeToken(fullAt, rate, clock());
        fullAt = state;
        if (wait_ms === 0) return undefined;
        await sleep(wait_ms, signal);
      }
      return CANCELLED;
    } finally {
      end();
    }
  };
}

/** Lets so many through within a stretch of time and refuses the others. */
function quotaGate(quota: Quota, clock: () => number): Gate {
  let used: readonly number[] = [];
  return () => {
    const { state, wait_ms } = useQuota(used, quota, clock());
    used = state;
    const retry_after_s = Math.ceil(wait_ms / 1000);
    return Promise.resolve(
      wait_ms === 0 ? undefined : { code: "RATE_LIMIT_EXCEEDED", retry_after_s },
    );
  };
}
