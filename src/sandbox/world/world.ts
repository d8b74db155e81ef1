/**
 * What a sandbox serves: chats with histories, and the people in them. Everything is asked for by
 * index or id, so that a history of a million messages need not be held.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";

/** A message that exists: an ordinary one or a service message. */
export type WorldMessage = Api.Message | Api.MessageService;

/**
 * One chat's messages, oldest first, index 0 to `count - 1`. Ids rise strictly as the index grows;
 * dates never fall, but for those of loaded files. Deleted messages are simply not there: they are
 * gaps in the ids.
 */
export interface History {
  readonly count: number;
  /** The message at an index; an index outside the history is a caller's bug and throws. */
  at(index: number): WorldMessage;
  /** The id of the message at an index, without making the message. */
  idAt(index: number): number;
  /** The date of the message at an index, in Unix seconds, without making the message. */
  dateAt(index: number): number;
  /** How many messages have an id below the given one, 0 to `count`. */
  countBelowId(id: number): number;
  /**
   * How many messages are dated before the given instant (Unix seconds), 0 to `count`. Where dates
   * fall, a message counts by the latest date up to it (the running maximum), so that those counted
   * are always the first ones.
   */
  countBeforeDate(date: number): number;
  /** What this history changes about another one; absent where nothing ever changes. */
  readonly changes?: HistoryChanges;
}

/** Something that happened to a chat's messages. */
export type Change =
  | { readonly kind: "added" | "edited"; readonly message: WorldMessage }
  | { readonly kind: "removed"; readonly id: number };

/** How a history differs from the one beneath it; see `changing_history.ts`. */
export interface HistoryChanges {
  /** The history beneath: what has been found out about it stays true. */
  readonly base: History;
  /** Was the message added, edited or removed, so that `base` no longer tells of it? */
  isTouched(id: number): boolean;
  /** The messages that are there now and that `base` lacks or has otherwise, by rising ids. */
  touched(): readonly WorldMessage[];
  /** Every change so far, oldest first. Histories that share an event counter share the list. */
  readonly log: readonly Change[];
}

/** What the full description of a chat adds. */
export interface WorldChatDetails {
  readonly about: string;
  /** Absent where nobody knows, as in most loaded files. */
  readonly participantsCount?: number;
  /** Bare channel id of the discussion group, or of the channel that a discussion group belongs to. */
  readonly linkedChatId?: number;
  /** Bare id of the basic group this supergroup came from, and the last id used there. */
  readonly migratedFrom?: { readonly chatId: number; readonly maxId: number };
  readonly pinnedMessageId?: number;
}

/** A chat of the world. For a private dialog `entity` is the other user. */
export interface WorldChat {
  readonly entity: Api.Channel | Api.Chat | Api.User;
  readonly details: WorldChatDetails;
  readonly history: History;
  /** A forum's topics, General included; absent for other chats. */
  readonly topics?: readonly Api.ForumTopic[];
  /** May the signed-in account read it? Public chats always may be. */
  readonly member: boolean;
}

/** Which id space an id belongs to: users, basic groups and channels count separately. */
export type PeerType = "user" | "chat" | "channel";

/** Everything one data centre knows. */
export interface World {
  /** The account whose session is minted. */
  readonly self: Api.User;
  /** Every chat, private ones included. */
  readonly chats: readonly WorldChat[];
  /** Finds a chat by id space and bare id. */
  chat(type: PeerType, id: number): WorldChat | undefined;
  /** Finds a user by bare id: senders, forward origins, bots. */
  user(id: number): Api.User | undefined;
  /** Finds a channel that messages refer to (forward origins, linked chats), whether it has a history or not. */
  channel(id: number): Api.Channel | undefined;
  /** Finds who has a username; the case does not matter. */
  byUsername(username: string): Api.Channel | Api.User | undefined;
}

/**
 * Searches a sorted sequence.
 *
 * @param count The length of the sequence.
 * @param isBelow Whether the element at an index is below what is looked for: true, …, true, false, ….
 * @returns How many elements are below.
 *
 * @example Counting
 * ```ts
 * import { countBelow } from "./world.ts";
 * import assert from "node:assert/strict";
 *
 * const ids = [3, 5, 9];
 * assert.equal(countBelow(ids.length, (index) => ids[index]! < 9), 2);
 * ```
 */
export function countBelow(count: number, isBelow: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
