/**
 * One step of a read: ask for the next page, and go on after it, into the other part of a migrated
 * history where one is read to its end.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, HistoryPage, RepliesPage, Telegram } from "../telegram/port.ts";
import { callFor, type Target } from "./call.ts";
import {
  type FindThread,
  homeOn,
  inThread,
  NOT_LET_IN,
  provenTopic,
  type SearchedThread,
  type SearchedTopic,
  type ThreadHome,
  type ThreadMethod,
  withoutHead,
  withoutSearch,
} from "./in_thread.ts";
import { methodFor } from "./method.ts";
import type { PageReading } from "./page.ts";
import { isYetToCome, otherPart, type Place, startingPlace } from "./place.ts";
import { type PlannedCall, planPage } from "./plan.ts";
import type { SenderBook } from "./senders.ts";

/** The basic group that a supergroup came from. */
export interface Earlier {
  readonly ref: ChatRef;
  /** Marked id. */
  readonly chatId: number;
}

/** What is read. */
export interface Subject {
  readonly ref: ChatRef;
  readonly query: HistoryQuery;
  /** Hears who is met on pages, and tells how they are named. */
  readonly senders: SenderBook;
  /** The only sender that is wanted bears one of these marked ids. */
  readonly onlySender?: readonly number[];
  /** Finds the part before a migration; asked when the read comes to it. */
  readonly earlier: (options: CallOptions) => Promise<Outcome<Earlier | undefined>>;
  /** Finds the thread that the question is about; asked for a search in it. */
  readonly discussion: FindThread;
  /** The topic that the question is about, if it is about one. */
  readonly topic?: SearchedTopic;
}

/** Where a read stands, and what it has learned. */
export interface Standing {
  readonly place: Place;
  /** Nothing is left to read. */
  readonly done: boolean;
  /** The last page was an old one, or an upward read's end. */
  readonly wasStale: boolean;
  readonly earlier?: Earlier;
  /** Telegram does not take the sender's name: their messages are scanned for. */
  readonly isNameless?: true;
  /** The thread that is searched. */
  readonly thread?: SearchedThread;
  /** The group of the thread may not be searched: the thread is scanned. */
  readonly isShut?: true;
  readonly home?: ThreadHome;
}

/** A page as it came, and the most that it could have held. */
export interface AskedPage {
  readonly page: HistoryPage;
  readonly limit: number;
  /** Where the read stands, with what asking has taught. */
  readonly standing: Standing;
}

/**
 * Begins a read, or goes on. An upward read begins in the part before a migration; one that goes on
 * has to know of it again.
 *
 * @param telegram The port.
 * @param subject What to read.
 * @param from Where to go on; absent for the first page.
 * @param options The call's limits.
 */
export async function standAt(
  telegram: Telegram,
  subject: Subject,
  from: Place | undefined,
  options: CallOptions,
): Promise<Outcome<Standing>> {
  const { query } = subject;
  const place = from ?? startingPlace(query, telegram.now());
  if (isYetToCome(query, place)) return succeed({ place, done: true, wasStale: false });
  const hasMet = query.direction === "asc" || place.part === "earlier";
  const earlier = hasMet ? await subject.earlier(options) : succeed(undefined);
  if (!earlier.ok) return earlier;
  const startsEarlier = from === undefined && earlier.value !== undefined;
  return succeed({
    place: startsEarlier ? { ...place, part: "earlier" } : place,
    done: false,
    wasStale: false,
    ...(earlier.value === undefined ? {} : { earlier: earlier.value }),
  });
}

/**
 * Asks for the page after a place. Where Telegram does not take the sender's name, or does not let the
 * thread's group be searched, it asks again for all there is.
 *
 * @param telegram The port.
 * @param subject What is read.
 * @param standing Where.
 * @param wanted How many messages are still wanted.
 * @param options The call's limits.
 */
export async function askPage(
  telegram: Telegram,
  subject: Subject,
  standing: Standing,
  wanted: number,
  options: CallOptions,
): Promise<Outcome<AskedPage>> {
  const sender = senderFor(standing, subject);
  const located = await locate(subject, standing, sender !== undefined, options);
  if (!located.ok) return located;
  const { method, thread } = located.value;
  const planned = planPage(subject.query, method, standing.place, wanted);
  const target = targetOf(subject, standing, sender, thread);
  const page = await callFor(telegram, planned, target, options);
  if (page.ok) {
    subject.senders.met(page.value.senders ?? []);
    const searched = isFirstSearch(planned, standing) ? subject.topic : undefined;
    const topic = await provenTopic(searched, page.value, options);
    if (!topic.ok) return topic;
    return succeed({
      page: withoutHead(page.value, thread),
      limit: planned.request.limit,
      standing: { ...standing, ...threadOn(subject, page.value, thread) },
    });
  }
  const less = withLess(standing, page.failure, sender, thread);
  if (less === undefined) return page;
  if (sender !== undefined && less.isNameless) subject.senders.forget(sender);
  return await askPage(telegram, subject, less, wanted, options);
}

