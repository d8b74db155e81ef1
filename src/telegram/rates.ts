/**
 * How fast is fast enough: pure decisions over a clock that is an argument.
 *
 * @module
 */

/** A token bucket: so many at once, then one every so often. */
export interface Rate {
  /** At least 1. */
  readonly burst: number;
  /** Milliseconds until a used token is there again. */
  readonly every_ms: number;
}

/** A decision: the state afterwards, and how long to wait before asking again; 0: go. */
export interface Decision<State> {
  readonly state: State;
  readonly wait_ms: number;
}

/**
 * Takes a token if there is one.
 *
 * The bucket is kept as one instant, the one at which it will be full again (the generic cell rate
 * algorithm): whole milliseconds stay whole, and no token is lost to rounding.
 *
 * @param fullAt When the bucket will be full, in milliseconds; anything not after `now`: it is.
 * @param rate The bucket's size and speed.
 * @param now Milliseconds, of a clock that does not go back.
 * @returns When the bucket will be full afterwards. With `wait_ms` above 0 nothing was taken.
 *
 * @example Two at once, then one a second
 * ```ts
 * import { takeToken } from "./rates.ts";
 * import assert from "node:assert/strict";
 *
 * const rate = { burst: 2, every_ms: 1000 };
 * const one = takeToken(0, rate, 0);
 * const two = takeToken(one.state, rate, 0);
 * assert.equal(takeToken(two.state, rate, 400).wait_ms, 600);
 * ```
 */
export function takeToken(fullAt: number, rate: Rate, now: number): Decision<number> {
  const full = Math.max(fullAt, now);
  const wait = full - now - (rate.burst - 1) * rate.every_ms;
  if (wait > 0) return { state: fullAt, wait_ms: Math.ceil(wait) };
  return { state: full + rate.every_ms, wait_ms: 0 };
}

/** At most so many within any stretch of time. */
export interface Quota {
  /** At least 1. */
  readonly most: number;
  readonly within_ms: number;
}

/**
 * Uses one of a quota if there is one left.
 *
 * @param used When each was used, in milliseconds, oldest first.
 * @param quota How many within how long.
 * @param now Milliseconds.
 * @returns The uses that still count, this one included if it was granted.
 *
 * @example Two an hour
 * ```ts
 * import { useQuota } from "./rates.ts";
 * import assert from "node:assert/strict";
 *
 * const quota = { most: 2, within_ms: 3_600_000 };
 * assert.deepEqual(useQuota([0, 60_000], quota, 120_000).wait_ms, 3_480_000);
 * assert.deepEqual(useQuota([0, 60_000], quota, 3_600_000).state, [60_000, 3_600_000]);
 * ```
 */
export function useQuota(
  used: readonly number[],
  quota: Quota,
  now: number,
): Decision<readonly number[]> {
  const counted = used.filter((at) => now - at < quota.within_ms);
  const [oldest] = counted;
  if (counted.length < quota.most || oldest === undefined) {
    return { state: [...counted, now], wait_ms: 0 };
  }
  return { state: counted, wait_ms: Math.max(1, oldest + quota.within_ms - now) };
}
