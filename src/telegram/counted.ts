/**
 * Counts Telegram calls for whoever makes them.
 *
 * @module
 */

import { aroundCalls } from "./around.ts";
import type { Telegram } from "./port.ts";

/**
 * Wraps a port so that each call is told to its caller's `called` before it is made.
 *
 * @param telegram The port behind.
 */
export function withCounting(telegram: Telegram): Telegram {
  return aroundCalls(telegram, (_name, call, run) => {
    call.called?.();
    return run(call);
  });
}
