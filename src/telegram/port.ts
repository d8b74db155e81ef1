/**
 * What the rest of the house asks of Telegram: types only. An engine implements it, policies (pace,
 * timeout) wrap it and are it again. Each method is one Telegram call, so callers can count.
 *
 * @module
 */

import type { Chat, ChatDetails } from "../model/chat.ts";
import type { Outcome } from "../model/failure.ts";
import type { Message } from "../model/message.ts";

/** How to address a chat in a call. Opaque outside `telegram/`: made by it, handed back to it. */
export interface ChatRef {
  readonly type: "user" | "group" | "channel";
  /** Bare id. */
  readonly id: number;
  /** Decimal, signed 64 bits; absent for basic groups, which need none. */
  readonly access_hash?: string;
  /** For want of an access hash: a message that shows who is meant. */
  readonly seen_in?: SeenIn;
}

/** Where somebody was seen (https://core.telegram.org/api/min). */
export interface SeenIn {
  readonly chat: ChatRef;
  readonly message_id: number;
}

/** A chat and the reference that reads it. */
export interface ResolvedChat {
  readonly chat: Chat;
  readonly ref: ChatRef;
  /** The supergroup that a basic group has become. */
  readonly migrated_to?: ChatRef;
}

/** A chat's full description, and the chats that came with it. */
export interface FullChat {
  readonly details: ChatDetails;
  /** Others that can be addressed from now on, such as the linked chat. */
  readonly seen: readonly ResolvedChat[];
}

/** A wait: because Telegram asked for it, or until a passing trouble is over. */
export interface Wait {
  readonly reason: "flood" | "retry";
  readonly ms: number;
}

/** One call's limits. */
export interface CallOptions {
  /** Ends the wait for an answer; the failure is then `CANCELLED`. */
  readonly signal: AbortSignal;
  /** How many milliseconds all the calls of one question have slept because Telegram asked for it. */
  readonly slept?: () => number;
  /** Hears of a wait before it begins: why, and how long it will be. */
  readonly waiting?: (wait: Wait) => void;
  /** Hears how many milliseconds the call waited; only of waits, not of the call itself. */
  readonly waited?: (ms: number) => void;
  /** Hears of each call that goes out to Telegram. */
  readonly called?: () => void;
  /** Lets others go first: long work that nobody waits for call by call. */
  readonly background?: true;
}

/**
 * `messages.getHistory`. Its page begins at the position of `offset_id` (messages below that id; 0:
 * the newest) or of `offset_date` (messages before that instant), moved by `add_offset`.
 */
export interface HistoryRequest {
  readonly ref: ChatRef;
  readonly offset_id?: number;
  /** Unix seconds. */
  readonly offset_date?: number;
  readonly add_offset?: number;
  /** 1 to 100. */
  readonly limit: number;
}

/** One page as the server sent it, newest first. Being short proves nothing. */
export interface HistoryPage {
  /**
   * Every message id on the page, in the server's order, also of what is not in `messages`: deleted
   * ones (`messageEmpty`) and those with a lifetime, which are never shown.
   */
  readonly ids: readonly number[];
  readonly messages: readonly Message[];
  /** How a search can name those who sent these messages; without those who cannot be named. */
  readonly senders?: readonly ChatRef[];
  /** How many there are in all that were asked about, by the server's count, whatever the offset. */
  readonly total?: number;
}

/** The narrowing that Telegram's search can do by itself, one at a time. */
export const SEARCH_FILTERS = [
  "any",
  "photo",
  "video",
  "photo_or_video",
  "video_note",
  "document",
  "audio",
  "voice",
  "animation",
  "link",
  "location",
  "contact",
  "pinned",
] as const;

/** One of {@linkcode SEARCH_FILTERS}; `video` leaves out round video messages, as Telegram does. */
export type SearchFilter = (typeof SEARCH_FILTERS)[number];

/**
 * `messages.search`: the offsets are those of {@linkcode HistoryRequest}, among the matching messages.
 */
export interface SearchRequest extends Omit<HistoryRequest, "offset_date"> {
  /** Words for Telegram's own index; empty for none. */
  readonly text: string;
  readonly filter: SearchFilter;
  /** Only this sender's messages. `VALIDATION_ERROR` of `filter.from_users` if Telegram knows no such. */
  readonly sender?: ChatRef;
  /** Only this forum topic, or this thread of the discussion group. */
  readonly topic_id?: number;
  /** Unix seconds: only later messages. Telegram has been seen to ignore it. */
  readonly after_date?: number;
  /** Unix seconds: only earlier messages. Telegram has been seen to ignore it. */
  readonly before_date?: number;
}

