/**
 * The bones of `@tgtk_chat`: which messages exist, who wrote them, what answers what.
 *
 * @module
 */

import { byWeight, dice } from "../dice.ts";
import { CHAT, SALT } from "../directory.ts";
import { chooseIds } from "../tabled_history.ts";
import { burstyTimeline } from "../timeline.ts";

/** What a message is. */
export type ChatKind = "migrated" | "pin" | "joined" | "invited" | "left" | "title" | "said";

/** The bones. */
export interface ChatFrame {
  readonly seed: number;
  readonly ids: Int32Array;
  /** Unix seconds. */
  readonly dateOf: (id: number) => number;
  readonly kindAt: (index: number) => ChatKind;
  /** The number of the person who wrote it, 0 to 499. */
  readonly senderAt: (index: number) => number;
  /** The index of the message it answers; undefined where it answers none. */
  readonly answeredAt: (index: number) => number | undefined;
}

const KINDS: readonly (readonly [ChatKind, number])[] = [
  ["said", 97.6],
  ["joined", 1.1],
  ["invited", 0.5],
  ["left", 0.75],
  ["title", 0.05],
];

const pinned: ReadonlySet<number> = new Set(CHAT.pinned);

/** Is this message pinned? */
export function isPinned(id: number): boolean {
  return pinned.has(id);
}

/** Lays out the group. */
export function chatFrame(seed: number): ChatFrame {
  const ids = chooseIds({
    ...CHAT,
    seed,
    chat: CHAT.id,
    isKept: (id) => pinned.has(id) || pinned.has(id - 1),
    isSwept: (id) => id >= CHAT.swept.from && id <= CHAT.swept.to,
  });
  const kindAt = (index: number) => kindOf(seed, ids[index]!);
  return {
    seed,
    ids,
    kindAt,
    dateOf: burstyTimeline(CHAT),
    senderAt: (index) => senderOf(seed, index),
    answeredAt: (index) => {
      const target = kindAt(index) === "said" ? targetOf(seed, index) : undefined;
      return target !== undefined && kindAt(target) === "said" ? target : undefined;
    },
  };
}

function kindOf(seed: number, id: number): ChatKind {
  if (id === 1) return "migrated";
  if (pinned.has(id - 1)) return "pin";
  if (pinned.has(id)) return "said";
  return byWeight(dice(seed, CHAT.id, id, SALT.entity).fraction(), KINDS);
}

/**
 * A few people write most. Every fifth message goes round the whole group, so that each of the
 * senders writes at least eight times; 167 shares no divisor with 500.
 */
function senderOf(seed: number, index: number): number {
  if (index % 5 === 1) return (Math.floor(index / 5) * 167) % CHAT.senders;
  const thrown = dice(seed, CHAT.id, index, SALT.sender);
  return Math.floor(thrown.fraction() ** 2.4 * CHAT.senders);
}

/** Answers look back, mostly not far. */
function targetOf(seed: number, index: number): number | undefined {
  const thrown = dice(seed, CHAT.id, index, SALT.reply);
  if (!thrown.chance(0.36)) return undefined;
  const target = index - 1 - Math.floor(thrown.fraction() ** 3 * 60);
  return target > 0 ? target : undefined;
}

/** The index of the message at the top of a chain of answers; the message's own where it has none. */
export function topOf(frame: ChatFrame, index: number): number {
  let top = index;
  for (let up = frame.answeredAt(top); up !== undefined; up = frame.answeredAt(top)) top = up;
  return top;
}
