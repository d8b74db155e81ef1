/**
 * A history held in memory: what real files are loaded into.
 *
 * @module
 */

import { countBelow, type History, type WorldMessage } from "./world.ts";

/**
 * Makes a history of messages held in an array.
 *
 * @param messages The messages, in any order; where two share an id the first is kept.
 * @returns The history, oldest first.
 *
 * @example Two messages
 * ```ts
 * import { heldHistory } from "./held_history.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(heldHistory([]).count, 0);
 * ```
 */
export function heldHistory(messages: readonly WorldMessage[]): History {
  const byId = new Map<number, WorldMessage>();
  for (const message of messages) if (!byId.has(message.id)) byId.set(message.id, message);
  const sorted = [...byId.values()].sort((a, b) => a.id - b.id);
  const at = (index: number): WorldMessage => {
    const message = sorted[index];
    if (message === undefined) {
      throw new RangeError(`Cannot read message ${index} of ${sorted.length}`);
    }
    return message;
  };
  return {
    count: sorted.length,
    at,
    idAt: (index) => at(index).id,
    dateAt: (index) => at(index).date,
    countBelowId: (id) => countBelow(sorted.length, (index) => at(index).id < id),
    countBeforeDate: (date) => countBelow(sorted.length, (index) => at(index).date < date),
  };
}
