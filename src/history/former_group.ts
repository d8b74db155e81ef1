/**
 * Basic groups that have become supergroups: the old id stands for the supergroup, except where ids of
 * messages count.
 *
 * @module
 */

import { type Chat, markedId } from "../model/chat.ts";
import { type FoundChat, possibleIds } from "./chats.ts";

/**
 * Gives the basic group that a chat was asked for by.
 *
 * @param found A chat.
 * @returns The group, if it is a supergroup now; else the chat as it is.
 */
export function asGroup(found: FoundChat): FoundChat {
  const { chat, target } = found;
  if (target.by !== "id" || possibleIds(target.id).includes(chat.chat_id)) return found;
  const id = Math.abs(target.id);
  const group: Chat = {
    chat_id: markedId({ type: "group", id }),
    kind: "group",
    title: chat.title,
    usernames: [],
  };
  return { ...found, chat: group, ref: { type: "group", id } };
}
