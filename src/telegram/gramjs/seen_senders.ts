/**
 * How the senders on a page can be named in another call.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { markedId, peerOf } from "../../model/chat.ts";
import type { ChatRef } from "../port.ts";
import { type Entity, entityId, fullRef } from "./chats.ts";
import { peerId } from "./people.ts";
import type { Full } from "./threads.ts";

/**
 * Lists references to the senders: those that the answer shows in full by their access hash, the others
 * ("min", https://core.telegram.org/api/min) by their newest message on the page.
 *
 * @param answer The answer.
 * @param asked The chat that was asked for.
 * @returns Each sender once, in the order of the messages.
 */
export function sendersOf(
  answer: Api.messages.TypeMessages,
  asked: ChatRef,
): readonly ChatRef[] {
  if (answer.className === "messages.MessagesNotModified") return [];
  const entities = new Map<number, Entity>(
    [...answer.users, ...answer.chats].map((entity) => [entityId(entity), entity]),
  );
  const senders = new Map<number, ChatRef>();
  const refTo = (id: number, message: Full): ChatRef | undefined => {
    const chatId = peerId(message.peerId);
    const chat = chatId === markedId(asked) ? asked : fullRef(entities.get(chatId));
    return fullRef(entities.get(id)) ?? (chat && seenIn(id, chat, message.id));
  };
  for (const message of answer.messages) {
    if (message.className === "MessageEmpty" || !message.fromId) continue;
    const id = peerId(message.fromId);
    const ref = senders.get(id) ?? refTo(id, message);
    if (ref !== undefined) senders.set(id, ref);
  }
  return [...senders.values()];
}

function seenIn(id: number, chat: ChatRef, message_id: number): ChatRef | undefined {
  const peer = peerOf(id);
  return peer && { ...peer, seen_in: { chat, message_id } };
}
