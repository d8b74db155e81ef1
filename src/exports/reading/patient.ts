/**
 * Telegram calls that are made again where a {@linkcode Governor} says that waiting helps.
 *
 * @module
 */

import { fail, type Outcome } from "../../model/failure.ts";
import type { CallOptions } from "../../telegram/port.ts";
import type { Sleep } from "../../telegram/sleep.ts";
import type { TakeTurn } from "../../telegram/turns.ts";
import type { Governor } from "./governor.ts";

/** What calls are made with. */
export interface Patience {
  readonly governor: Governor;
  readonly sleep: Sleep;
  /** Shared by all exports. */
  readonly turn?: TakeTurn;
  readonly options: CallOptions;
  /** Hears how many milliseconds are waited for. */
  readonly waits: (ms: number) => void;
}

/** One call, as it stands in a turn of its own. */
export async function inTurn<T>(
  { options, turn }: Pick<Patience, "options" | "turn">,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (turn === undefined) return await call();
  const end = await turn(options);
  if (end === undefined) return fail({ code: "CANCELLED" });
  try {
    return await call();
  } finally {
    end();
  }
}

/** Waits until the governor lets something be asked, or the signal aborts. */
export async function untilOpen(patience: Patience): Promise<void> {
  const { governor, options: { signal }, sleep, waits } = patience;
  for (let ms = governor.waitMs(); ms > 0 && !signal.aborted; ms = governor.waitMs()) {
    waits(ms);
    await sleep(ms, signal);
  }
}

/**
 * Makes a call until it succeeds or fails for good.
 *
 * @param patience The governor and what else it takes.
 * @param call The call.
 */
export async function patiently<T>(
  patience: Patience,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  while (true) {
    await untilOpen(patience);
    if (patience.options.signal.aborted) return fail({ code: "CANCELLED" });
    const outcome = await inTurn(patience, call);
    if (outcome.ok) {
      patience.governor.succeeded();
      return outcome;
    }
    const final = patience.governor.failed(outcome.failure);
    if (final !== undefined) return fail(final);
  }
}
