/**
 * The reading engine: pages of an answer, each with what it proves.
 *
 * @module
 */

import { type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { Covered, HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, Telegram } from "../telegram/port.ts";
import { coveredSoFar, type Place, startingPlace } from "./place.ts";
import { MAX_LIMIT, planPage, readPage } from "./plan.ts";

/** Telegram calls that one page may take while it has found nothing. */
const MAX_CALLS = 10;

/** What to read. */
export interface ReadRequest {
  readonly ref: ChatRef;
  readonly query: HistoryQuery;
  /** Where to go on; absent for the first page. */
  readonly place?: Place;
  /** 1 to 100. */
  readonly pageSize: number;
}

/** One page of the answer. */
export interface Reading {
  readonly messages: readonly Message[];
  readonly place: Place;
  /** Nothing is left to read. */
  readonly done: boolean;
  readonly covered: Covered;
  /** Ids passed, those of deleted messages on the pages included. */
  readonly scanned: number;
  readonly telegramCalls: number;
  /** Milliseconds spent waiting for the pace. */
  readonly waitedMs: number;
}

/**
 * Reads the next page of an answer.
 *
 * One Telegram call normally fills it. Further calls are made while nothing was found, or while
 * Telegram's pages come back less than half full, within a bound; then the page is short, or empty
 * with a place that has moved.
 *
 * @param telegram The port.
 * @param request What to read.
 * @param options The call's limits.
 * @returns The page. A failure only if nothing was read: what was found before it is kept, and the
 * place continues there.
 */
export async function readHistory(
  telegram: Telegram,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Reading>> {
  const { query, ref, pageSize } = request;
  let place = request.place ?? startingPlace(query, telegram.now());
  const messages: Message[] = [];
  const spent = { scanned: 0, telegramCalls: 0, waitedMs: 0 };
  const paced = { ...options, waited: (ms: number) => void (spent.waitedMs += ms) };
  let done = false;
  let wasStale = false;
  while (!done) {
    const planned = planPage(query, place, pageSize - messages.length);
    const page = await telegram.messages.getHistory({ ref, ...planned }, paced);
    spent.telegramCalls += 1;
    if (!page.ok) {
      if (messages.length === 0) return page;
      break;
    }
    const reading = readPage(query, place, page.value, pageSize - messages.length);
    messages.push(...reading.messages);
    spent.scanned += reading.passed;
    place = reading.place;
    done = reading.state === "end" || isUpwardEnd(query, reading.state, wasStale);
    wasStale = reading.state === "stale";
    const isSparse = page.value.ids.length < planned.limit / 2;
    if (!isWorthAnotherCall(messages.length, pageSize, spent.telegramCalls, isSparse)) break;
  }
  return succeed({ messages, place, done, covered: coveredSoFar(query, place, done), ...spent });
}

/**
 * Asked for what lies above the newest message, Telegram may answer with older ones. Seen twice, it
 * is no old page that came again.
 */
function isUpwardEnd(query: HistoryQuery, state: string, wasStale: boolean): boolean {
  return query.direction === "asc" && state === "stale" && wasStale;
}

/** An empty page says little to a caller; a nearly full one is not worth a second call. */
function isWorthAnotherCall(
  found: number,
  pageSize: number,
  calls: number,
  isSparse: boolean,
): boolean {
  if (found >= pageSize || calls >= MAX_CALLS) return false;
  return found === 0 || isSparse || found < Math.min(pageSize, MAX_LIMIT) / 2;
}
