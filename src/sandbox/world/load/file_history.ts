/**
 * A history whose messages stay JSON in the file's bytes and are made when they are asked for: half
 * a million of them as objects would take gigabytes.
 *
 * @module
 */

import { countBelow, type History, type WorldMessage } from "../world.ts";
import type { DatedEntry } from "./entry_order.ts";

/**
 * Makes a history of a file's messages.
 *
 * @param entries The messages' places, their ids rising strictly. Where dates fall as ids rise, they
 * are kept; a message then counts as being before a date only if all messages below it are.
 * @param read Makes the message of an entry.
 * @returns The history. Each call of `at` makes a new object.
 *
 * @example An imported message, older than its predecessor
 * ```ts
 * import { fileHistory } from "./file_history.ts";
 * import assert from "node:assert/strict";
 *
 * const entries = [[1, 50], [2, 40], [3, 60]].map(([id = 0, date = 0]) => ({ id, date, start: 0, end: 0 }));
 * const history = fileHistory(entries, () => {
 *   throw new Error("Not read here");
 * });
 * assert.equal(history.dateAt(1), 40);
 * assert.equal(history.countBeforeDate(50), 0);
 * assert.equal(history.countBeforeDate(51), 2);
 * ```
 */
export function fileHistory(
  entries: readonly DatedEntry[],
  read: (entry: DatedEntry) => WorldMessage,
): History {
  const highestDates = runningMaximum(entries);
  const entryAt = (index: number): DatedEntry => {
    const entry = entries[index];
    if (entry === undefined) {
      throw new RangeError(`Cannot read message ${index} of ${entries.length}`);
    }
    return entry;
  };
  return {
    count: entries.length,
    at: (index) => read(entryAt(index)),
    idAt: (index) => entryAt(index).id,
    dateAt: (index) => entryAt(index).date,
    countBelowId: (id) => countBelow(entries.length, (index) => entryAt(index).id < id),
    countBeforeDate: (date) =>
      countBelow(entries.length, (index) => (highestDates[index] ?? 0) < date),
  };
}

function runningMaximum(entries: readonly DatedEntry[]): Int32Array {
  const highest = new Int32Array(entries.length);
  let maximum = 0;
  for (const [index, { date }] of entries.entries()) {
    maximum = Math.max(maximum, date);
    highest[index] = maximum;
  }
  return highest;
}
