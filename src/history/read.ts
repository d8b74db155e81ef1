/**
 * The reading engine: pages of an answer, each with what it proves.
 *
 * @module
 */

import { type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { Covered, HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, Telegram } from "../telegram/port.ts";
import { callFor, type Target } from "./call.ts";
import {
  type FindThread,
  homeOn,
  inThread,
  NOT_LET_IN,
  type ThreadHome,
  type ThreadMethod,
  withoutHead,
  withoutSearch,
} from "./in_thread.ts";
import { type Method, methodFor } from "./method.ts";
import { type PageReading, readPage } from "./page.ts";
import { coveredSoFar, isYetToCome, otherPart, type Place, startingPlace } from "./place.ts";
import { planPage } from "./plan.ts";

/** Telegram pages that one page of an answer may take. */
const MAX_PAGES = 10;

/** The basic group that a supergroup came from. */
export interface Earlier {
  readonly ref: ChatRef;
  /** Marked id. */
  readonly chatId: number;
}

/** What to read. */
export interface ReadRequest {
  readonly ref: ChatRef;
  readonly query: HistoryQuery;
  /** Where to go on; absent for the first page. */
  readonly place?: Place;
  /** 1 to 100. */
  readonly pageSize: number;
  /** How to name the only sender that is wanted, where that is known. */
  readonly sender?: ChatRef;
  /** Finds the part before a migration; asked when the read comes to it. */
  readonly earlier: (options: CallOptions) => Promise<Outcome<Earlier | undefined>>;
  /** Finds the thread that the question is about; asked for a search in it. */
  readonly discussion: FindThread;
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
interface Progress extends ThreadMethod {
  readonly place: Place;
  readonly messages: readonly Message[];
  readonly scanned: number;
  readonly pages: number;
  readonly done: boolean;
  readonly wasStale: boolean;
  readonly isSparse: boolean;
  readonly earlier?: Earlier;
  readonly home?: ThreadHome;
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
 * @returns The page. A failure only if nothing was read: what was found before it is kept, and the
 * place continues there.
 */
export async function readHistory(
  telegram: Telegram,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Reading>> {
  const begun = await begin(telegram, request, options);
  if (!begun.ok) return begun;
  let progress = begun.value;
  while (!progress.done) {
    const next = await step(telegram, request, progress, options);
    if (!next.ok && progress.messages.length === 0) return next;
    if (!next.ok) break;
    progress = next.value;
    if (!isWorthAnotherPage(progress, request.pageSize)) break;
  }
  const { done, earlier, home, messages, place, scanned } = progress;
  const covered = coveredSoFar(request.query, place, done, earlier?.chatId);
  const reading = { messages, place, done, scanned, covered };
  return succeed(home === undefined ? reading : { ...reading, home });
}

async function begin(
  telegram: Telegram,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Progress>> {
  const { query, sender } = request;
  const place = request.place ?? startingPlace(query, telegram.now());
  const method = methodFor(query, sender !== undefined);
  if (isYetToCome(query, place)) return succeed(progressFrom(place, { method }, true));
  const located = await inThread(query, method, request.discussion, options);
  return located.ok ? await enterPart(place, located.value, request, options) : located;
}

/** An upward read begins in the part before a migration; one that goes on has to know of it again. */
async function enterPart(
  place: Place,
  method: ThreadMethod,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Progress>> {
  const hasMet = request.query.direction === "asc" || place.part === "earlier";
  const earlier = hasMet ? await request.earlier(options) : succeed(undefined);
  if (!earlier.ok) return earlier;
  if (earlier.value === undefined) return succeed(progressFrom(place, method, false));
  const start: Place = request.place === undefined ? { ...place, part: "earlier" } : place;
  return succeed({ ...progressFrom(start, method, false), earlier: earlier.value });
}

function progressFrom(place: Place, method: ThreadMethod, done: boolean): Progress {
  return {
    ...method,
    place,
    messages: [],
    scanned: 0,
    pages: 0,
    done,
    wasStale: false,
    isSparse: false,
  };
}

async function step(
  telegram: Telegram,
  request: ReadRequest,
  progress: Progress,
  options: CallOptions,
): Promise<Outcome<Progress>> {
  const { query } = request;
  const { place } = progress;
  const wanted = request.pageSize - progress.messages.length;
  const planned = planPage(query, progress.method, place, wanted);
  const page = await callFor(telegram, planned, targetOf(progress, request), options);
  if (!page.ok) return unreadable(page.failure, progress, request);
  const reading = readPage(query, place, withoutHead(page.value, progress.thread), wanted);
  const read: Progress = {
    ...progress,
    ...(request.query.thread_id === undefined ? {} : homeOn(page.value)),
    place: reading.place,
    messages: [...progress.messages, ...reading.messages],
    scanned: progress.scanned + reading.passed,
    pages: progress.pages + 1,
    wasStale: reading.state === "stale",
    isSparse: page.value.ids.length < planned.request.limit / 2,
  };
  if (reading.state === "end") return succeed({ ...read, done: true });
  return isBottom(query, reading.state, progress.wasStale)
    ? await leavePart(read, request, options)
    : succeed(read);
}

/**
 * Asked for what lies above the newest message, Telegram may answer with older ones. Seen twice, it
 * is no old page that came again.
 */
function isBottom(query: HistoryQuery, state: PageReading["state"], wasStale: boolean): boolean {
  return state === "bottom" || (state === "stale" && wasStale && query.direction === "asc");
}

/** One part is read: the other one follows, downward the earlier, upward the own. */
async function leavePart(
  progress: Progress,
  { earlier, query }: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Progress>> {
  const { part } = progress.place;
  const isLast = query.direction === "desc" ? part === "earlier" : part === "own";
  if (isLast) return succeed({ ...progress, done: true });
  const other = part === "earlier" ? succeed(undefined) : await earlier(options);
  // The part read so far stays read: the next call asks again for what lies before it.
  if (!other.ok) return succeed(progress);
  if (part === "own" && other.value === undefined) return succeed({ ...progress, done: true });
  return succeed({
    ...progress,
    place: otherPart(progress.place),
    wasStale: false,
    isSparse: true,
    ...(other.value === undefined ? {} : { earlier: other.value }),
  });
}

/**
 * The earlier part is read only if the account can, and a thread's group searched; the rest of the
 * history is read all the same.
 */
function unreadable(failure: Failure, progress: Progress, request: ReadRequest): Outcome<Progress> {
  if (!NOT_LET_IN.has(failure.code)) return { ok: false, failure };
  if (progress.thread !== undefined) return scanInstead(progress, request);
  if (progress.place.part === "own") return { ok: false, failure };
  const place = { ...progress.place, earlier_unreadable: true };
  return request.query.direction === "desc"
    ? succeed({ ...progress, place, done: true })
    : succeed({ ...progress, place: otherPart(place), isSparse: true });
}

function scanInstead({ thread: _, ...progress }: Progress, { query }: ReadRequest) {
  const scanned = withoutSearch(query);
  return scanned.ok ? succeed<Progress>({ ...progress, ...scanned.value }) : scanned;
}

function targetOf({ earlier, method, place, thread }: Progress, request: ReadRequest): Target {
  const own = thread?.ref ?? request.ref;
  const isOwn = place.part === "own" || earlier === undefined;
  return { ref: isOwn ? own : earlier.ref, search: narrowedBy(method, thread, request) };
}

function narrowedBy(
  method: Method,
  thread: ThreadMethod["thread"],
  { sender }: ReadRequest,
): Target["search"] {
  const bySender = method.name === "search" && method.bySender && sender !== undefined;
  return { ...(bySender ? { sender } : {}), ...(thread && { topic_id: thread.rootId }) };
}

/** An empty page says little to a caller; a nearly full one is not worth a second call. */
function isWorthAnotherPage({ isSparse, messages, pages }: Progress, pageSize: number): boolean {
  if (messages.length >= pageSize || pages >= MAX_PAGES) return false;
  return messages.length === 0 || isSparse || messages.length < pageSize / 2;
}
