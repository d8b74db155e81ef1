/**
 * How many messages an answer will have in all, as far as its pages so far tell. Pure.
 *
 * @module
 */

import type { Covered } from "../model/query.ts";
import { isCounted } from "./counted.ts";
import type { Reading } from "./read.ts";
import type { Subject } from "./step.ts";

/** Fewer messages say too little of how many there are in a stretch of time. */
const LEAST_MESSAGES = 20;

/**
 * Estimates an answer's size without asking Telegram for it: by Telegram's own count where that is what
 * is asked for, else by how many messages the time read so far holds.
 *
 * @param reading The last page, and what has been read until then.
 * @param subject What is read.
 * @returns The number of messages, `undefined` where nothing tells.
 */
export function estimatedMessages(
  reading: Pick<Reading, "covered" | "done" | "place" | "total">,
  subject: Pick<Subject, "onlySender" | "query" | "senders">,
): number | undefined {
  const { done, place: { fetched, part }, total } = reading;
  if (done) return fetched;
  // Upward, the basic group before a migration says nothing of what became of it.
  if (part === "earlier" && subject.query.direction === "asc") return undefined;
  if (total !== undefined && isCounted(subject)) return Math.max(total, fetched);
  const inWindow = byTime(reading, subject.query.window.from);
  return inWindow === undefined
    ? undefined
    : Math.max(fetched, Math.min(inWindow, total ?? inWindow));
}

/** As many in each second of the window as in those that have been read. */
function byTime(
  { covered, place: { ends_at, fetched } }: Pick<Reading, "covered" | "place">,
  from: number | undefined,
): number | undefined {
  const seconds = secondsOf(covered);
  if (from === undefined || seconds <= 0 || fetched < LEAST_MESSAGES) return undefined;
  return Math.round(fetched * (ends_at - from) / seconds);
}

function secondsOf({ from_date, to_date }: Covered): number {
  return from_date === undefined || to_date === undefined ? 0 : to_date - from_date;
}
