/**
 * A history that changes: messages added, edited and removed on top of any other history, which is
 * neither copied nor touched.
 *
 * @module
 */

import { type Change, countBelow, type History, type WorldMessage } from "./world.ts";

/** A history whose messages arrive, change and vanish. */
export interface ChangingHistory extends History {
  /** Always there, unlike in other histories. */
  readonly changes: NonNullable<History["changes"]>;
  /**
   * Adds a message. Its date should lie between those of its neighbours.
   *
   * @throws {RangeError} If a message with its id is there, or was and has been removed: ids are
   * never used again.
   */
  add(message: WorldMessage): void;
  /** Puts a message in the place of the one with its id; the date stays. Says whether there is one. */
  edit(message: WorldMessage): boolean;
  /** Removes a message; says whether it was there. */
  remove(id: number): boolean;
}

/**
 * Lays changes over a history.
 *
 * Reading costs a few binary searches over what was added and removed, however long the history.
 *
 * @param base The history beneath. It may not change any more: one overlay serves everybody.
 * @param log Where the changes are written down; histories that share an event counter share it.
 * @returns The history, at first the same as `base`.
 *
 * @example A message that vanishes
 * ```ts
 * import { changingHistory } from "./changing_history.ts";
 * import { heldHistory } from "./held_history.ts";
 * import { Api, bigInt } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peerId = new Api.PeerUser({ userId: bigInt(1) });
 * const message = new Api.Message({ id: 5, peerId, date: 1_700_000_000, message: "Hello" });
 * const history = changingHistory(heldHistory([message]));
 * assert.equal(history.remove(5), true);
 * assert.equal(history.count, 0);
 * ```
 */
export function changingHistory(base: History, log: Change[] = []): ChangingHistory {
  /** Ids that are not in `base`, rising. */
  const addedIds: number[] = [];
  /** Indexes in `base`, rising. */
  const removed: number[] = [];
  /** Messages as they are now, where `base` lacks them or has them otherwise. */
  const current = new Map<number, WorldMessage>();
  const removedIds = new Set<number>();

  const removedBelow = (index: number) =>
    countBelow(removed.length, (place) => removed[place]! < index);
  const baseBelowId = (id: number) => {
    const below = base.countBelowId(id);
    return below - removedBelow(below);
  };
  const addedBelowId = (id: number) =>
    countBelow(addedIds.length, (place) => addedIds[place]! < id);
  const count = () => base.count - removed.length + addedIds.length;
  const has = (id: number): boolean => {
    if (removedIds.has(id)) return false;
    if (current.has(id)) return true;
    const index = base.countBelowId(id);
    return index < base.count && base.idAt(index) === id;
  };

  /** The id of an added message, or an index of `base`. */
  const locate = (index: number): { readonly id: number } | { readonly index: number } => {
    if (!Number.isInteger(index) || index < 0 || index >= count()) {
      throw new RangeError(`Cannot read message ${index} of ${count()}`);
    }
    const placeOf = (added: number) => added + baseBelowId(addedIds[added]!);
    const before = countBelow(addedIds.length, (added) => placeOf(added) < index);
    if (before < addedIds.length && placeOf(before) === index) return { id: addedIds[before]! };
    const live = index - before;
    return { index: live + countBelow(removed.length, (place) => removed[place]! - place <= live) };
  };
  const idAt = (index: number): number => {
    const place = locate(index);
    return "id" in place ? place.id : base.idAt(place.index);
  };

  return {
    get count() {
      return count();
    },
    idAt,
    at: (index) => {
      if (log.length === 0) return base.at(index);
      const place = locate(index);
      if ("id" in place) return current.get(place.id)!;
      return current.get(base.idAt(place.index)) ?? base.at(place.index);
    },
    dateAt: (index) => {
      const place = locate(index);
      return "id" in place ? current.get(place.id)!.date : base.dateAt(place.index);
    },
    countBelowId: (id) => baseBelowId(id) + addedBelowId(id),
    countBeforeDate: (date) => {
      const below = base.countBeforeDate(date);
      const added = countBelow(
        addedIds.length,
        (place) => current.get(addedIds[place]!)!.date < date,
      );
      return below - removedBelow(below) + added;
    },
    changes: {
      base,
      log,
      isTouched: (id) => current.has(id) || removedIds.has(id),
      touched: () => [...current.values()].sort((a, b) => a.id - b.id),
    },
    add: (message) => {
      const { id } = message;
      if (has(id) || removedIds.has(id)) {
        throw new RangeError(`Cannot add message ${id}: its id is taken`);
      }
      addedIds.splice(addedBelowId(id), 0, id);
      current.set(id, message);
      log.push({ kind: "added", message });
    },
    edit: (message) => {
      if (!has(message.id)) return false;
      current.set(message.id, message);
      log.push({ kind: "edited", message });
      return true;
    },
    remove: (id) => {
      if (!has(id)) return false;
      const added = addedBelowId(id);
      if (addedIds[added] === id) addedIds.splice(added, 1);
      else {
        const index = base.countBelowId(id);
        removed.splice(removedBelow(index), 0, index);
      }
      current.delete(id);
      removedIds.add(id);
      log.push({ kind: "removed", id });
      return true;
    },
  };
}
