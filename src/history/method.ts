/**
 * The cheapest Telegram method for a question, and the part of the filter that the server applies.
 * Pure.
 *
 * `messages.search` takes one filter a call and has none for text, stickers or polls: for those the
 * history is scanned, within bounds. What the server applies is tested here again, but for the
 * search text.
 *
 * @module
 */

import type { ContentType, HistoryQuery, MessageFilter } from "../model/query.ts";
import type { SearchFilter } from "../telegram/port.ts";

/** What the server is asked to narrow by. */
export type Method =
  | { readonly name: "history" }
  | { readonly name: "replies"; readonly rootId: number }
  | { readonly name: "search"; readonly filter: SearchFilter; readonly bySender: boolean };

/** One way in which the server can narrow a search. */
interface Narrowing {
  readonly by: SearchFilter;
  readonly fits: (filter: MessageFilter) => boolean;
  /** The field that needs no test any more; absent where the server finds more than is asked for. */
  readonly settles?: keyof MessageFilter;
}

const SEARCHABLE_TYPES = [
  "photo",
  "video",
  "video_note",
  "document",
  "audio",
  "voice",
  "animation",
  "location",
  "contact",
] as const satisfies readonly (SearchFilter & ContentType)[];

function wantsOnly(...types: readonly ContentType[]): Narrowing["fits"] {
  return ({ media_types: wanted = [] }) =>
    wanted.length === types.length && types.every((type) => wanted.includes(type));
}

/** The first that fits is used: pinned messages are the fewest, messages with links the most. */
const NARROWINGS: readonly Narrowing[] = [
  { by: "pinned", fits: ({ pinned }) => pinned === true, settles: "pinned" },
  ...SEARCHABLE_TYPES.map((type): Narrowing => ({
    by: type,
    fits: wantsOnly(type),
    settles: "media_types",
  })),
  { by: "photo_or_video", fits: wantsOnly("photo", "video"), settles: "media_types" },
  // Telegram finds every message with a URL, with a preview or without.
  { by: "link", fits: wantsOnly("link") },
  { by: "link", fits: ({ has_links }) => has_links === true, settles: "has_links" },
];

function narrowingOf(filter: MessageFilter): Narrowing | undefined {
  return NARROWINGS.find(({ fits }) => fits(filter));
}

/**
 * Chooses the method.
 *
 * @param query The question.
 * @param canNameSender Whether a reference to the only wanted sender is at hand.
 * @returns The method, and how far it narrows.
 *
 * @example Photos
 * ```ts
 * import { methodFor } from "./method.ts";
 * import assert from "node:assert/strict";
 *
 * const query = { window: {}, direction: "desc", filter: { media_types: ["photo"] } } as const;
 * assert.deepEqual(methodFor(query, false), { name: "search", filter: "photo", bySender: false });
 * ```
 */
export function methodFor(query: HistoryQuery, canNameSender: boolean): Method {
  const { by, bySender } = narrowedBy(query.filter ?? {}, canNameSender);
  const isNarrowed = query.search !== undefined || by !== "any" || bySender;
  return isNarrowed ? { name: "search", filter: by, bySender } : unnarrowed(query);
}

function narrowedBy(filter: MessageFilter, canNameSender: boolean) {
  const by: SearchFilter = narrowingOf(filter)?.by ?? "any";
  return { by, bySender: canNameSender };
}

/**
 * Chooses the method that reads all there is: a history, a topic or a thread.
 *
 * @param query The question.
 * @returns The method; nothing of the filter is applied by the server.
 */
export function unnarrowed({ thread_id, topic_id }: HistoryQuery): Method {
  const rootId = thread_id ?? topic_id;
  return rootId === undefined ? { name: "history" } : { name: "replies", rootId };
}

/**
 * Tells whether the server's narrowing leaves nothing to test, so that each message it sends is one
 * that is wanted. It decides how many messages are asked for, not which are taken.
 *
 * @param query The question.
 * @param method The method.
 * @returns Whether nothing is left.
 */
export function isExact({ filter = {} }: HistoryQuery, method: Method): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined)
    .map(([field]) => field);
  if (method.name !== "search") return asked.length === 0;
  const settled: readonly unknown[] = [
    narrowingOf(filter)?.settles,
    ...(method.bySender ? ["from_users"] : []),
  ];
  return asked.every((field) => settled.includes(field));
}
