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

/** A bucket's state: tokens, fractions included, at an instant in milliseconds. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A decision: the state afterwards, and how long to wait before asking again; 0: go. */
export interface Decision<State> {
  readonly state: State;
  readonly wait_ms: number;
}

/** A full bucket. */
export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now };
}

/**
 * Takes a token if there is one.
 *
 * @param bucket The state before.
 * @param rate The bucket's size and speed.
 * @param now Milliseconds; a clock that went back counts as one that stood still.
 * @returns The state afterwards. With `wait_ms` above 0 nothing was taken.
 *
 * @example Two at once, then one a second
 * ```ts
 * import { fullBucket, takeToken } from "./rates.ts";
 * import assert from "node:assert/strict";
 *
 * const rate = { burst: 2, every_ms: 1000 };
 * const one = takeToken(fullBucket(rate, 0), rate, 0);
 * const two = takeToken(one.state, rate, 0);
 * assert.equal(takeToken(two.state, rate, 400).wait_ms, 600);
 * ```
 */
export function takeToken(bucket: Bucket, rate: Rate, now: number): Decision<Bucket> {
  const passed = Math.max(0, now - bucket.at);
  const tokens = Math.min(rate.burst, bucket.tokens + passed / rate.every_ms);
  // A whole number of milliseconds can leave a token a rounding error short.
  if (tokens > 1 - 1e-9) return { state: { tokens: Math.max(0, tokens - 1), at: now }, wait_ms: 0 };
  return { state: { tokens, at: now }, wait_ms: Math.ceil((1 - tokens) * rate.every_ms) };
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
