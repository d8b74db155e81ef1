/**
 * Cuts a page out of a history, in Telegram's order of steps: offset, limit, then the id bounds.
 *
 * https://core.telegram.org/api/offsets
 *
 * @module
 */

import type { ShortPages } from "../rpc.ts";
import type { History, WorldMessage } from "../world/world.ts";

/** The page a request asks for; 0 means "not given" throughout. */
export interface Offsets {
  /** The page starts below this id. */
  readonly offsetId: number;
  /**
   * The page starts before this instant, in Unix seconds; `offsetId` wins where both are given.
   * Where dates fall as ids rise, a message has the latest date up to it; see `countBeforeDate`.
   */
  readonly offsetDate: number;
  /** Moves the page's start: up (newer) if negative, down (older) if positive. */
  readonly addOffset: number;
  /** How many messages, at most 100. */
  readonly limit: number;
  /** Exclusive upper bound of the ids, applied to the finished page. */
  readonly maxId: number;
  /** Exclusive lower bound of the ids, applied to the finished page. */
  readonly minId: number;
}

/** "When 0 is provided the limit will often default to an intermediate value like ~20." */
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** What Telegram makes of a requested limit. A negative one counts as not given. */
export function effectiveLimit(limit: number): number {
  return limit > 0 ? Math.min(limit, MAX_LIMIT) : DEFAULT_LIMIT;
}

/**
 * Cuts a page.
 *
 * @param history What to cut it from.
 * @param chatId The chat's bare id, for the scripted faults.
 * @param offsets Which page.
 * @param shortPages Drops messages from the page before the id bounds are applied.
 * @returns The messages, newest first.
 */
export function slicePage(
  history: History,
  chatId: number,
  offsets: Offsets,
  shortPages: ShortPages,
): readonly WorldMessage[] {
  const position = offsetPosition(history, offsets);
  // A page that would begin above the newest message loses what lies there; its lower end stays.
  // So `add_offset = -limit` at the top of a history is an empty page, and clients that read
  // upwards see their end. Telegram has been seen to slide such a page down instead: a client must
  // work with either.
  const first = position + offsets.addOffset;
  const start = Math.max(0, first);
  const end = Math.min(history.count, first + effectiveLimit(offsets.limit));
  const indexes = new Map<number, number>();
  for (let place = start; place < end; place++) {
    const index = history.count - 1 - place;
    indexes.set(history.idAt(index), index);
  }
  const ids = [...indexes.keys()];
  const newerThanOffset = Math.min(Math.max(0, position - start), ids.length);
  return shortPages({ chatId, ids, newerThanOffset })
    .filter((id) => isWithin(id, offsets))
    .map((id) => history.at(indexes.get(id)!));
}

/** How many messages lie at or above the offset. */
function offsetPosition(history: History, { offsetId, offsetDate }: Offsets): number {
  if (offsetId > 0) return history.count - history.countBelowId(offsetId);
  if (offsetDate > 0) return history.count - history.countBeforeDate(offsetDate);
  return 0;
}

function isWithin(id: number, { minId, maxId }: Offsets): boolean {
  return (minId <= 0 || id > minId) && (maxId <= 0 || id < maxId);
}
