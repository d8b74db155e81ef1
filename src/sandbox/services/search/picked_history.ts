/**
 * Some messages of a history, as a history of their own.
 *
 * @module
 */

import { countBelow, type History } from "../../world/world.ts";

/**
 * Picks messages.
 *
 * @param ids The ids, rising; each is there.
 *
 * @example One message of none
 * ```ts
 * import { pickedHistory } from "./picked_history.ts";
 * import { heldHistory } from "../../world/held_history.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(pickedHistory(heldHistory([]), []).count, 0);
 * ```
 */
export function pickedHistory(history: History, ids: ArrayLike<number>): History {
  const idAt = (index: number): number => {
    const id = ids[index];
    if (id === undefined) throw new RangeError(`Cannot read message ${index} of ${ids.length}`);
    return id;
  };
  const dateAt = (index: number) => history.dateAt(history.countBelowId(idAt(index)));
  return {
    count: ids.length,
    at: (index) => history.at(history.countBelowId(idAt(index))),
    idAt,
    dateAt,
    countBelowId: (id) => countBelow(ids.length, (index) => ids[index]! < id),
    countBeforeDate: (date) => {
      // Where dates fall as ids rise, as among imported messages, the history knows best.
      const below = history.countBeforeDate(date);
      const bound = below < history.count ? history.idAt(below) : Infinity;
      return countBelow(ids.length, (index) => ids[index]! < bound);
    },
  };
}
