/**
 * Flood waits that run. Who asks again too early waits longer, as on Telegram.
 *
 * @module
 */

import type { RpcError } from "../rpc.ts";
import { floodError } from "./kinds/flood_wait.ts";

/** The longest wait there is, in seconds. */
const MAX_SECONDS = 2 ** 31 - 1;

/**
 * Milliseconds after a wait began in which calls count as sent before it was told: several can be under
 * way at once.
 */
const UNDER_WAY_MS = 500;

/** A call that came before its deadline. */
export interface TooEarly {
  readonly error: RpcError;
  /** It was sent although the wait was told: the wait has doubled. */
  readonly undercut: boolean;
}

/** Deadlines by auth key and method. */
export interface Floods {
  /** Begins a wait. */
  begin(key: string, method: string, name: string, seconds: number, now: number): void;
  /** Refuses a call that comes before its deadline; unless it was under way, that doubles the wait. */
  refuse(key: string, method: string, now: number): TooEarly | undefined;
}

interface Flood {
  readonly name: string;
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly since: number;
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
 * assert.deepEqual(floods.refuse("key", "messages.search", 499), {
 *   error: { code: 420, message: "FLOOD_WAIT_30" },
 *   undercut: false,
 * });
 * assert.deepEqual(floods.refuse("key", "messages.search", 29_999), {
 *   error: { code: 420, message: "FLOOD_WAIT_60" },
 *   undercut: true,
 * });
 * assert.equal(floods.refuse("key", "messages.search", 89_999), undefined);
 * ```
 */
export function createFloods(): Floods {
  const floods = new Map<string, Flood>();
  const begin: Floods["begin"] = (key, method, name, seconds, now) =>
    void floods.set(`${key} ${method}`, {
      name,
      seconds,
      since: now,
      deadline: now + 1000 * seconds,
    });
  return {
    begin,
    refuse(key, method, now) {
      const flood = floods.get(`${key} ${method}`);
      if (flood === undefined) return undefined;
      if (now >= flood.deadline) {
        floods.delete(`${key} ${method}`);
        return undefined;
      }
      if (now < flood.since + UNDER_WAY_MS) {
        const left = Math.ceil((flood.deadline - now) / 1000);
        return { error: floodError(flood.name, left), undercut: false };
      }
      const seconds = Math.min(2 * flood.seconds, MAX_SECONDS);
      begin(key, method, flood.name, seconds, now);
      return { error: floodError(flood.name, seconds), undercut: true };
    },
  };
}
