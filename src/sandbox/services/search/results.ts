/**
 * Remembers what was found: the pages of one search ask for the same messages again and again.
 *
 * @module
 */

import type { ChatIndex } from "./chat_index.ts";
import type { Criteria } from "./facts.ts";

/** Searches remembered for each chat, and how many ids all of them may hold together: 8 MB. */
const MAX_RESULTS = 64;
const MAX_IDS = 2_000_000;

/** Lets an index remember its results; the ones longest unused are forgotten first. */
export function rememberResults(index: ChatIndex): ChatIndex {
  const results = new Map<string, Int32Array>();
  let held = 0;
  const forgetOldest = (): void => {
    for (const [key, ids] of results) {
      if (results.size <= MAX_RESULTS && held <= MAX_IDS) return;
      results.delete(key);
      held -= ids.length;
    }
  };
  const find = (criteria: Criteria): Int32Array => {
    const key = keyOf(criteria);
    const known = results.get(key);
    const found = known ?? index.find(criteria);
    results.delete(key);
    results.set(key, found);
    if (known === undefined) {
      held += found.length;
      forgetOldest();
    }
    return found;
  };
  return { ...index, find };
}

function keyOf({ terms = [], filter, sender, root, minDate, maxDate }: Criteria): string {
  return JSON.stringify([[...terms].sort(), filter, sender, root, minDate, maxDate]);
}
