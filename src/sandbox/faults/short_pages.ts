/**
 * Scripted short pages: Telegram returns fewer messages than it was asked for whenever it likes,
 * and a client must not take that for the end.
 *
 * @module
 */

import type { ShortPages } from "../rpc.ts";
import { chance } from "./chance.ts";

/** Serves every page whole. */
export const wholePages: ShortPages = ({ ids }) => ids;

/**
 * Withholds messages: the chosen ones are never served, on no page and not by id.
 *
 * @param share How many of all messages, 0 to 1.
 * @param seed Chooses which.
 */
export function withhold(share: number, seed: number): ShortPages {
  return ({ chatId, ids }) => ids.filter((id) => chance(seed, chatId, id) >= share);
}

/**
 * Cuts pages short: a chosen page loses messages at the end farthest from its offset. The message
 * nearest to the offset always stays, and asking for the same page again gets the same answer.
 *
 * @param share How many of all pages, 0 to 1.
 * @param seed Chooses which, and how much they lose.
 */
export function cut(share: number, seed: number): ShortPages {
  return ({ chatId, ids, newerThanOffset }) => {
    const older = ids.length - newerThanOffset;
    // Round an offset in the middle of a page the longer side is cut.
    const longer = Math.max(older, newerThanOffset);
    const page = [seed, chatId, ids[0] ?? 0, ids.length, newerThanOffset];
    if (longer < 2 || chance(...page) >= share) return ids;
    const dropped = 1 + Math.floor(chance(...page, longer) * (longer - 1));
    return older >= newerThanOffset ? ids.slice(0, ids.length - dropped) : ids.slice(dropped);
  };
}

/** Lets several faults at the same page, one after the other. */
export function combine(...faults: readonly ShortPages[]): ShortPages {
  return (page) =>
    faults.reduce((left, fault) => {
      const kept = new Set(fault(left));
      const isKept = (id: number) => kept.has(id);
      const newerThanOffset = left.ids.slice(0, left.newerThanOffset).filter(isKept).length;
      return { ...left, ids: left.ids.filter(isKept), newerThanOffset };
    }, page).ids;
}
