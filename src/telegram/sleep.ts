/**
 * Waiting that can be cut short.
 *
 * @module
 */

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** The longest delay that the runtime's timers take; longer ones would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** {@linkcode Sleep} by the runtime's timer; more than 24 days are cut to that. */
export const systemSleep: Sleep = (ms, signal) => {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(wake, Math.min(ms, LONGEST_MS));
  signal.addEventListener("abort", wake, { once: true });
  function wake(): void {
    clearTimeout(timer);
    signal.removeEventListener("abort", wake);
    resolve();
  }
  return promise;
};
