/**
 * The planner: from a question and a place in its answer to the Telegram call that brings the next
 * page, and from that page to what may be said of it. Pure: no I/O, no clock, no randomness.
 *
 * Offsets are those of core.telegram.org/api/offsets: a page begins at the position of `offset_id` or
 * `offset_date`, moved by `add_offset`. Upward pages ask for the `limit` messages just above the
 * offset, as Telegram's own applications do.
 *
 * @module
 */

import type { Message } from "../model/message.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { HistoryPage, HistoryRequest } from "../telegram/port.ts";
import type { Place } from "./place.ts";

/** The most that Telegram puts on a page. */
export const MAX_LIMIT = 100;

/**
 * Asked for beyond what is wanted. Pages are normally some messages short, and one call should fill
 * one page; and a page of few messages, all of them withheld, would look like the end.
 */
const SLACK = 20;

/** A call to make: the request without the chat. */
export type PageRequest = Omit<HistoryRequest, "ref">;

/**
 * Plans the next call.
 *
 * @param query The question.
 * @param place Where the read stands.
 * @param wanted How many messages are still wanted, 1 to 100.
 * @returns The request.
 *
 * @example The first page of a window, newest first
 * ```ts
 * import { planPage } from "./plan.ts";
 * import assert from "node:assert/strict";
 *
 * const query = { window: { to: 1700000000 }, direction: "desc" } as const;
 * const place = { next_id: 0, ends_at: 1700000000, fetched: 0, first_id: 0, last_date: 0 };
 * assert.deepEqual(planPage(query, place, 50), { limit: 70, offset_date: 1700000000 });
 * ```
 */
export function planPage(query: HistoryQuery, place: Place, wanted: number): PageRequest {
  const limit = Math.min(MAX_LIMIT, wanted + SLACK);
  return query.direction === "desc"
    ? { limit, ...downwardOffset(query, place) }
    : { limit, add_offset: -limit, ...upwardOffset(query, place) };
}

function downwardOffset(query: HistoryQuery, place: Place): Partial<PageRequest> {
  if (place.next_id > 0) return { offset_id: place.next_id };
  return query.window.to === undefined || query.window.to > place.ends_at
    ? {}
    : { offset_date: query.window.to };
}

function upwardOffset(query: HistoryQuery, place: Place): Partial<PageRequest> {
  if (place.next_id > 0) return { offset_id: place.next_id };
  return query.window.from === undefined ? { offset_id: 1 } : { offset_date: query.window.from };
}

/** What a page brought. */
export interface PageReading {
  /** The messages that answer the question, in its direction, at most as many as wanted. */
  readonly messages: readonly Message[];
  readonly place: Place;
  /** How many ids of the page the read has passed, those without a message included. */
  readonly passed: number;
  /**
   * `more` may follow. `end`: the end of the answer is proven. `stale`: the page holds messages, all
   * of them behind the place: an upward read is at its end then, or the page is an old one again.
   */
  readonly state: "more" | "end" | "stale";
}

/**
 * Reads a page.
 *
 * A page proves the span from its offset to its far end, nothing beyond: being short is no end. The
 * end is an empty page, a message outside the window, or id 1.
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
  const steps = stepsOf(query, place, page);
  const beyond = steps.findIndex((step) => isBeyond(query, place, step));
  const within = beyond === -1 ? steps : steps.slice(0, beyond);
  const { messages, place: reached, passed } = walk(query, place, within, wanted);
  const result = (state: PageReading["state"], at = reached): PageReading => ({
    messages,
    place: at,
    passed,
    state,
  });
  const outside = passed === within.length ? steps[beyond] : undefined;
  if (outside !== undefined) return result("end", boundary(query, reached, outside.id));
  if (page.ids.length === 0) return result("end", emptyEnd(query, place));
  if (passed === 0) return result("stale");
  return result(query.direction === "desc" && reached.next_id === 1 ? "end" : "more");
}

/** Passes steps until as many messages are taken as wanted, and up to the last of them only. */
function walk(
  query: HistoryQuery,
  start: Place,
  steps: readonly Step[],
  wanted: number,
): Omit<PageReading, "state"> {
  const messages: Message[] = [];
  let place = start;
  let passed = 0;
  for (const step of steps) {
    if (messages.length === wanted) break;
    const isInside = step.message === undefined || !isBefore(query, step.message.date);
    if (isInside && step.message !== undefined) messages.push(step.message);
    place = pass(query, place, step, isInside);
    passed += 1;
  }
  return { messages, place, passed };
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

/** Outside the window on the side where the read comes from. */
function isBefore({ direction, window: { from = 0, to = Infinity } }: HistoryQuery, date: number) {
  return direction === "desc" ? date >= to : date < from;
}

/** Outside the window on the side where the read goes. A deleted message has no date to tell by. */
function isBeyond(query: HistoryQuery, place: Place, { message }: Step): boolean {
  if (message === undefined) return false;
  return query.direction === "desc"
    ? message.date < (query.window.from ?? 0)
    : message.date >= place.ends_at;
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
    fetched: place.fetched + (step.message === undefined ? 0 : 1),
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
