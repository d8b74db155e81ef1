/**
 * Where a read stands between two pages: the state that a cursor carries.
 *
 * @module
 */

import type { Covered, CoveredPart, HistoryQuery } from "../model/query.ts";

/**
 * The parts of a history, in the order of time: `earlier` is the basic group that a supergroup came
 * from, with ids of its own.
 */
export const PARTS = ["own", "earlier"] as const;

/** One of {@linkcode PARTS}. */
export type Part = (typeof PARTS)[number];

/**
 * Seconds by which a message may be dated before one with a lower id, however many lie between:
 * servers' clocks differ a little. Windows are entered and left that much later than their dates say,
 * and each message's own date decides.
 */
export const DATE_DRIFT_S = 60;

/**
 * What is known of a history's dates. `trusted`: they rise with the ids, but for that drift.
 * `scanned`: they do not, and the whole history is read. `broken`: that was seen after the read began
 * at a date, so messages may lie before the beginning.
 */
export const ORDERS = ["trusted", "scanned", "broken"] as const;

/** The state of a read. Ids and dates are 0 where nothing is known yet. */
export interface Place {
  readonly part: Part;
  /**
   * Downward: messages below this id come next. Upward: messages at or above it. 0 before the first
   * page of a part, which starts from the window's own date.
   */
  readonly next_id: number;
  /** Unix seconds: the window's end, `to` or the moment of the first page. Fixed for the whole read. */
  readonly ends_at: number;
  /** Messages returned so far. */
  readonly fetched: number;
  /** The first id seen in this part, in the direction of reading. */
  readonly first_id: number;
  /** Unix seconds of the last message passed, in the direction of reading. */
  readonly last_date: number;
  /** `first_id` and `next_id` of the part that was read before this one. */
  readonly done_first_id: number;
  readonly done_next_id: number;
  readonly order: (typeof ORDERS)[number];
  /** The account turned out not to be let into the earlier part. */
  readonly earlier_unreadable: boolean;
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
    part: "own",
    next_id: 0,
    ends_at: Math.min(query.window.to ?? present, present),
    fetched: 0,
    first_id: 0,
    last_date: 0,
    done_first_id: 0,
    done_next_id: 0,
    order: "trusted",
    earlier_unreadable: false,
  };
}

/**
 * Tells whether a read begins at the newest or the oldest message, not at a date.
 *
 * @param query The question.
 * @param place Where its read stands.
 */
export function beginsAtEnd({ direction, window }: HistoryQuery, { ends_at }: Place): boolean {
  if (direction === "asc") return window.from === undefined || window.from <= DATE_DRIFT_S;
  return window.to === undefined || window.to > ends_at;
}

/**
 * Goes on in the other part, after this one has been read to its end.
 *
 * @param place Where the read stands.
 * @returns The place before the other part's first page.
 */
export function otherPart(place: Place): Place {
  return {
    ...place,
    part: place.part === "own" ? "earlier" : "own",
    next_id: 0,
    first_id: 0,
    done_first_id: place.first_id,
    done_next_id: place.next_id,
  };
}

/**
 * Tells what a read has covered.
 *
 * The last minute on the open side counts as uncovered: messages dated in it may still follow on the
 * next page, for dates rise with ids only roughly. Where dates are in no order, the ids alone tell what
 * has been read, until all of it has.
 *
 * @param query The question.
 * @param place Where the read stands.
 * @param done Whether its end is proven.
 * @param earlierId The marked id of the basic group before a migration, if there was one.
 * @returns Ids and instants read completely.
 */
export function coveredSoFar(
  query: HistoryQuery,
  place: Place,
  done: boolean,
  earlierId?: number,
): Covered {
  const here = idsOf(query, place.first_id, place.next_id);
  const before = idsOf(query, place.done_first_id, place.done_next_id);
  const [own, old] = place.part === "own" ? [here, before] : [before, here];
  return {
    ...own,
    ...(isDated(place, done) ? datesOf(query, place, done) : {}),
    ...(earlierId === undefined ? {} : { migrated_from: earlierOf(earlierId, place, old) }),
  };
}

function earlierOf(chat_id: number, place: Place, ids: IdRange): CoveredPart {
  return place.earlier_unreadable ? { chat_id, unreadable: true } : { chat_id, ...ids };
}

function isDated({ order }: Place, done: boolean): boolean {
  return order === "trusted" || (order === "scanned" && done);
}

type IdRange = Pick<Covered, "from_id" | "to_id">;

function idsOf({ direction }: HistoryQuery, first: number, next: number): IdRange {
  if (first === 0) return {};
  return direction === "desc"
    ? { from_id: next, to_id: first }
    : { from_id: first, to_id: next - 1 };
}

function datesOf(
  { direction, window }: HistoryQuery,
  { ends_at, last_date }: Place,
  done: boolean,
): Pick<Covered, "from_date" | "to_date"> {
  const passed = last_date && last_date + DATE_DRIFT_S;
  const [from_date, to_date] = direction === "desc"
    ? [done ? window.from ?? last_date : passed, ends_at]
    : [window.from ?? 0, done ? ends_at : last_date - DATE_DRIFT_S];
  if (to_date <= from_date) return {};
  return from_date > 0 ? { from_date, to_date } : { to_date };
}

/**
 * Tells whether a window lies wholly in the time to come: there is nothing in it yet.
 *
 * @param query The question.
 * @param place Where its read stands.
 */
export function isYetToCome({ window: { from = 0 } }: HistoryQuery, { ends_at }: Place): boolean {
  return from >= ends_at;
}
