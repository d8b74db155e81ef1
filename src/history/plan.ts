/**
 * The planner: from a question and a place in its answer to the Telegram call that brings the next
 * page. Pure: no I/O, no clock, no randomness.
 *
 * Offsets are those of core.telegram.org/api/offsets: a page begins at the position of `offset_id` or
 * `offset_date`, moved by `add_offset`. Upward pages ask for the `limit` messages just above the
 * offset, as Telegram's own applications do. A search has no `offset_date`: its window narrows what
 * is searched instead.
 *
 * @module
 */

import type { HistoryQuery } from "../model/query.ts";
import type { HistoryRequest, RepliesRequest, SearchRequest } from "../telegram/port.ts";
import { isExact, type Method } from "./method.ts";
import { beginsAtEnd, DATE_DRIFT_S, type Place } from "./place.ts";

/** The most that Telegram puts on a page. */
export const MAX_LIMIT = 100;

/**
 * Asked for beyond what is wanted. Pages are normally some messages short, and one call should fill
 * one page; and a page of few messages, all of them withheld, would look like the end.
 */
const SLACK = 20;

/** Dates are 32-bit in Telegram's requests. */
const LAST_DATE = 2 ** 31 - 1;

/** A call to make: the request without the chat and the sender. */
export type PlannedCall =
  | { readonly name: "history"; readonly request: Omit<HistoryRequest, "ref"> }
  | { readonly name: "replies"; readonly request: Omit<RepliesRequest, "ref"> }
  | { readonly name: "search"; readonly request: Omit<SearchRequest, "ref" | "sender"> };

/**
 * Plans the next call.
 *
 * @param query The question.
 * @param method The method chosen for it.
 * @param place Where the read stands.
 * @param wanted How many messages are still wanted, 1 to 100.
 * @returns The call.
 *
 * @example The first page of a window, newest first
 * ```ts
 * import { planPage } from "./plan.ts";
 * import { startingPlace } from "./place.ts";
 * import assert from "node:assert/strict";
 *
 * const query = { window: { to: 1700000000 }, direction: "desc" } as const;
 * const place = startingPlace(query, 1800000000);
 * assert.deepEqual(planPage(query, { name: "history" }, place, 50), {
 *   name: "history",
 *   request: { limit: 70, offset_date: 1700000060 },
 * });
 * ```
 */
export function planPage(
  query: HistoryQuery,
  method: Method,
  place: Place,
  wanted: number,
): PlannedCall {
  const limit = isExact(query, method) ? Math.min(MAX_LIMIT, wanted + SLACK) : MAX_LIMIT;
  const base = query.direction === "desc" ? { limit } : { limit, add_offset: -limit };
  if (method.name === "search") {
    const request = {
      ...base,
      ...idOffset(query, place),
      text: query.search ?? "",
      filter: method.filter,
      ...searchPlace(query, place),
    };
    return { name: "search", request };
  }
  const offset = entersByDate(query, method, place) ? dateOffset(query) : idOffset(query, place);
  const request = { ...base, ...offset };
  return method.name === "history"
    ? { name: "history", request }
    : { name: "replies", request: { ...request, root_id: method.rootId } };
}

/** Goes on from the last id; an upward read begins above id 0. */
function idOffset(
  { direction }: HistoryQuery,
  { next_id }: Place,
): { readonly offset_id?: number } {
  if (next_id > 0) return { offset_id: next_id };
  return direction === "desc" ? {} : { offset_id: 1 };
}

/** The first page of a window begins at its date, in place of an id, unless dates are in no order. */
function entersByDate(query: HistoryQuery, method: Method, place: Place): boolean {
  return method.name !== "search" && place.next_id === 0 && place.order === "trusted" &&
    !beginsAtEnd(query, place);
}

function dateOffset({ direction, window: { from = 0, to = 0 } }: HistoryQuery) {
  const date = direction === "desc" ? to + DATE_DRIFT_S : from - DATE_DRIFT_S;
  return { offset_date: Math.min(date, LAST_DATE) };
}

/** Topic and window; Telegram's bounds are exclusive. */
function searchPlace(query: HistoryQuery, place: Place) {
  const { topic_id, window } = query;
  const isOpen = window.to === undefined || window.to > place.ends_at;
  return {
    ...(topic_id === undefined ? {} : { topic_id }),
    ...(window.from === undefined ? {} : { after_date: Math.min(window.from - 1, LAST_DATE) }),
    ...(isOpen ? {} : { before_date: window.to }),
  };
}
