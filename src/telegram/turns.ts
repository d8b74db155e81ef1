/**
 * Turns: so many at a time, first come, first served. What is done in the background lets others go
 * ahead, but not for ever.
 *
 * @module
 */

/** Gives a turn back; further calls do nothing. */
export type EndTurn = () => void;

/** Who waits for a turn. */
export interface Waiting {
  readonly signal: AbortSignal;
  /** Lets others go ahead: seven in a row at most. */
  readonly background?: true;
}

/** Waits for a turn. `undefined` when the signal aborted first: there is then nothing to give back. */
export type TakeTurn = (waiting: Waiting) => Promise<EndTurn | undefined>;

/** Turns that others get, one after the other, while somebody in the background waits. */
const AHEAD = 7;

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
 * const end = await take({ signal });
 * const next = take({ signal });
 * end?.();
 * assert.ok(await next);
 * ```
 */
export function turns(places: number): TakeTurn {
  let free = places;
  const foreground = new Set<() => void>();
  const behind = new Set<() => void>();
  let ahead = 0;

  function next(): (() => void) | undefined {
    const isBehind = behind.size > 0 && (foreground.size === 0 || ahead === AHEAD);
    ahead = isBehind || behind.size === 0 ? 0 : ahead + 1;
    const [first] = isBehind ? behind : foreground;
    return first;
  }

  function turn(): EndTurn {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const begin = next();
      if (begin === undefined) free++;
      else begin();
    };
  }

  return async ({ background, signal }) => {
    const waiting = background ? behind : foreground;
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