/**
 * `messages.getReplies`: a forum's topic, or the comments under a channel's post, which are messages
 * of its discussion group.
 */
export interface RepliesRequest extends HistoryRequest {
  /** The topic, or the post. */
  readonly root_id: number;
}

/** A page of replies. */
export interface RepliesPage extends HistoryPage {
  /** The group that the messages are in, if it is another chat than was asked and can be addressed. */
  readonly group?: ResolvedChat;
}

/** `messages.getDiscussionMessage`: where a thread is. */
export type DiscussionRequest = Pick<RepliesRequest, "ref" | "root_id">;

/** Where a thread is. */
export interface Discussion {
  /** Marked id of the group that holds it: a channel's discussion group, or the chat asked itself. */
  readonly chat_id: number;
  /** The message at its head, in that group. */
  readonly root_id: number;
  /** The group, if it can be addressed. */
  readonly group?: ResolvedChat;
}

/** `channels.getMessages`, or `messages.getMessages` for basic groups. */
export interface MessagesRequest {
  readonly ref: ChatRef;
  /** 1 to 100. */
  readonly ids: readonly number[];
}

/** A forum's topic. */
export interface Topic {
  /** The id of the message that opened it; 1 is General. */
  readonly id: number;
  readonly title: string;
  /** Unix seconds. */
  readonly date: number;
  readonly closed?: true;
  readonly pinned?: true;
  readonly hidden?: true;
  /** The newest message in it. */
  readonly top_message_id: number;
  /** Unix seconds of the newest message; the next page of topics starts from it. */
  readonly top_message_date?: number;
}

/** `channels.getForumTopics`. */
export interface TopicsRequest {
  readonly ref: ChatRef;
  /** Part of a title; absent for all topics. */
  readonly search?: string;
  /** Where the page before ended; absent for the first page. */
  readonly after?: Pick<Topic, "id" | "top_message_id" | "top_message_date">;
  /** 1 to 100. */
  readonly limit: number;
}

/** One page of topics, the pinned ones first, then by their newest message. */
export interface TopicPage {
  readonly topics: readonly Topic[];
  /** How many topics there are. */
  readonly total: number;
}

/** Reading chats. */
export interface ChatCalls {
  /** `contacts.resolveUsername`. `CHAT_NOT_FOUND` when nobody has the name. */
  resolveUsername(username: string, options: CallOptions): Promise<Outcome<ResolvedChat>>;
  /** `channels.getFullChannel`, `messages.getFullChat` or `users.getFullUser`. */
  getDetails(ref: ChatRef, options: CallOptions): Promise<Outcome<FullChat>>;
  /** `channels.getChannels`, `messages.getChats` or `users.getUsers`: is it still there, and how is it called? */
  getChat(ref: ChatRef, options: CallOptions): Promise<Outcome<ResolvedChat>>;
}

/** Reading a forum's topics. */
export interface TopicCalls {
  /** `channels.getForumTopics`. `CHAT_NOT_FOUND` for what is no forum. */
  getTopics(request: TopicsRequest, options: CallOptions): Promise<Outcome<TopicPage>>;
}

/** Reading messages. */
export interface MessageCalls {
  /** `messages.getHistory`. */
  getHistory(request: HistoryRequest, options: CallOptions): Promise<Outcome<HistoryPage>>;
  /** `messages.search`. */
  search(request: SearchRequest, options: CallOptions): Promise<Outcome<HistoryPage>>;
  /** `messages.getReplies`. */
  getReplies(request: RepliesRequest, options: CallOptions): Promise<Outcome<RepliesPage>>;
  /** `messages.getDiscussionMessage`. `VALIDATION_ERROR` for what heads no thread. */
  getDiscussion(request: DiscussionRequest, options: CallOptions): Promise<Outcome<Discussion>>;
  /** `channels.getMessages` or `messages.getMessages`; deleted messages are in `ids` alone, if at all. */
  getMessages(request: MessagesRequest, options: CallOptions): Promise<Outcome<HistoryPage>>;
}

/** Telegram, as far as this house reads it. */
export interface Telegram {
  readonly chats: ChatCalls;
  readonly messages: MessageCalls;
  readonly topics: TopicCalls;
  /** Telegram's clock, in Unix seconds, as learned at the last connection; the local one before. */
  now(): number;
  /** Ends the connection and waits until it is closed. Later calls connect again. */
  close(): Promise<void>;
}
