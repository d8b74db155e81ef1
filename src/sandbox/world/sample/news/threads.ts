/**
 * Comments: which message of the discussion group belongs to which post of the channel.
 *
 * The group's whole course is laid out at once (about twenty thousand events, a few hundred
 * kilobytes), because ids rise with time and threads overlap in time.
 *
 * @module
 */

import { dice, mix } from "../dice.ts";
import { NEWS, NEWS_CHAT, SALT, WORLD_NOW } from "../directory.ts";
import type { NewsFrame } from "./news_frame.ts";

/** What a message of the discussion group is. */
export type ThreadEvent =
  | { readonly kind: "created" }
  | { readonly kind: "loose" }
  /** The automatic forward of a post. */
  | { readonly kind: "copy"; readonly postId: number }
  /** A comment; `rank` counts the thread's comments from 0, oldest first. */
  | { readonly kind: "comment"; readonly postId: number; readonly rank: number };

/** The discussion group's course. */
export interface Threads {
  /** The ids that exist, rising. */
  readonly ids: Int32Array;
  /** Unix seconds. */
  dateAt(index: number): number;
  eventAt(index: number): ThreadEvent;
  /** The id of a post's copy in the group; undefined for posts without comments. */
  copyId(postId: number): number | undefined;
  /** The ids of a post's comments, rising; empty for posts without. */
  commentIds(postId: number): Int32Array;
}

/** Distances between an event's date and the next one's in a sort key. */
const SEQUENCE = 2 ** 20;
const COPY = -1;
const LOOSE = -2;
const LOOSE_COUNT = 900;
const NO_COMMENTS = new Int32Array(0);
const DAY = 86_400;

/** Lays out the group. */
export function threadsOf(frame: NewsFrame): Threads {
  const course = layOut(frame);
  const ids = idsOf(frame.seed, course.length);
  const copies = new Map<number, number>();
  const comments = new Map<number, number[]>();
  const ranks = new Int32Array(course.length);
  course.forEach((event, index) => {
    if (event.role === COPY) copies.set(event.postId, ids[index]!);
    if (event.role < 0) return;
    const thread = comments.get(event.postId) ?? [];
    if (thread.length === 0) comments.set(event.postId, thread);
    ranks[index] = thread.push(ids[index]!) - 1;
  });
  const packed = new Map([...comments].map(([id, list]) => [id, Int32Array.from(list)] as const));
  return {
    ids,
    dateAt: (index) => course[index]!.date,
    eventAt: (index) => describe(course[index]!, index, ranks),
    copyId: (postId) => copies.get(postId),
    commentIds: (postId) => packed.get(postId) ?? NO_COMMENTS,
  };
}

interface Planned {
  readonly date: number;
  readonly postId: number;
  /** A comment's number in planning order from 0, or one of the negative marks above. */
  readonly role: number;
}

function describe(event: Planned, index: number, ranks: Int32Array): ThreadEvent {
  if (index === 0) return { kind: "created" };
  if (event.role === LOOSE) return { kind: "loose" };
  if (event.role === COPY) return { kind: "copy", postId: event.postId };
  return { kind: "comment", postId: event.postId, rank: ranks[index]! };
}

/** Every event, by date; a copy stands before its comments. */
function layOut(frame: NewsFrame): readonly Planned[] {
  const start = frame.dateOf(NEWS.commentsFrom) - DAY;
  const planned: Planned[] = [{ date: start, postId: 0, role: LOOSE }];
  for (const id of frame.ids) {
    if (id >= NEWS.commentsFrom) planned.push(...threadEvents(frame, id));
  }
  const loose = dice(frame.seed, NEWS_CHAT.id, SALT.thread);
  for (let i = 0; i < LOOSE_COUNT; i++) {
    planned.push({ date: loose.between(start + 1, NEWS.to), postId: 0, role: LOOSE });
  }
  // Sorting plain numbers is much faster than sorting objects by a comparison.
  const keys = Float64Array.from(planned, (event, i) => (event.date - start) * SEQUENCE + i).sort();
  return Array.from(keys, (key) => planned[key % SEQUENCE]!);
}

function threadEvents(frame: NewsFrame, postId: number): readonly Planned[] {
  const plan = frame.planOf(postId);
  if (plan.kind === "service") return [];
  const copied = frame.dateOf(postId) + 1;
  const events: Planned[] = [{ date: copied, postId, role: COPY }];
  // An album's comments stand under its first post.
  if (plan.album !== undefined && plan.album.first !== postId) return events;
  const thrown = dice(frame.seed, NEWS_CHAT.id, postId, SALT.thread);
  const count = commentCount(postId, thrown.fraction());
  for (let role = 0; role < count; role++) {
    const delay = 5 + Math.floor(thrown.fraction() ** 3 * 2 * DAY);
    events.push({ date: Math.min(WORLD_NOW - 60, copied + delay), postId, role });
  }
  return events;
}

/** A third of the posts has no comments; most have a few, some have fifty. */
function commentCount(postId: number, thrown: number): number {
  if (postId === NEWS.busy.id) return NEWS.busy.comments;
  if (thrown < 0.35) return 0;
  const rest = (thrown - 0.35) / 0.65;
  return 1 + Math.floor(-2.2 * Math.log(1 - rest)) + (rest > 0.985 ? 40 : 0);
}

/** Rising ids from 1 with a gap now and then. */
function idsOf(seed: number, count: number): Int32Array {
  let id = 0;
  return Int32Array.from({ length: count }, (_, index) => {
    const lot = mix(mix(seed, NEWS_CHAT.id), index) % 100;
    return id += index > 0 && lot < 4 ? 2 + lot : 1;
  });
}
