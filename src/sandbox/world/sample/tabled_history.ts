/**
 * Histories whose ids stand in a table and whose messages are made when asked for.
 *
 * @module
 */

import { dice } from "./dice.ts";
import { SALT } from "./directory.ts";
import { countBelow, type History, type WorldMessage } from "../world.ts";

/** What decides which ids exist. */
export interface IdChoice {
  /** Exactly how many ids exist, at most as many as may. */
  readonly count: number;
  /** The last id; it always exists, as does 1. */
  readonly lastId: number;
  readonly seed: number;
  readonly chat: number;
  /** Ids that may not be missing. */
  readonly isKept?: (id: number) => boolean;
  /** Ids that may not exist; the ones that are kept win. */
  readonly isSwept?: (id: number) => boolean;
}

/**
 * Chooses exactly `count` of the ids 1 to `lastId`; the others count as deleted. Selection sampling
 * (Knuth, TAOCP 3.4.2, algorithm S): one pass, rising ids, every choice equally likely.
 */
export function chooseIds(choice: IdChoice): Int32Array {
  const { count, lastId } = choice;
  const kept = (id: number) => id === 1 || id === lastId || (choice.isKept?.(id) ?? false);
  const swept = (id: number) => !kept(id) && (choice.isSwept?.(id) ?? false);
  const thrown = dice(choice.seed, choice.chat, SALT.ids);
  const ids = new Int32Array(count);
  let wanted = count;
  let free = 0;
  for (let id = 1; id <= lastId; id++) {
    if (kept(id)) wanted--;
    else if (!swept(id)) free++;
  }
  let next = 0;
  for (let id = 1; id <= lastId; id++) {
    if (kept(id)) ids[next++] = id;
    else if (!swept(id) && thrown.below(free--) < wanted) {
      wanted--;
      ids[next++] = id;
    }
  }
  return ids;
}

/** What a tabled history is made of. */
export interface Tabled {
  /** Strictly rising. */
  readonly ids: Int32Array;
  /** Unix seconds; may not fall as the index grows. */
  readonly dateAt: (index: number) => number;
  readonly make: (index: number) => WorldMessage;
}

/** Makes a history; nothing but the table of ids is held. */
export function tabledHistory(tabled: Tabled): History {
  const { ids, dateAt, make } = tabled;
  const count = ids.length;
  const inside = (index: number): number => {
    if (Number.isInteger(index) && index >= 0 && index < count) return index;
    throw new RangeError(`Cannot read message ${index} of ${count}`);
  };
  return {
    count,
    at: (index) => make(inside(index)),
    idAt: (index) => ids[inside(index)]!,
    dateAt: (index) => dateAt(inside(index)),
    countBelowId: (id) => countBelow(count, (index) => ids[index]! < id),
    countBeforeDate: (date) => countBelow(count, (index) => dateAt(index) < date),
  };
}
