/**
 * Waiting, but not for ever, and without a timer for what is there already: setting one up and taking
 * it down costs more than most of what a request goes through.
 *
 * @module
 */

/** A body that has come takes 2, an answer out of a cache a dozen; a timer costs as much as sixty. */
const TURNS = 50;

/**
 * Waits for work.
 *
 * @param work Goes on when it is late, unheard.
 * @param ms For so long.
 * @returns What came of it, or nothing when it is late.
 * @throws What the work throws in time.
 *
 * @example Work that never ends
 * ```ts
 * import { inTime } from "./in_time.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(await inTime(Promise.resolve("done"), 1), "done");
 * assert.equal(await inTime(new Promise<string>(() => {}), 1), undefined);
 * ```
 */
export async function inTime<Result>(
  work: Promise<Result>,
  ms: number,
): Promise<Result | undefined> {
  let isThere = false;
  const note = () => void (isThere = true);
  work.then(note, note);
  // What needs no event from outside comes without a turn of the event loop.
  for (let turn = 0; turn < TURNS && !isThere; turn++) await undefined;
  if (isThere) return await work;
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
