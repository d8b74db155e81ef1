/**
 * Flood waits that run. Who asks again too early waits longer, as on Telegram.
 *
 * @module
 */

import type { RpcError } from "../rpc.ts";
import { floodError } from "./kinds/flood_wait.ts";

/** The longest wait there is, in seconds. */
const MAX_SECONDS = 2 ** 31 - 1;

/** Deadlines by auth key and method. */
export interface Floods {
  /** Begins a wait. */
  begin(key: string, method: string, name: string, seconds: number, now: number): void;
  /** Refuses a call that comes before its deadline, and doubles the wait. */
  undercut(key: string, method: string, now: number): RpcError | undefined;
}

interface Flood {
  readonly name: string;
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/**
 * Makes an empty memory of waits.
 *
 * @example Asking twice
 * ```ts
 * import { createFloods } from "./floods.ts";
 * import assert from "node:assert/strict";
 *
 * const floods = createFloods();
 * floods.begin("key", "messages.search", "FLOOD_WAIT", 30, 0);
 * assert.deepEqual(floods.undercut("key", "messages.search", 29_999), {
 *   code: 420,
 *   message: "FLOOD_WAIT_60",
 * });
 * assert.equal(floods.undercut("key", "messages.search", 89_999), undefined);
 * ```
 */
export function createFloods(): Floods {
  const floods = new Map<string, Flood>();
  const begin: Floods["begin"] = (key, method, name, seconds, now) =>
    void floods.set(`${key} ${method}`, { name, seconds, deadline: now + 1000 * seconds });
  return {
    begin,
    undercut(key, method, now) {
      const flood = floods.get(`${key} ${method}`);
      if (flood === undefined) return undefined;
      if (now >= flood.deadline) {
        floods.delete(`${key} ${method}`);
        return undefined;
      }
      const seconds = Math.min(2 * flood.seconds, MAX_SECONDS);
      begin(key, method, flood.name, seconds, now);
      return floodError(flood.name, seconds);
    },
  };
}
