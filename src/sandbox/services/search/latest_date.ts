/**
 * Dates that order messages as their ids do.
 *
 * @module
 */

import { countBelow, type History } from "../../world/world.ts";

/** The highest date that TL's `int` holds. */
const LAST_DATE = 2 ** 31 - 1;

/**
 * Finds the latest date among the messages up to an index: the message's own where dates rise, as
 * they do but in loaded files.
 *
 * @param history Asked through `countBeforeDate`, which counts by these dates.
 * @param index 0 to `history.count - 1`.
 * @returns Unix seconds.
 *
 * @example A message without others
 * ```ts
 * import { latestDate } from "./latest_date.ts";
 * import { heldHistory } from "../../world/held_history.ts";
 * import { Api, bigInt } from "../../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peerId = new Api.PeerUser({ userId: bigInt(1) });
 * const message = new Api.Message({ id: 5, peerId, date: 1_700_000_000, message: "Hello" });
 * assert.equal(latestDate(heldHistory([message]), 0), 1_700_000_000);
 * ```
 */
export function latestDate(history: History, index: number): number {
  const date = history.dateAt(index);
  const isEarlier = (step: number) => history.countBeforeDate(date + step + 1) <= index;
  return isEarlier(0) ? date + countBelow(LAST_DATE - date, isEarlier) : date;
}
