/**
 * Turns: so many at a time, first come, first served.
 *
 * @module
 */

/** Gives a turn back; further calls do nothing. */
export type EndTurn = () => void;

/** Waits for a turn. `undefined` when the signal aborted first: there is then nothing to give back. */
export type TakeTurn = (signal: AbortSignal) => Promise<EndTurn | undefined>;

/**
 * Makes a queue.
 *
 * @param places How many turns run at once, at least 1.
 *
 * @example One at a time
 * ```ts
 * import { turns } from "./turns.ts";
 * import assert from "node:assert/strict";
 *
 * const take = turns(1);
 * const { signal } = new AbortController();
 * const end = await take(signal);
 * const next = take(signal);
 * end?.();
 * assert.ok(await next);
 * ```
 */
export function turns(places: number): TakeTurn {
  let free = places;
  const waiting = new Set<() => void>();

  function turn(): EndTurn {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const [next] = waiting;
      if (next === undefined) free++;
      else next();
    };
  }

  return async (signal) => {
    if (signal.aborted) return undefined;
    if (free > 0) {
      free--;
      return turn();
    }
    const { promise, resolve } = Promise.withResolvers<EndTurn | undefined>();
    const start = () => leave(turn());
    const abort = () => leave(undefined);
    function leave(outcome: EndTurn | undefined): void {
      waiting.delete(start);
      signal.removeEventListener("abort", abort);
      resolve(outcome);
    }
    waiting.add(start);
    signal.addEventListener("abort", abort, { once: true });
    return await promise;
  };
}
