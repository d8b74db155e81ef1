/**
 * How Telegram is asked.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { Observer } from "../model/observer.ts";
import { withCounting } from "../telegram/counted.ts";
import { type Deadlines, withDeadlines } from "../telegram/deadlines.ts";
import { withFloodWaits } from "../telegram/flood.ts";
import { withObserver } from "../telegram/observed.ts";
import { withPace } from "../telegram/pace.ts";
import type { Telegram } from "../telegram/port.ts";
import { withRetries } from "../telegram/retry.ts";
import { withTimeout } from "../telegram/timeout.ts";

/** A lost answer is noticed early enough to ask again within the time that a request may take. */
const TRIES_IN_TIME = 2;

/**
 * Wraps an engine in everything that decides when Telegram is asked. A call passes these from below
 * upward.
 *
 * @param connection The engine.
 * @param config The checked configuration.
 * @param observer Hears of each call.
 * @param known The account's deadlines.
 */
export function withPolicies(
  connection: Telegram,
  config: Config,
  observer: Observer,
  known: Deadlines,
): Telegram {
  const timed = withTimeout(connection, { seconds: config.TGTK_REQUEST_TIMEOUT_S / TRIES_IN_TIME });
  const counted = withCounting(withObserver(timed, observer));
  const held = withDeadlines(counted, known);
  const paced = withRetries(withPace(held, { pace: config.TGTK_PACE }));
  return withFloodWaits(paced, { deadlines: known, maxWaitS: config.TGTK_FLOOD_WAIT_MAX_S });
}
