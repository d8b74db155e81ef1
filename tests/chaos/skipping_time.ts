/**
 * Time that runs with the machine's own, and skips ahead while everybody sleeps: real sockets answer
 * as fast as they can, and a wait of a minute takes none.
 */

/** Real milliseconds without any stir after which all who could answer have done so. */
const QUIET_MS = 150;

/** A clock that skips, and what sleeps by it. */
export interface SkippingTime {
  /** Milliseconds since 1970, ahead of the machine's clock by what was skipped. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  timer(ms: number, ring: () => void): () => void;
  /** Something happened: nobody skips for a while. */
  stir(): void;
  /** Nobody skips for so many real milliseconds. */
  hold(ms: number): void;
  /** Milliseconds skipped so far. */
  skipped(): number;
  close(): void;
}

/**
 * Makes a clock.
 *
 * @param inFlight How many calls are at Telegram: with none, nothing has to be waited for.
 */
export function skippingTime(inFlight: () => number): SkippingTime {
  const due = new Set<{ readonly at: number; readonly ring: () => void }>();
  let skipped = 0;
  let stirred = performance.now();
  let held = 0;
  const now = () => Date.now() + skipped;

  const timer = (ms: number, ring: () => void) => {
    const entry = { at: now() + ms, ring };
    due.add(entry);
    return () => void due.delete(entry);
  };

  const tick = () => {
    const [next] = [...due].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    const quiet = performance.now() - stirred;
    const isDue = next.at <= now();
    if (!isDue && performance.now() < held) return;
    if (!isDue && quiet < (inFlight() === 0 ? 2 : QUIET_MS)) return;
    skipped += Math.max(0, Math.ceil(next.at - now()));
    stirred = performance.now();
    due.delete(next);
    next.ring();
  };
  const ticker = setInterval(tick, 1);

  return {
    now,
    timer,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          stop();
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const stop = timer(ms, wake);
        signal.addEventListener("abort", wake, { once: true });
      }),
    stir: () => void (stirred = performance.now()),
    hold: (ms) => void (held = performance.now() + ms),
    skipped: () => skipped,
    close: () => clearInterval(ticker),
  };
}
