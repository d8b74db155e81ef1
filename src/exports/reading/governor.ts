/**
 * How hard one export may push: it backs off to one page at a time when Telegram says so, and
 * recovers step by step.
 *
 * @module
 */

import type { Failure } from "../../model/failure.ts";

/** Failures in a row, each after a longer wait than the one before, until the export stops. */
const MAX_STRIKES = 5;

/** Milliseconds before the first of them is tried again; each one after waits twice as long. */
const FIRST_RETRY_MS = 500;

/** Pages that have to come well, for each one in flight, before one more is. */
const PAGES_PER_STEP = 4;

/** Counts what comes and says what may go. */
export interface Governor {
  /** How many pages may be in flight now, at least 1. */
  limit(): number;
  /** Milliseconds until something may be asked; 0: now. */
  waitMs(): number;
  /** A page came. */
  succeeded(): void;
  /** A page did not come. Gives the failure back where waiting and asking again is of no use. */
  failed(failure: Failure): Failure | undefined;
}

/**
 * Makes a governor.
 *
 * @param most How many pages may be in flight, at least 1.
 * @param clock Milliseconds.
 * @param longestWaitMs The longest wait that is of use now, in milliseconds.
 *
 * @example A flood wait
 * ```ts
 * import { governor } from "./governor.ts";
 * import assert from "node:assert/strict";
 *
 * const { failed, limit, waitMs } = governor(8, () => 0, () => 60_000);
 * assert.equal(failed({ code: "FLOOD_WAIT", retry_after_s: 3 }), undefined);
 * assert.deepEqual([limit(), waitMs()], [1, 3000]);
 * ```
 */
export function governor(
  most: number,
  clock: () => number,
  longestWaitMs: () => number,
): Governor {
  let limit = most;
  let well = 0;
  let strikes = 0;
  let opensAt = -Infinity;

  const closeFor = (ms: number, failure: Failure): Failure | undefined => {
    if (ms > longestWaitMs()) return failure;
    opensAt = Math.max(opensAt, clock() + ms);
    limit = 1;
    well = 0;
    return undefined;
  };

  return {
    limit: () => limit,
    waitMs: () => Math.max(0, opensAt - clock()),
    succeeded() {
      strikes = 0;
      well += 1;
      if (well < limit * PAGES_PER_STEP || limit >= most) return;
      limit += 1;
      well = 0;
    },
    failed(failure) {
      const asked = waitAsked(failure);
      if (asked !== undefined) return closeFor(asked, failure);
      if (!isPassing(failure)) return failure;
      // Pages that were in flight together fail together: that is one strike.
      if (opensAt > clock()) return undefined;
      strikes += 1;
      return strikes > MAX_STRIKES
        ? failure
        : closeFor(FIRST_RETRY_MS * 2 ** (strikes - 1), failure);
    },
  };
}

/** Milliseconds that a failure asks to wait. */
function waitAsked(failure: Failure): number | undefined {
  return failure.code === "FLOOD_WAIT" || failure.code === "RATE_LIMIT_EXCEEDED"
    ? failure.retry_after_s * 1000
    : undefined;
}

/** Connections break and come back; what else there is stays as it is. */
function isPassing({ code }: Failure): boolean {
  return code === "UPSTREAM" || code === "TIMEOUT";
}
