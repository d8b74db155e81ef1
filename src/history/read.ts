/**
 * The reading engine: pages of an answer, each with what it proves.
 *
 * @module
 */

import { type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { Covered, HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, HistoryPage, Telegram } from "../telegram/port.ts";
import { methodFor } from "./method.ts";
import { type PageReading, readPage } from "./page.ts";
import { coveredSoFar, isYetToCome, otherPart, type Place, startingPlace } from "./place.ts";
import { planPage } from "./plan.ts";
import type { SenderBook } from "./senders.ts";

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
  /** Hears who is met on pages, and tells how they are named. */
  readonly senders: SenderBook;
  /** The only sender that is wanted bears one of these marked ids. */
  readonly onlySender?: readonly number[];
  /** Finds the part before a migration; asked when the read comes to it. */
  readonly earlier: (options: CallOptions) => Promise<Outcome<Earlier | undefined>>;
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
}

/** A read in progress. */
interface Progress {
  readonly place: Place;
  readonly messages: readonly Message[];
  readonly scanned: number;
  readonly pages: number;
  readonly done: boolean;
  readonly wasStale: boolean;
  readonly isSparse: boolean;
  /** Telegram does not take the sender's name: their messages are scanned for. */
  readonly isNameless: boolean;
  readonly earlier?: Earlier;
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
  const { done, earlier, messages, place, scanned } = progress;
  const covered = coveredSoFar(request.query, place, done, earlier?.chatId);
  return succeed({ messages, place, done, scanned, covered });
}

/** An upward read begins in the part before a migration; one that goes on has to know of it again. */
async function begin(
  telegram: Telegram,
  request: ReadRequest,
  options: CallOptions,
): Promise<Outcome<Progress>> {
  const { query } = request;
  const isUpward = query.direction === "asc";
  const place = request.place ?? startingPlace(query, telegram.now());
  if (isYetToCome(query, place)) return succeed(progressFrom(place, true));
  const hasMet = isUpward || place.part === "earlier";
  const earlier = hasMet ? await request.earlier(options) : succeed(undefined);
  if (!earlier.ok) return earlier;
  const startsEarlier = request.place === undefined && earlier.value !== undefined;
  const start = progressFrom(startsEarlier ? { ...place, part: "earlier" } : place, false);
  return succeed(earlier.value === undefined ? start : { ...start, earlier: earlier.value });
}

function progressFrom(place: Place, done: boolean): Progress {
  return {
    place,
    messages: [],
    scanned: 0,
    pages: 0,
    done,
    wasStale: false,
    isSparse: false,
    isNameless: false,
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
  const ref = partRef(progress, request);
  const sender = senderFor(progress, request);
  const method = methodFor(query, sender !== undefined);
  const planned = planPage(query, method, place, wanted);
  const page = await callFor(telegram, planned, ref, sender, options);
  if (!page.ok && sender !== undefined && MAY_BE_THE_SENDER.has(page.failure.code)) {
    request.senders.forget(sender);
    return await step(telegram, request, { ...progress, isNameless: true }, options);
  }
  if (!page.ok) return unreadable(page.failure, progress, request);
  request.senders.met(page.value.senders ?? []);
  const reading = readPage(query, place, page.value, wanted);
  const read: Progress = {
    ...progress,
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

function partRef({ earlier, place }: Progress, { ref }: ReadRequest): ChatRef {
  return place.part === "own" ? ref : earlier?.ref ?? ref;
}

/** Who was unknown may have been met on the page before: the place holds for either method. */
function senderFor(
  { isNameless }: Progress,
  { onlySender = [], senders }: ReadRequest,
): ChatRef | undefined {
  return isNameless ? undefined : senders.refTo(onlySender);
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

const NOT_LET_IN: ReadonlySet<string> = new Set(["CHANNEL_PRIVATE", "CHAT_NOT_FOUND"]);

/** The earlier part is read only if the account can; the rest of the history is read all the same. */
function unreadable(failure: Failure, progress: Progress, request: ReadRequest): Outcome<Progress> {
  if (progress.place.part === "own" || !NOT_LET_IN.has(failure.code)) return { ok: false, failure };
  const place = { ...progress.place, earlier_unreadable: true };
  return request.query.direction === "desc"
    ? succeed({ ...progress, place, done: true })
    : succeed({ ...progress, place: otherPart(place), isSparse: true });
}

/** The message that a sender is named by may be gone by now; Telegram does not always say what is wrong. */
const MAY_BE_THE_SENDER: ReadonlySet<string> = new Set(["VALIDATION_ERROR", ...NOT_LET_IN]);

function callFor(
  { messages }: Telegram,
  planned: ReturnType<typeof planPage>,
  ref: ChatRef,
  sender: ChatRef | undefined,
  options: CallOptions,
): Promise<Outcome<HistoryPage>> {
  switch (planned.name) {
    case "history":
      return messages.getHistory({ ref, ...planned.request }, options);
    case "replies":
      return messages.getReplies({ ref, ...planned.request }, options);
    case "search":
      return messages.search(
        { ref, ...planned.request, ...(sender === undefined ? {} : { sender }) },
        options,
      );
  }
}

/**
 * An empty page says little to a caller, and a window that has been left is soon proven; a nearly full
 * page is not worth a second call.
 */
function isWorthAnotherPage(progress: Progress, pageSize: number): boolean {
  const { isSparse, messages, pages, place } = progress;
  if (messages.length >= pageSize || pages >= MAX_PAGES) return false;
  return messages.length === 0 || isSparse || place.beyond > 0 || messages.length < pageSize / 2;
}
