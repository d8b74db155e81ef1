/**
 * When Telegram may be asked again, for each method: one record for the account, so that no caller
 * undercuts what another was told. Asking early makes a flood wait longer.
 *
 * @module
 */

import { fail } from "../model/failure.ts";
import { aroundCalls, type CallName } from "./around.ts";
import type { Telegram } from "./port.ts";

/** Telegram wants no call of a method for a while. */
export interface Deadline {
  readonly name: CallName;
  readonly seconds: number;
}

/** The account's deadlines. */
export interface Deadlines {
  /** Milliseconds until the method may be called; 0: now. */
  remaining(name: CallName): number;
  /** Telegram wants no call of the method for so many seconds. A nearer deadline changes nothing. */
  extend(name: CallName, seconds: number): void;
  /** Those that are still to come. */
  pending(): readonly Deadline[];
}

/**
 * Makes a record without deadlines.
 *
 * @param clock Milliseconds, of a clock that does not go back.
 * @param told Hears of each deadline that is later than what was known.
 *
 * @example
 * ```ts
 * import { deadlines } from "./deadlines.ts";
 * import assert from "node:assert/strict";
 *
 * let now = 0;
 * const known = deadlines(() => now);
 * known.extend("search", 3);
 * now = 1000;
 * assert.equal(known.remaining("search"), 2000);
 * assert.equal(known.remaining("getHistory"), 0);
 * ```
 */
export function deadlines(
  clock: () => number,
  told: (deadline: Deadline) => void = () => {},
): Deadlines {
  const until = new Map<CallName, number>();
  const remaining = (name: CallName) => Math.max(0, (until.get(name) ?? 0) - clock());
  return {
    remaining,
    extend: (name, seconds) => {
      const deadline = clock() + seconds * 1000;
      if (deadline <= (until.get(name) ?? 0)) return;
      until.set(name, deadline);
      told({ name, seconds });
    },
    pending: () =>
      [...until.keys()].map((name) => ({ name, seconds: Math.ceil(remaining(name) / 1000) }))
        .filter(({ seconds }) => seconds > 0),
  };
}

/**
 * Wraps a port so that no call leaves before its method's deadline: it fails with `FLOOD_WAIT` at once,
 * as Telegram would have answered, without asking. Put it inside of a pace, where calls leave: those
 * that queued up before a flood wait came are held back too.
 *
 * @param telegram The port behind.
 * @param known The account's deadlines; those that Telegram tells are added.
 */
export function withDeadlines(telegram: Telegram, known: Deadlines): Telegram {
  return aroundCalls(telegram, async (name, call, run) => {
    const remaining = known.remaining(name);
    if (remaining > 0) {
      return fail({ code: "FLOOD_WAIT", retry_after_s: Math.ceil(remaining / 1000) });
    }
    const outcome = await run(call);
    if (!outcome.ok && outcome.failure.code === "FLOOD_WAIT") {
      known.extend(name, outcome.failure.retry_after_s);
    }
    return outcome;
  });
}
