/**
 * Times what begins and ends.
 *
 * @module
 */

import type { Ongoing } from "../model/observer.ts";

/** Gives what begins now an end that knows the seconds. */
export type Timed = <End>(ended: (end: End, seconds: number) => void) => Ongoing<End>;

/**
 * Makes a {@linkcode Timed}.
 *
 * @param clock Milliseconds.
 */
export function timer(clock: () => number): Timed {
  return (ended) => {
    const since = clock();
    return { within: (work) => work(), end: (end) => ended(end, (clock() - since) / 1000) };
  };
}
