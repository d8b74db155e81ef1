/**
 * Basic groups that have become supergroups: the old id stands for the supergroup, except where ids of
 * messages count.
 *
 * @module
 */

import { type Chat, peerOf } from "../model/chat.ts";
import type { FoundChat } from "./chats.ts";

/**
 * Gives the basic group that a chat was asked for by.
 *
 * @param found A chat.
 * @returns The group, if it is a supergroup now; else the chat as it is.
 */
export function asGroup(found: FoundChat): FoundChat {
  const { by, ...target } = found.target;
  const id = by === "id" && "id" in target ? target.id : 0;
  const peer = peerOf(id);
  if (peer?.type !== "group" || found.chat.chat_id === id) return found;
  const chat: Chat = { chat_id: id, kind: "group", title: found.chat.title, usernames: [] };
  return { ...found, chat, ref: { type: "group", id: peer.id } };
}
