/**
 * Where the messages of a thread are: the comments under a channel's post are messages of its discussion
 * group, under the copy of the post there.
 *
 * https://core.telegram.org/api/discussion, https://core.telegram.org/api/threads
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { markedId } from "../../model/chat.ts";
import { fail, type Outcome, succeed } from "../../model/failure.ts";
import type { ChatRef, Discussion, DiscussionRequest, RepliesPage } from "../port.ts";
import { entityId, resolvedChat } from "./chats.ts";
import { noThread } from "./failures.ts";
import { subjectOf } from "./input_peers.ts";
import { peerId } from "./people.ts";
import type { Full } from "./threads.ts";

/**
 * Reads an answer of `messages.getDiscussionMessage`.
 *
 * @param answer The answer: the head of the thread, or the whole album that it belongs to.
 * @param request What was asked.
 * @returns Where the thread is; `VALIDATION_ERROR` when its head is gone.
 */
export function discussionOf(
  { messages, chats }: Api.messages.DiscussionMessage,
  { ref, root_id }: DiscussionRequest,
): Outcome<Discussion> {
  const heads = messages.filter(isFull).toSorted((a, b) => a.id - b.id);
  // An album's comments are those of its first post, but whoever names another one asks for that.
  const head = heads.find((message) => isHead(message, ref, root_id)) ?? heads[0];
  if (head === undefined) return fail(noThread(subjectOf(ref)));
  const chat_id = peerId(head.peerId);
  return succeed({ chat_id, root_id: head.id, ...groupIn(chats, chat_id, ref) });
}

function isHead(message: Full, ref: ChatRef, rootId: number): boolean {
  if (peerId(message.peerId) === markedId(ref)) return message.id === rootId;
  return message.className === "Message" && message.fwdFrom?.savedFromMsgId === rootId;
}

/**
 * Finds the group that the messages of an answer are in.
 *
 * @param answer An answer of `messages.getReplies`.
 * @param asked The chat that was asked.
 * @returns The group, if it is another chat and can be addressed.
 */
export function groupOf(
  answer: Api.messages.TypeMessages,
  asked: ChatRef,
): Pick<RepliesPage, "group"> {
  if (answer.className === "messages.MessagesNotModified") return {};
  const first = answer.messages.find(isFull);
  const chatId = first === undefined ? markedId(asked) : peerId(first.peerId);
  return chatId === markedId(asked) ? {} : groupIn(answer.chats, chatId, asked);
}

function groupIn(
  chats: readonly Api.TypeChat[],
  chatId: number,
  asked: ChatRef,
): Pick<Discussion, "group"> {
  const known = chatId === markedId(asked) ? asked : undefined;
  const group = resolvedChat(
    chats.find((chat) => entityId(chat) === chatId),
    String(chatId),
    known,
  );
  return group.ok ? { group: group.value } : {};
}

function isFull(message: Api.TypeMessage): message is Full {
  return message.className !== "MessageEmpty";
}
