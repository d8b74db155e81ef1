/**
 * Reads a page that Telegram sent: which of its messages are taken, how far the read has come, and
 * what the page proves. Pure.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { HistoryPage } from "../telegram/port.ts";
import { beginsAtEnd, DATE_DRIFT_S, type Place } from "./place.ts";
import { answers } from "./predicate.ts";

/** What a page brought. */
export interface PageReading {
  /** The messages that answer the question, in its direction, at most as many as wanted. */
  readonly messages: readonly Message[];
  readonly place: Place;
  /** How many ids of the page the read has passed, those without a message included. */
  readonly passed: number;
  /**
   * `more` may follow. `end`: the window ends here. `bottom`: this part of the history does. `stale`:
   * the page holds messages, all of them behind the place: an upward read is at its end then, or the
   * page is an old one again.
   */
  readonly state: "more" | "end" | "bottom" | "stale";
}

/**
 * Reads a page.
 *
 * A page proves the span from its offset to its far end, nothing beyond: being short is no end. The
 * end is an empty page, a message beyond the window, or id 1. Where a page shows that dates do not rise
 * with ids, only the history's own end ends the window; and a read that has just begun at a date begins
 * anew at the history's own beginning.
 *
 * @param query The question.
 * @param place Where the read stood when the page was asked for.
 * @param page The page, newest first as Telegram sends it.
 * @param wanted How many messages are still wanted; the place stops at the last one taken.
 * @returns The messages taken, the new place, and what the page proves.
 */
export function readPage(
  query: HistoryQuery,
  place: Place,
  page: HistoryPage,
  wanted: number,
): PageReading {
  const order = orderAfter(query, place, page.messages);
  if (order === "scanned" && place.order === "trusted" && !beginsAtEnd(query, place)) {
    return { messages: [], place: { ...place, order }, passed: 0, state: "more" };
  }
  const steps = stepsOf(query, place, page);
  const start = { ...place, order };
  const { left, messages, place: reached, passed } = walk(query, start, steps, wanted);
  const result = (state: PageReading["state"], at = reached): PageReading => ({
    messages,
    place: at,
    passed,
    state,
  });
  if (left !== undefined) return result("end", boundary(query, reached, left.id));
  if (page.ids.length === 0) return result("bottom", emptyEnd(query, place));
  if (passed === 0) return result("stale");
  return result(query.direction === "desc" && reached.next_id === 1 ? "bottom" : "more");
}

/**
 * Passes steps up to the first message beyond the window (`left`), or the first that answers after as
 * many were taken as wanted.
 */
function walk(
  query: HistoryQuery,
  start: Place,
  steps: readonly Step[],
  wanted: number,
): Omit<PageReading, "state"> & { readonly left?: Step } {
  const messages: Message[] = [];
  let place = start;
  let passed = 0;
  const result = () => {
    const fetched = start.fetched + messages.length;
    return { messages, place: { ...place, fetched }, passed };
  };
  for (const step of steps) {
    if (isBeyond(query, place, step)) return { ...result(), left: step };
    const inside = step.message === undefined || isInside(query, place, step.message.date);
    if (inside && step.message !== undefined && answers(query, step.message)) {
      if (messages.length === wanted) break;
      messages.push(step.message);
    }
    place = pass(query, place, step, inside);
    passed += 1;
  }
  return result();
}

interface Step {
  readonly id: number;
  readonly message?: Message;
}

/** The page's ids in the direction of reading; what lies behind the place is left out. */
function stepsOf(query: HistoryQuery, place: Place, page: HistoryPage): readonly Step[] {
  const byId = new Map(page.messages.map((message) => [message.id, message]));
  const ids = [...new Set(page.ids)].sort((a, b) => query.direction === "desc" ? b - a : a - b);
  const ahead = query.direction === "desc"
    ? ids.filter((id) => place.next_id === 0 || id < place.next_id)
    : ids.filter((id) => id >= place.next_id);
  return ahead.map((id) => {
    const message = byId.get(id);
    return message === undefined ? { id } : { id, message };
  });
}

/** Inside the window, and no newer than the read is old. */
function isInside({ direction, window }: HistoryQuery, { ends_at }: Place, date: number): boolean {
  const { from = 0, to = Infinity } = window;
  return date >= from && date < (direction === "desc" ? to : ends_at);
}

/**
 * So far outside the window, on the side where the read goes, that nothing inside can follow. A
 * deleted message has no date to tell by.
 */
function isBeyond(query: HistoryQuery, { ends_at, order }: Place, { message }: Step): boolean {
  if (message === undefined || order !== "trusted") return false;
  return query.direction === "desc"
    ? message.date < (query.window.from ?? 0) - DATE_DRIFT_S
    : message.date >= ends_at + DATE_DRIFT_S;
}

/** A read that stands at its beginning can still begin elsewhere. */
function orderAfter(
  query: HistoryQuery,
  place: Place,
  messages: readonly Message[],
): Place["order"] {
  if (place.order !== "trusted" || isRising(messages)) return place.order;
  return place.next_id === 0 || beginsAtEnd(query, place) ? "scanned" : "broken";
}

/** Do dates rise with ids, but for the drift? */
function isRising(messages: readonly Message[]): boolean {
  const dates = messages.toSorted((a, b) => a.id - b.id).map(({ date }) => date);
  let latest = 0;
  return dates.every((date) => {
    latest = Math.max(latest, date);
    return date >= latest - DATE_DRIFT_S;
  });
}

function pass(query: HistoryQuery, place: Place, step: Step, inside: boolean): Place {
  const next_id = query.direction === "desc" ? step.id : step.id + 1;
  if (!inside) return { ...place, next_id };
  const isFirst = place.first_id === 0;
  const opensAtStart = query.direction === "asc" && query.window.from === undefined;
  return {
    ...place,
    next_id,
    first_id: isFirst ? (opensAtStart ? 1 : step.id) : place.first_id,
    last_date: step.message?.date ?? place.last_date,
  };
}

/** The read has met the first message outside: everything up to it is covered. */
function boundary(query: HistoryQuery, place: Place, id: number): Place {
  return { ...place, next_id: query.direction === "desc" ? id + 1 : id };
}

/** Nothing is left: downward, that covers every id there can be. */
function emptyEnd(query: HistoryQuery, place: Place): Place {
  return query.direction === "desc" ? { ...place, next_id: 1 } : place;
}
