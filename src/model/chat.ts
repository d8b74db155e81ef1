/**
 * What a chat is, once Telegram's several constructors for one are told apart.
 *
 * @module
 */

/** The kinds of chat a caller is told of. A forum is a supergroup with topics. */
export const CHAT_KINDS = ["user", "bot", "group", "supergroup", "channel", "forum"] as const;

/** One of {@linkcode CHAT_KINDS}. */
export type ChatKind = (typeof CHAT_KINDS)[number];

/** A chat, group, channel or user as far as a reader needs to know it. */
export interface Chat {
  /** Marked id: the bare id of a user, `-id` of a basic group, `-100id` of a channel or supergroup. */
  readonly chat_id: number;
  readonly kind: ChatKind;
  readonly title: string;
  /** The first active username, without `@`. */
  readonly username?: string;
  /** Every active username, the first included, in Telegram's order. */
  readonly usernames: readonly string[];
  readonly verified?: true;
  readonly scam?: true;
  /** The chat forbids saving and forwarding its messages. */
  readonly protected?: true;
}

/** What only Telegram's full description of a chat tells. */
export interface ChatDetails {
  readonly description?: string;
  readonly member_count?: number;
  /** Marked id of a channel's discussion group, or of a discussion group's channel. */
  readonly linked_chat_id?: number;
  /** The basic group that a supergroup was before; its messages have ids of their own. */
  readonly migrated_from?: MigratedFrom;
}

/** A basic group that became a supergroup. */
export interface MigratedFrom {
  /** Marked id. */
  readonly chat_id: number;
  /** The last id used there. */
  readonly max_id: number;
}

/** Marked ids of channels and supergroups are `-(10^12 + id)`. */
const CHANNEL_BASE = 1_000_000_000_000;

/** What a marked id points to: the namespace and the bare, positive id. */
export interface Peer {
  readonly type: "user" | "group" | "channel";
  readonly id: number;
}

/**
 * Turns a peer into the marked id callers see.
 *
 * @param peer The peer, with its bare id.
 * @returns The marked id.
 *
 * @example A channel
 * ```ts
 * import { markedId } from "./chat.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(markedId({ type: "channel", id: 1234 }), -1000000001234);
 * ```
 */
export function markedId(peer: Peer): number {
  if (peer.type === "user") return peer.id;
  return peer.type === "group" ? -peer.id : -(CHANNEL_BASE + peer.id);
}

/**
 * Reads a marked id. A bare positive id is a user's.
 *
 * @param marked A marked id.
 * @returns The namespace and the bare id, or `undefined` for 0 and for what is no whole number.
 *
 * @example A channel
 * ```ts
 * import { peerOf } from "./chat.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(peerOf(-1000000001234), { type: "channel", id: 1234 });
 * ```
 */
export function peerOf(marked: number): Peer | undefined {
  if (!Number.isSafeInteger(marked) || marked === 0) return undefined;
  if (marked > 0) return { type: "user", id: marked };
  if (marked < -CHANNEL_BASE) return { type: "channel", id: -marked - CHANNEL_BASE };
  return { type: "group", id: -marked };
}
