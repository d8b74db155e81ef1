/**
 * What a caller asks of one chat's history, once the words of the request are understood.
 *
 * @module
 */

import type { MediaType } from "./message.ts";

/** Newest first, or oldest first. */
export type Direction = "desc" | "asc";

/** A half-open stretch of time, `[from, to)`, in Unix seconds; an absent end is open. */
export interface Window {
  readonly from?: number;
  readonly to?: number;
}

/** A media type, or `text`: a message without media that is no service message. */
export type ContentType = MediaType | "text";

/** Senders of which some are known by pseudonyms alone: only a message's own sender can be compared. */
export interface PseudonymousSenders {
  /** Marked ids, as in `from_users`; any of these or of the tokens. */
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  /** The key's own name: with another one the tokens stand for nobody. */
  readonly key: string;
  /** The token of a user's id. Being a function, it is no part of a digest of the question. */
  readonly tokenOf: (id: number) => string;
}

/** Which messages are wanted; each field narrows further. */
export interface MessageFilter {
  /** Any of these. */
  readonly media_types?: readonly ContentType[];
  readonly has_media?: boolean;
  /** A URL in the text, or a link preview. */
  readonly has_links?: boolean;
  /** Marked ids; any of these. */
  readonly from_users?: readonly number[];
  /** In place of `from_users`. */
  readonly from_pseudonyms?: PseudonymousSenders;
  /** Included. A message without a view counter has no views to compare. */
  readonly min_views?: number;
  /** Included. */
  readonly max_views?: number;
  readonly pinned?: boolean;
}

/** One question about one chat. */
export interface HistoryQuery {
  readonly window: Window;
  readonly direction: Direction;
  /** Words for Telegram's own index, which finds whole words and their inflected forms. */
  readonly search?: string;
  /** A forum's topic; 1 is General. */
  readonly topic_id?: number;
  /** A channel's post, whose comments are asked for, or a group's message, whose replies are. */
  readonly thread_id?: number;
  readonly filter?: MessageFilter;
}

/**
 * What has been read completely: every message with an id in `from_id … to_id`, both included, and
 * every message dated in `[from_date, to_date)`, Unix seconds.
 */
export interface Covered {
  /** Marked id of the chat whose ids these are, where it is another one: comments are a group's. */
  readonly chat_id?: number;
  readonly from_id?: number;
  readonly to_id?: number;
  readonly from_date?: number;
  readonly to_date?: number;
  /** The basic group that the chat was before: its ids are its own. */
  readonly migrated_from?: CoveredPart;
}

/** What has been read of the basic group before a migration. */
export interface CoveredPart {
  /** Marked id. */
  readonly chat_id: number;
  readonly from_id?: number;
  readonly to_id?: number;
  /** The account cannot read it: that part of the history is missing. */
  readonly unreadable?: true;
}
