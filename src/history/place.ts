/**
 * Where a read stands between two pages: the state that a cursor carries.
 *
 * @module
 */

import type { Covered, HistoryQuery } from "../model/query.ts";

/** The state of a read. Ids and dates are 0 where nothing is known yet. */
export interface Place {
  /**
   * Downward: messages below this id come next. Upward: messages at or above it. 0 before the first
   * page, which starts from the window's own date.
   */
  readonly next_id: number;
  /** Unix seconds: the window's end, `to` or the moment of the first page. Fixed for the whole read. */
  readonly ends_at: number;
  /** Messages returned so far. */
  readonly fetched: number;
  /** The first id seen, in the direction of reading: with `next_id` it bounds what is covered. */
  readonly first_id: number;
  /** Unix seconds of the last message passed, in the direction of reading. */
  readonly last_date: number;
}

/**
 * Starts a read.
 *
 * Without `to`, and with a `to` in the future, it ends at the present moment: that part of the
 * history can no longer grow, so an upward read comes to an end, and `covered` promises nothing
 * about seconds still to come.
 *
 * @param query The question.
 * @param now Telegram's clock, Unix seconds.
 * @returns The place before the first page.
 */
export function startingPlace(query: HistoryQuery, now: number): Place {
  const present = Math.floor(now);
  return {
    next_id: 0,
    ends_at: Math.min(query.window.to ?? present, present),
    fetched: 0,
    first_id: 0,
    last_date: 0,
  };
}

/**
 * Tells what a read has covered.
 *
 * The last second on the open side counts as uncovered: further messages of that very second may
 * still follow on the next page.
 *
 * @param query The question.
 * @param place Where the read stands.
 * @param done Whether its end is proven.
 * @returns Ids and instants read completely.
 */
export function coveredSoFar(query: HistoryQuery, place: Place, done: boolean): Covered {
  const bounds = query.direction === "desc"
    ? downward(query, place, done)
    : upward(query, place, done);
  const known = Object.entries(bounds).filter(([name, value]) =>
    value > 0 && (place.first_id > 0 || !name.endsWith("_id"))
  );
  return Object.fromEntries(known);
}

type Bounds = { [K in keyof Covered]-?: number };

function downward(query: HistoryQuery, place: Place, done: boolean): Bounds {
  const passed = place.last_date && place.last_date + 1;
  return {
    from_id: place.next_id,
    to_id: place.first_id,
    from_date: done ? query.window.from ?? place.last_date : passed,
    to_date: place.ends_at,
  };
}

function upward(query: HistoryQuery, place: Place, done: boolean): Bounds {
  return {
    from_id: place.first_id,
    to_id: place.next_id - 1,
    from_date: query.window.from ?? 0,
    to_date: done ? place.ends_at : place.last_date,
  };
}
