/**
 * One step of a read: ask for the next page, and go on after it, into the other part of a migrated
 * history where one is read to its end.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, HistoryPage, Telegram } from "../telegram/port.ts";
import { type Method, methodFor } from "./method.ts";
import type { PageReading } from "./page.ts";
import { isYetToCome, otherPart, type Place, startingPlace } from "./place.ts";
import { type PlannedCall, planPage } from "./plan.ts";

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
  /** How to name the only sender that is wanted, where that is known. */
  readonly sender?: ChatRef;
  /** Finds the part before a migration; asked when the read comes to it. */
  readonly earlier: (options: CallOptions) => Promise<Outcome<Earlier | undefined>>;
}

/** Where a read stands, and what it has learned. */
export interface Standing {
  readonly place: Place;
  /** Nothing is left to read. */
  readonly done: boolean;
  /** The last page was an old one, or an upward read's end. */
  readonly wasStale: boolean;
  readonly earlier?: Earlier;
}

/** A page as it came, and the most that it could have held. */
export interface AskedPage {
  readonly page: HistoryPage;
  readonly limit: number;
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
 * Asks for the page after a place.
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
  { earlier, place }: Standing,
  wanted: number,
  options: CallOptions,
): Promise<Outcome<AskedPage>> {
  const { query, sender } = subject;
  const method = methodFor(query, sender !== undefined);
  const planned = planPage(query, method, place, wanted);
  const ref = place.part === "own" ? subject.ref : earlier?.ref ?? subject.ref;
  const page = await callFor(telegram, planned, ref, senderFor(method, sender), options);
  return page.ok ? succeed({ page: page.value, limit: planned.request.limit }) : page;
}

function senderFor(method: Method, sender: ChatRef | undefined): ChatRef | undefined {
  return method.name === "search" && method.bySender ? sender : undefined;
}

function callFor(
  { messages }: Telegram,
  planned: PlannedCall,
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

const NOT_LET_IN: ReadonlySet<string> = new Set(["CHANNEL_PRIVATE", "CHAT_NOT_FOUND"]);

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
