/**
 * Ids and dates of `@tgtk_big`, in closed form: nothing is held for any of its posts.
 *
 * @module
 */

import { mix } from "../dice.ts";
import { BIG } from "../directory.ts";

/** Of this many ids in a row exactly one is deleted, and never the first. */
const BLOCK = 20;
const ALIVE = BLOCK - 1;
/** Seconds between two posts, on average. */
const STEP = (BIG.to - BIG.from) / BIG.count;
/** One post in this many was sent in the same second as the one before. */
const TWIN_EVERY = 50;

/** Which of a block's ids is deleted: 1 to `BLOCK - 1`. */
function holeOf(block: number): number {
  return 1 + mix(block, BIG.id) % ALIVE;
}

/** The id of the post at an index. */
export function bigIdAt(index: number): number {
  const block = Math.floor(index / ALIVE);
  const place = index % ALIVE;
  return 1 + block * BLOCK + place + (place >= holeOf(block) ? 1 : 0);
}

/** How many posts have an id below the given one. */
export function bigCountBelowId(id: number): number {
  if (id <= 1) return 0;
  const block = Math.floor((id - 1) / BLOCK);
  const place = (id - 1) % BLOCK;
  const inBlock = place > holeOf(block) ? place - 1 : place;
  return Math.min(BIG.count, block * ALIVE + inBlock);
}

/** When the post at an index was sent, in Unix seconds; never falls. */
export function bigDateAt(index: number): number {
  const leader = index % TWIN_EVERY === 1 ? index - 1 : index;
  const jitter = (mix(leader, BIG.id) / 0x100000000) * 0.9;
  return Math.floor(BIG.from + (leader + jitter) * STEP);
}

/** The index of a post sent before an instant, `back` posts earlier; -1 where there is none. */
export function bigIndexBefore(date: number, back: number): number {
  const index = Math.floor((date - BIG.from) / STEP) - 1 - back;
  return Math.min(BIG.count - 1, Math.max(-1, index));
}
