/**
 * Which chats the operator lets be read. Pure: the same chat and policy give the same answer.
 *
 * @module
 */

import type { Chat } from "./chat.ts";
import type { PrivateReason } from "./failure.ts";

/** `TGTK_CHATS`: public chats, all that the account can read, or a list. */
export type ChatPolicy =
  | { readonly mode: "public" }
  | { readonly mode: "all" }
  | {
    readonly mode: "list";
    /** Lower case, without `@`. */
    readonly usernames: ReadonlySet<string>;
    /** Marked ids. */
    readonly ids: ReadonlySet<number>;
  };

/** Kinds that are public once they have a username. */
const PUBLIC_KINDS: ReadonlySet<string> = new Set(["channel", "supergroup", "forum"]);

/** Kinds that are one person's, or one bot's, private dialog with the account. */
const DIALOG_KINDS: ReadonlySet<string> = new Set(["user", "bot"]);

/**
 * Decides whether a chat's messages may be read.
 *
 * @param chat The chat, as Telegram describes it.
 * @param policy The operator's policy.
 * @returns `undefined` when it may, else the reason why not.
 *
 * @example A private dialog
 * ```ts
 * import { readingRefused } from "./access.ts";
 * import assert from "node:assert/strict";
 *
 * const anna = { chat_id: 7, kind: "user", title: "Anna", usernames: ["anna"] } as const;
 * assert.equal(readingRefused(anna, { mode: "public" }), "private_chat");
 * ```
 */
export function readingRefused(chat: Chat, policy: ChatPolicy): PrivateReason | undefined {
  if (policy.mode === "all") return undefined;
  if (policy.mode === "list") return isListed(chat, policy) ? undefined : "not_allowed";
  if (DIALOG_KINDS.has(chat.kind)) return "private_chat";
  return PUBLIC_KINDS.has(chat.kind) && chat.usernames.length > 0 ? undefined : "not_public";
}

/**
 * Decides whether a chat may be described. Users and bots always may, by kind and name only, unless
 * a list leaves them out: their names are public where their messages are not.
 *
 * @param chat The chat, as Telegram describes it.
 * @param policy The operator's policy.
 * @returns `undefined` when it may, else the reason why not.
 */
export function describingRefused(chat: Chat, policy: ChatPolicy): PrivateReason | undefined {
  if (policy.mode === "public" && DIALOG_KINDS.has(chat.kind)) return undefined;
  return readingRefused(chat, policy);
}

/**
 * Decides whether a chat's messages may be kept. Chats that forbid saving and forwarding are only kept
 * where the operator names them, or all chats: `public` is no permission of theirs.
 *
 * @param chat The chat, as Telegram describes it.
 * @param policy The operator's policy.
 * @returns `undefined` when they may, else the reason why not.
 *
 * @example A channel that forbids it
 * ```ts
 * import { exportRefused } from "./access.ts";
 * import assert from "node:assert/strict";
 *
 * const quiet = {
 *   chat_id: -1000000000042,
 *   kind: "channel",
 *   title: "Quiet",
 *   usernames: ["quiet"],
 *   protected: true,
 * } as const;
 * assert.equal(exportRefused(quiet, { mode: "public" }), "protected");
 * ```
 */
export function exportRefused(chat: Chat, policy: ChatPolicy): PrivateReason | undefined {
  const isKept = chat.protected !== true || policy.mode !== "public";
  return readingRefused(chat, policy) ?? (isKept ? undefined : "protected");
}

function isListed(chat: Chat, policy: ChatPolicy & { readonly mode: "list" }): boolean {
  return policy.ids.has(chat.chat_id) ||
    chat.usernames.some((name) => policy.usernames.has(name.toLowerCase()));
}
