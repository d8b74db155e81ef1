/**
 * How late the event loop is: a timer that should ring at equal intervals tells by how much it did not.
 * The runtime's own `monitorEventLoopDelay` does not see a loop that is blocked (measured on Deno 2.9.6).
 *
 * @module
 */

/** A clock and a timer. */
export interface LagOptions {
  /** Milliseconds; the system's monotonic clock by default. */
  readonly clock?: () => number;
  /** Rings again and again, and keeps no process alive; the runtime's timer by default. */
  readonly every?: (ms: number, ring: () => void) => () => void;
}

/** Watches the event loop. */
export interface LagWatch {
  /** The greatest delay since it was last asked, in seconds. */
  readonly take: () => number;
  readonly close: () => void;
}

const INTERVAL_MS = 500;

/**
 * Begins to watch.
 *
 * @param options A clock and a timer.
 */
export function watchLag(options: LagOptions = {}): LagWatch {
  const clock = options.clock ?? (() => performance.now());
  let greatest = 0;
  let last = clock();
  const stop = (options.every ?? systemTimer)(INTERVAL_MS, () => {
    const now = clock();
    greatest = Math.max(greatest, now - last - INTERVAL_MS);
    last = now;
  });
  return {
    take: () => {
      // A loop that was blocked until just now asks before its timer has rung.
      const lag = Math.max(greatest, clock() - last - INTERVAL_MS);
      greatest = 0;
      return lag / 1000;
    },
    close: stop,
  };
}

function systemTimer(ms: number, ring: () => void): () => void {
  const timer = setInterval(ring, ms);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}
