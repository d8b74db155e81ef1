/**
 * When messages were sent: dates as closed-form functions of ids, never falling.
 *
 * @module
 */

import { SALT } from "./directory.ts";
import { mix } from "./dice.ts";

/** A stretch of time to spread ids over, in Unix seconds; ids run from 1 to `lastId`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly lastId: number;
}

const DAY = 86_400;
/** A conversation's length in ids, for {@linkcode burstyTimeline}. */
const BURST = 24;

/**
 * Moves an instant from the night into the waking hours (06:00 to 22:00 UTC hold nine tenths of all
 * messages). The map is continuous and rises within each day, so the order is kept.
 */
function wake(instant: number): number {
  const day = Math.floor(instant / DAY);
  const part = instant / DAY - day;
  return Math.floor(day * DAY + wakingPart(part) * DAY);
}

function wakingPart(part: number): number {
  if (part < 0.06) return (part / 0.06) * 0.25;
  if (part < 0.96) return 0.25 + ((part - 0.06) / 0.9) * (16 / 24);
  return 22 / 24 + ((part - 0.96) / 0.04) * (2 / 24);
}

/** Dates about evenly spread, with some disorder in the distances. */
export function evenTimeline(span: Span, seed: number, chat: number): (id: number) => number {
  const step = (span.to - span.from) / span.lastId;
  const salt = mix(mix(seed, chat), SALT.time);
  return (id) => {
    const jitter = (mix(salt, id) / 0x100000000) * 0.95;
    return Math.min(span.to, Math.max(span.from, wake(span.from + (id - 1 + jitter) * step)));
  };
}

/** Dates in bursts, as people talk: quick answers first, then a silence. */
export function burstyTimeline(span: Span): (id: number) => number {
  const length = ((span.to - span.from) / span.lastId) * BURST;
  return (id) => {
    const burst = Math.floor((id - 1) / BURST);
    const within = ((id - 1) % BURST) / BURST;
    const instant = span.from + burst * length + within ** 3 * length;
    return Math.min(span.to, Math.max(span.from, wake(instant)));
  };
}
