/**
 * How often something may happen in a stretch of time, for each of many names. Exact: no stretch of
 * that length holds more.
 *
 * @module
 */

/** So many in so much time. */
export interface LimitWindow {
  readonly most: number;
  readonly ms: number;
}

/** Counts what happens under each name. */
export interface SlidingLimit {
  /** How long a name has to wait, in milliseconds; 0 when it may go on. */
  readonly wait: (name: string) => number;
  /** Counts one. */
  readonly count: (name: string) => void;
}

/** How a limit is set up. */
export interface SlidingLimitOptions {
  readonly windows: readonly LimitWindow[];
  /** Milliseconds. */
  readonly clock: () => number;
  /** Names that are remembered; beyond them, those that were quiet longest are forgotten. */
  readonly names: number;
}

/**
 * Makes a limit.
 *
 * @param options Windows, clock, bound.
 * @returns The limit.
 *
 * @example Two in a second
 * ```ts
 * import { slidingLimit } from "./sliding_limit.ts";
 * import assert from "node:assert/strict";
 *
 * let now = 0;
 * const limit = slidingLimit({ windows: [{ most: 2, ms: 1000 }], clock: () => now, names: 10 });
 * limit.count("anna");
 * now = 300;
 * limit.count("anna");
 * assert.equal(limit.wait("anna"), 700);
 * now = 1000;
 * assert.equal(limit.wait("anna"), 0);
 * ```
 */
export function slidingLimit({ windows, clock, names }: SlidingLimitOptions): SlidingLimit {
  /** The times under each name, oldest first; names in the order of their last time. */
  const times = new Map<string, number[]>();
  const most = Math.max(...windows.map((window) => window.most));
  return {
    wait(name) {
      const known = times.get(name);
      if (known === undefined) return 0;
      const now = clock();
      let wait = 0;
      for (const window of windows) wait = Math.max(wait, waitIn(known, window, now));
      return wait;
    },
    count(name) {
      const kept = times.get(name) ?? [];
      kept.push(clock());
      dropOld(kept, most);
      times.delete(name);
      times.set(name, kept);
      const [quietest] = times.keys();
      if (times.size > names && quietest !== undefined) times.delete(quietest);
    },
  };
}

/** The window has room when the time that stands `most` places from the end has left it. */
function waitIn(known: readonly number[], { most, ms }: LimitWindow, now: number): number {
  const blocking = known.at(-most);
  return blocking === undefined ? 0 : blocking + ms - now;
}

/** In bulk: taking one from the front of a long list moves all others. */
function dropOld(known: number[], most: number): void {
  if (known.length > 2 * most) known.splice(0, known.length - most);
}
