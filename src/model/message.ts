/**
 * What a message is inside the house: Telegram's many constructors brought to one flat value. Dates
 * are Unix seconds here; `tools/render.ts` alone draws what leaves. Absent is absent: no nulls, no
 * empty strings, no false flags.
 *
 * @module
 */

/**
 * The media types a caller can tell apart and ask for. A round video is a `video_note`, so that `video`
 * means what it means to Telegram's own search.
 */
export const MEDIA_TYPES = [
  "photo",
  "video",
  "video_note",
  "document",
  "audio",
  "voice",
  "sticker",
  "animation",
  "link",
  "poll",
  "location",
  "contact",
  "other",
] as const;

/** One of {@linkcode MEDIA_TYPES}. */
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Who wrote a message. A channel's own post has the channel as sender only where Telegram says so. */
export interface Sender {
  /** Marked id. */
  readonly id: number;
  readonly kind: "user" | "bot" | "group" | "channel";
  readonly name: string;
  readonly username?: string;
}

/** A poll and what is known of its votes. */
export interface Poll {
  readonly question: string;
  readonly options: readonly { readonly text: string; readonly voters?: number }[];
  readonly total_voters?: number;
  readonly closed?: true;
}

/** What a message carries beside its text. `size` is in bytes, `duration` in seconds. */
export interface Media {
  readonly type: MediaType;
  readonly file_name?: string;
  readonly mime?: string;
  readonly size?: number;
  readonly duration?: number;
  readonly title?: string;
  readonly url?: string;
  readonly poll?: Poll;
}

/** A stretch of the text with a meaning. Offset and length count UTF-16 code units, as in Telegram. */
export interface Entity {
  /** Telegram's name in snake case without the prefix: `text_url`, `bold`, `custom_emoji`… */
  readonly type: string;
  /** Where it begins. */
  readonly offset: number;
  /** How far it reaches. */
  readonly length: number;
  /** Where `text_url` leads; for `mention_name`, `tg://user?id=` and the id of the person named. */
  readonly url?: string;
}

/** Where a forwarded message came from, as far as its header tells. */
export interface ForwardOrigin {
  readonly id?: number;
  readonly name?: string;
  readonly message_id?: number;
  /** Unix seconds of the original. */
  readonly date?: number;
}

/** A message of another chat that is replied to. */
export interface ExternalReply {
  /** Marked id. */
  readonly chat_id: number;
  readonly message_id?: number;
}

/** All reactions together, and the most frequent ones. */
export interface Reactions {
  readonly total: number;
  /** At most five, most frequent first: an emoji, `custom` or `paid`, and its count. */
  readonly top: readonly { readonly reaction: string; readonly count: number }[];
}

/** One message, by (chat_id, id). */
export interface Message {
  readonly id: number;
  /** Marked id of the chat whose id space `id` belongs to. */
  readonly chat_id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly text: string;
  readonly sender?: Sender;
  /** The signature of a post's author, where the channel shows one. */
  readonly author?: string;
  /** The message of this chat that is replied to. */
  readonly reply_to_id?: number;
  readonly external_reply?: ExternalReply;
  /** The quoted part of the message replied to. */
  readonly quote?: string;
  /** The forum's topic; 1 is General. */
  readonly topic_id?: number;
  /** The message at the head of the thread: for comments, the post's copy in the discussion group. */
  readonly thread_id?: number;
  /** Unix seconds of the last edit that the author meant to be seen. */
  readonly edit_date?: number;
  readonly views?: number;
  readonly forwards?: number;
  readonly replies?: number;
  readonly reactions?: Reactions;
  readonly forward_from?: ForwardOrigin;
  readonly media?: Media;
  readonly entities?: readonly Entity[];
  /** Messages with the same value were sent together, as one album. */
  readonly album_id?: string;
  readonly pinned?: true;
  /** What a service message reports, in our words: `joined`, `pinned a message`… */
  readonly service?: string;
}
