/** Time that passes when a test says so. */

/** A clock, its timers and its sleeps. */
export interface FakeTime {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  timer(ms: number, ring: () => void): () => void;
  /** How many timers and sleeps are running. */
  running(): number;
  /** Lets time pass, everything due in between in its order. */
  pass(ms: number): Promise<void>;
}

export function fakeTime(): FakeTime {
  let now = 0;
  const due = new Set<{ readonly at: number; readonly ring: () => void }>();

  function timer(ms: number, ring: () => void): () => void {
    const entry = { at: now + ms, ring };
    due.add(entry);
    return () => due.delete(entry);
  }

  function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = timer(ms, resolve);
      signal.addEventListener("abort", () => {
        stop();
        resolve();
      }, { once: true });
    });
  }

  async function pass(ms: number): Promise<void> {
    const until = now + ms;
    await settled();
    while (true) {
      const [next] = [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      due.delete(next);
      now = next.at;
      next.ring();
      await settled();
    }
    now = until;
  }

  return { now: () => now, sleep, timer, running: () => due.size, pass };
}

/** Everything that can go on without time has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) await Promise.resolve();
}
