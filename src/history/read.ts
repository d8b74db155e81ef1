/**
 * The reading engine: pages of an answer, each with what it proves.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { Covered } from "../model/query.ts";
import type { CallOptions, Telegram } from "../telegram/port.ts";
import { readPage } from "./page.ts";
import type { ThreadHome } from "./in_thread.ts";
import { coveredSoFar, type Place } from "./place.ts";
import { askPage, goOn, standAt, type Standing, type Subject, withoutEarlier } from "./step.ts";

/** Telegram pages that one page of an answer may take. */
const MAX_PAGES = 10;

/** Seconds after which no further one is asked for: hosts drop calls that take a minute. */
const MAX_SECONDS = 25;

/** What to read. */
export interface ReadRequest extends Subject {
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
  /** Where a thread's messages turned out to be. */
  readonly home?: ThreadHome;
}

/** A read in progress. */
interface Progress {
  /** Why it cannot go on now: what was read is kept, and the next call meets it again. */
  readonly failure?: Failure;
  readonly standing: Standing;
  readonly messages: readonly Message[];
  readonly scanned: number;
  readonly pages: number;
  readonly isSparse: boolean;
}

/**
 * Reads the next page of an answer.
 *
 * One Telegram page normally fills it. Further ones are asked for while nothing was found, or while
 * Telegram's pages come back less than half full, within a bound; then the page is short, or empty
 * with a place that has moved.
 *
 * @param telegram The port.
 * @param request What to read.
 * @param options The call's limits.
 * @returns The page. A failure only if nothing was read: what was passed before it is kept, and the
 * place continues there.
 */
export async function readHistory(
  telegram: Telegram,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Reading>> {
  const begun = await standAt(telegram, request, request.place, options);
  if (!begun.ok) return begun;
  let progress: Progress = {
    standing: begun.value,
    messages: [],
    scanned: 0,
    pages: 0,
    isSparse: false,
  };
  const until = telegram.now() + MAX_SECONDS;
  while (canGoOn(progress)) {
    progress = await step(telegram, request, progress, options);
    if (telegram.now() >= until || !isWorthAnotherPage(progress, request.pageSize)) break;
  }
  if (progress.failure !== undefined && !hasMoved(progress, begun.value)) {
    return fail(progress.failure);
  }
  const { messages, scanned, standing: { done, earlier, home, place } } = progress;
  const covered = coveredSoFar(request.query, place, done, earlier?.chatId);
  const reading = { messages, place, done, scanned, covered };
  return succeed(home === undefined ? reading : { ...reading, home });
}

async function step(
  telegram: Telegram,
  request: ReadRequest,
  progress: Progress,
  options: CallOptions,
): Promise<Progress> {
  const { query } = request;
  const { standing } = progress;
  const wanted = request.pageSize - progress.messages.length;
  const asked = await askPage(telegram, request, standing, wanted, options);
  if (!asked.ok) return withOutcome(progress, withoutEarlier(query, standing, asked.failure));
  const { limit, page, standing: asking } = asked.value;
  const reading = readPage(query, asking.place, page, wanted);
  const next = await goOn(request, asking, reading, options);
  const read: Progress = {
    standing: { ...asking, place: reading.place, wasStale: reading.state === "stale" },
    messages: [...progress.messages, ...reading.messages],
    scanned: progress.scanned + reading.passed,
    pages: progress.pages + 1,
    isSparse: page.ids.length < limit / 2,
  };
  return withOutcome(read, next);
}

function canGoOn({ failure, standing }: Progress): boolean {
  return failure === undefined && !standing.done;
}

function withOutcome(progress: Progress, onward: Outcome<Standing>): Progress {
  return onward.ok ? standingAt(progress, onward.value) : { ...progress, failure: onward.failure };
}

function hasMoved({ standing: { place } }: Progress, { place: start }: Standing): boolean {
  return place.next_id !== start.next_id || place.part !== start.part;
}

/** The beginning of the other part is worth another page. */
function standingAt(progress: Progress, standing: Standing): Progress {
  const hasLeft = standing.place.part !== progress.standing.place.part;
  return { ...progress, standing, isSparse: progress.isSparse || hasLeft };
}

/** An empty page says little to a caller; a nearly full one is not worth a second call. */
function isWorthAnotherPage({ isSparse, messages, pages }: Progress, pageSize: number): boolean {
  if (messages.length >= pageSize || pages >= MAX_PAGES) return false;
  return messages.length === 0 || isSparse || messages.length < pageSize / 2;
}
