/**
 * Tells an observer of each call to Telegram.
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type { Observer, TelegramCallEnded } from "../model/observer.ts";
import { aroundCalls } from "./around.ts";
import { methodName } from "./method_names.ts";
import type { Telegram } from "./port.ts";

/**
 * Wraps a port so that each call is told with its method, its end and its time. Put it inside of
 * whatever waits, for a turn or for the end of a flood wait, so that this is not counted as Telegram's, and outside of the timeout, so that
 * silence is told as `TIMEOUT`.
 *
 * @param telegram The port behind.
 * @param observer Hears of each call.
 */
export function withObserver(
  telegram: Telegram,
  observer: Pick<Observer, "telegramCall">,
): Telegram {
  return aroundCalls(telegram, async (name, call, run, type) => {
    const ongoing = observer.telegramCall({ method: methodName(name, type) });
    let end: TelegramCallEnded = { status: "INTERNAL" };
    try {
      const outcome = await ongoing.within(() => run(call));
      end = endOf(outcome);
      return outcome;
    } finally {
      ongoing.end(end);
    }
  });
}

function endOf(outcome: Outcome<unknown>): TelegramCallEnded {
  if (outcome.ok) return { status: "ok" };
  const { failure } = outcome;
  return failure.code === "FLOOD_WAIT"
    ? { status: failure.code, floodWaitS: failure.retry_after_s }
    : { status: failure.code };
}
