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
}

/** A chat and the reference that reads it. */
export interface ResolvedChat {
  readonly chat: Chat;
  readonly ref: ChatRef;
}

/** One call's limits. */
export interface CallOptions {
  /** Ends the wait for an answer; the failure is then `CANCELLED`. */
  readonly signal: AbortSignal;
  /** Hears how many milliseconds the call waited for its turn; only of waits, not of the call itself. */
  readonly waited?: (ms: number) => void;
}

/**
 * `messages.getHistory`. Its page begins at the position of `offset_id` (messages below that id; 0:
 * the newest) or of `offset_date` (messages before that instant), moved by `add_offset`; `min_id` and
 * `max_id` are exclusive and cut the page afterwards.
 */
export interface HistoryRequest {
  readonly ref: ChatRef;
  readonly offset_id?: number;
  /** Unix seconds. */
  readonly offset_date?: number;
  readonly add_offset?: number;
  /** 1 to 100. */
  readonly limit: number;
  readonly min_id?: number;
  readonly max_id?: number;
}

/** One page as the server sent it, newest first. Being short proves nothing. */
export interface HistoryPage {
  /**
   * Every message id on the page, in the server's order, also of what is not in `messages`: deleted
   * ones (`messageEmpty`) and those with a lifetime, which are never shown.
   */
  readonly ids: readonly number[];
  readonly messages: readonly Message[];
  /** How many messages Telegram counts in the whole history, filters of the call included. */
  readonly total?: number;
}

/** Reading chats. */
export interface ChatCalls {
  /** `contacts.resolveUsername`. `CHAT_NOT_FOUND` when nobody has the name. */
  resolveUsername(username: string, options: CallOptions): Promise<Outcome<ResolvedChat>>;
  /** `channels.getFullChannel`, `messages.getFullChat` or `users.getFullUser`. */
  getDetails(ref: ChatRef, options: CallOptions): Promise<Outcome<ChatDetails>>;
  /** `channels.getChannels`, `messages.getChats` or `users.getUsers`: is it still there, and how is it called? */
  getChat(ref: ChatRef, options: CallOptions): Promise<Outcome<ResolvedChat>>;
}

/** Reading messages. */
export interface MessageCalls {
  /** `messages.getHistory`. */
  getHistory(request: HistoryRequest, options: CallOptions): Promise<Outcome<HistoryPage>>;
}

/** Telegram, as far as this house reads it. */
export interface Telegram {
  readonly chats: ChatCalls;
  readonly messages: MessageCalls;
  /** Telegram's clock, in Unix seconds, as learned at the last connection; the local one before. */
  now(): number;
  /** Ends the connection and waits until it is closed. Later calls connect again. */
  close(): Promise<void>;
}
