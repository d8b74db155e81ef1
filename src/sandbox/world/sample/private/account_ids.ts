/**
 * Ids in private dialogs and basic groups: all of them come from one counter of the account, so a
 * chat's own ids have many gaps and no two chats share one.
 *
 * @module
 */

import { chooseIds } from "../tabled_history.ts";

/** Chats take turns: each has the ids with its own remainder. */
const LANES = 3;

/** The lane of the basic group that became a supergroup. */
export const OLD_GROUP_LANE = 0;
/** The lane of the private group. */
export const CIRCLE_LANE = 1;
/** The lane of the private dialog. */
export const DIALOG_LANE = 2;

/** Which ids a chat takes. */
export interface AccountIds {
  readonly seed: number;
  /** 0 to 2. */
  readonly lane: number;
  readonly count: number;
  /** The first and last turn the chat may use; both exist. */
  readonly slots: { readonly first: number; readonly last: number };
}

/** Chooses the ids of one chat. */
export function accountIds({ seed, lane, count, slots }: AccountIds): Int32Array {
  const lastId = slots.last - slots.first + 1;
  const turns = chooseIds({ seed, chat: lane, count, lastId });
  return turns.map((turn) => (slots.first + turn - 1) * LANES + lane);
}
