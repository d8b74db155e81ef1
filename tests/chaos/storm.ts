/** Bad weather, by a seed: what the data centre does, and when connections are cut. */

import type { Fault, FaultFunction } from "../../src/sandbox/faults/script.ts";

/** Numbers from 0 up to, not including, 1; always the same for a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a storm has done. */
export interface Storm {
  readonly faults: readonly FaultFunction[];
  /** Real milliseconds until the next cut: 50 to 2,000. */
  nextCutMs(): number;
  readonly lost: () => number;
  readonly restarts: () => number;
}

/** Calls after which the data centre restarts, as shares of what is expected. */
const RESTARTS = [0.3, 0.7];
const RESTART_MS = 300;

/**
 * Brews a storm: every 20th call gets a flood wait of 1 to 60 s, 5 % of answers are lost (half of them
 * with their connection), 5xx come in bursts of five, salts change, the data centre restarts twice.
 *
 * @param seed Decides all of it.
 * @param calls About how many calls there will be.
 * @param down Told when the data centre restarts, and how many milliseconds it is gone.
 */
export function brew(seed: number, calls: number, down: (ms: number) => void): Storm {
  const roll = dice(seed);
  const restarts = RESTARTS.map((share) => Math.max(2, Math.round(share * calls)));
  const counts = { calls: 0, lost: 0, restarts: 0 };
  let burst = 0;

  const lose = (): Fault => {
    counts.lost += 1;
    return roll() < 0.5 ? { silence: { of: "call" } } : { drop: { answer: "lost" } };
  };

  const fault = (): Fault | undefined => {
    const number = ++counts.calls;
    if (restarts.includes(number)) {
      counts.restarts += 1;
      down(RESTART_MS);
      return { restart: { ms: RESTART_MS } };
    }
    if (number % 20 === 0) {
      return { flood_wait: { seconds: 1 + Math.floor(60 * roll()) } };
    }
    if (burst === 0 && roll() < 0.004) burst = 5;
    if (burst > 0) {
      burst -= 1;
      return { error: { code: burst % 2 === 0 ? 500 : -503, message: "INTERNAL_SERVER_ERROR" } };
    }
    if (roll() < 0.05) return lose();
    return roll() < 0.005 ? { change_salts: {} } : undefined;
  };

  return {
    faults: [
      ({ event, method }) =>
        event === "connect" || method === "help.getConfig" ? undefined : fault(),
    ],
    nextCutMs: () => 50 + 1950 * roll(),
    lost: () => counts.lost,
    restarts: () => counts.restarts,
  };
}