function isFirstSearch({ name }: PlannedCall, { place }: Standing): boolean {
  return name === "search" && place.next_id === 0;
}

function targetOf(
  subject: Subject,
  standing: Standing,
  sender: ChatRef | undefined,
  thread: SearchedThread | undefined,
): Target {
  return {
    ref: thread?.ref ?? partRef(subject, standing),
    search: { ...(sender && { sender }), ...(thread && { topic_id: thread.rootId }) },
  };
}

/** What a page tells of the thread that is read, if one is. */
function threadOn(
  { query }: Subject,
  page: RepliesPage,
  thread: SearchedThread | undefined,
): Pick<Standing, "home" | "thread"> {
  return query.thread_id === undefined ? {} : { ...homeOn(page), ...(thread && { thread }) };
}

/** The method to use, and the thread that it searches; found once. */
async function locate(
  { discussion, query }: Subject,
  { isShut, thread }: Standing,
  canNameSender: boolean,
  options: CallOptions,
): Promise<Outcome<ThreadMethod>> {
  if (isShut) return withoutSearch(query);
  const method = methodFor(query, canNameSender);
  if (thread !== undefined && method.name === "search") return succeed({ method, thread });
  const located = await inThread(query, method, discussion, options);
  return !located.ok && NOT_LET_IN.has(located.failure.code) ? withoutSearch(query) : located;
}

function partRef({ ref }: Subject, { earlier, place }: Standing): ChatRef {
  return place.part === "own" ? ref : earlier?.ref ?? ref;
}

/** Who was unknown may have been met on the page before: the place holds for either method. */
function senderFor(
  { isNameless }: Standing,
  { onlySender = [], senders }: Subject,
): ChatRef | undefined {
  return isNameless ? undefined : senders.refTo(onlySender);
}

/** The message that a sender is named by may be gone by now; Telegram does not always say what is wrong. */
const MAY_BE_THE_SENDER: ReadonlySet<string> = new Set(["VALIDATION_ERROR", ...NOT_LET_IN]);

/** What can still be asked after a refusal, if anything. */
function withLess(
  standing: Standing,
  { code }: Failure,
  sender: ChatRef | undefined,
  thread: SearchedThread | undefined,
): Standing | undefined {
  if (sender !== undefined && MAY_BE_THE_SENDER.has(code)) return { ...standing, isNameless: true };
  if (thread === undefined || !NOT_LET_IN.has(code)) return undefined;
  const { thread: _, ...others } = standing;
  return { ...others, isShut: true };
}

/**
 * Goes on after a page.
 *
 * @param subject What is read.
 * @param standing Where the read stood when the page was asked for.
 * @param reading What the page brought.
 * @param options The call's limits.
 * @returns Where the read stands now. A failure to find the part before a migration: the page stays
 * read, and the next step asks again.
 */
export async function goOn(
  subject: Subject,
  standing: Standing,
  { place, state }: Pick<PageReading, "place" | "state">,
  options: CallOptions,
): Promise<Outcome<Standing>> {
  const here = { ...standing, place, wasStale: state === "stale" };
  if (state === "end") return succeed({ ...here, done: true });
  return isBottom(subject.query, state, standing.wasStale)
    ? await leavePart(here, subject, options)
    : succeed(here);
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
  standing: Standing,
  { earlier, query }: Subject,
  options: CallOptions,
): Promise<Outcome<Standing>> {
  const { part } = standing.place;
  const isLast = query.direction === "desc" ? part === "earlier" : part === "own";
  if (isLast) return succeed({ ...standing, done: true });
  const other = part === "earlier" ? succeed(undefined) : await earlier(options);
  if (!other.ok) return other;
  if (part === "own" && other.value === undefined) return succeed({ ...standing, done: true });
  return succeed({
    ...standing,
    place: otherPart(standing.place),
    wasStale: false,
    ...(other.value === undefined ? {} : { earlier: other.value }),
  });
}

/**
 * Goes on after a failure: the earlier part is read only if the account can, and the rest of the
 * history is read all the same.
 *
 * @param query What is read.
 * @param standing Where the read stands.
 * @param failure What came in place of a page.
 * @returns Where the read goes on; the failure, where it cannot.
 */
export function withoutEarlier(
  query: HistoryQuery,
  standing: Standing,
  failure: Failure,
): Outcome<Standing> {
  if (standing.place.part === "own" || !NOT_LET_IN.has(failure.code)) return fail(failure);
  const place = { ...standing.place, earlier_unreadable: true };
  return query.direction === "desc"
    ? succeed({ ...standing, place, done: true })
    : succeed({ ...standing, place: otherPart(place), wasStale: false });
}
