/**
 * Puts a chat's messages in order.
 *
 * @module
 */

import type { LeftOuts } from "./left_outs.ts";
import type { Entry } from "./source.ts";

/** An entry whose date is known. */
export type DatedEntry = Entry & { readonly date: number };

/**
 * Orders entries by id. Of two with one id the first in the file is kept; one without a date gets
 * that of the message before it, or of the first dated one.
 *
 * @param entries A chat's entries, in the file's order.
 * @param leftOuts Hears of both.
 * @returns The entries, their ids rising strictly.
 *
 * @example Newest first, one twice
 * ```ts
 * import { inOrder } from "./entry_order.ts";
 * import { UNHEARD } from "./left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const entry = (id: number) => ({ id, date: id, start: 0, end: 0 });
 * assert.deepEqual(inOrder([entry(9), entry(5), entry(9)], UNHEARD).map(({ id }) => id), [5, 9]);
 * ```
 */
export function inOrder(entries: readonly Entry[], leftOuts: LeftOuts): readonly DatedEntry[] {
  // The sort is stable: of entries with one id, the file's first comes first.
  const sorted = entries.toSorted((a, b) => a.id - b.id);
  let date = sorted.find((entry) => entry.date !== undefined)?.date ?? 0;
  const ordered: DatedEntry[] = [];
  for (const entry of sorted) {
    if (ordered.at(-1)?.id === entry.id) {
      leftOuts.note("duplicate");
      continue;
    }
    if (entry.date === undefined) leftOuts.note("undated");
    date = entry.date ?? date;
    ordered.push({ ...entry, date });
  }
  return ordered;
}
