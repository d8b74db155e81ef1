/**
 * The port's calls under the names that Telegram's documentation gives them.
 *
 * @module
 */

import type { CallName } from "./around.ts";
import type { ChatRef } from "./port.ts";

type ByType = Readonly<Record<ChatRef["type"], string>>;

const NAMES: Readonly<Record<CallName, string | ByType>> = {
  resolveUsername: "contacts.resolveUsername",
  getDetails: {
    user: "users.getFullUser",
    group: "messages.getFullChat",
    channel: "channels.getFullChannel",
  },
  getChat: { user: "users.getUsers", group: "messages.getChats", channel: "channels.getChannels" },
  getHistory: "messages.getHistory",
  search: "messages.search",
  getReplies: "messages.getReplies",
  getDiscussion: "messages.getDiscussionMessage",
  getMessages: {
    user: "messages.getMessages",
    group: "messages.getMessages",
    channel: "channels.getMessages",
  },
  getTopics: "channels.getForumTopics",
};

/**
 * Names a call as the TL schema does (https://core.telegram.org/methods).
 *
 * @param name The port's call.
 * @param type What kind of chat it asks for; names need none.
 * @returns The method.
 *
 * @example Supergroups are channels
 * ```ts
 * import { methodName } from "./method_names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(methodName("getMessages", "channel"), "channels.getMessages");
 * assert.equal(methodName("getHistory", "group"), "messages.getHistory");
 * ```
 */
export function methodName(name: CallName, type: ChatRef["type"] = "channel"): string {
  const method = NAMES[name];
  return typeof method === "string" ? method : method[type];
}
