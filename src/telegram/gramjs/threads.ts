/**
 * Where a message stands among the others: what it replies to, its forum topic, its thread.
 *
 * https://core.telegram.org/api/threads, https://core.telegram.org/api/forum,
 * https://core.telegram.org/constructor/messageReplyHeader
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import type { ExternalReply, Message } from "../../model/message.ts";
import { entityId } from "./chats.ts";
import { present } from "./present.ts";
import { peerId } from "./people.ts";

/** A message that is there. */
export type Full = Api.Message | Api.MessageService;

/** How the messages of a chat hang together: a forum's topics, comments under posts, or not at all. */
export type Threading = "topics" | "comments" | "none";

type Place = Pick<
  Message,
  "reply_to_id" | "external_reply" | "quote" | "topic_id" | "thread_id"
>;

/** Messages of no other topic are in General. */
const GENERAL_TOPIC = 1;

/**
 * Learns from an answer's chats how each one's messages hang together.
 *
 * @param chats The answer's chats.
 * @returns A look-up by peer; `none` for chats that are not in the answer.
 */
export function threadingOf(chats: readonly Api.TypeChat[]): (peer: Api.TypePeer) => Threading {
  const known = new Map(chats.map((chat) => [entityId(chat), threadingIn(chat)]));
  return (peer) => known.get(peerId(peer)) ?? "none";
}

/** A supergroup that is linked to a channel is that channel's discussion group. */
function threadingIn(chat: Api.TypeChat): Threading {
  if (chat.className !== "Channel") return "none";
  if (chat.forum) return "topics";
  return chat.megagroup && chat.hasLink ? "comments" : "none";
}

/**
 * Reads a message's reply header.
 *
 * @param message The message.
 * @param threading How its chat's messages hang together.
 */
export function placeInThreads(message: Full, threading: Threading): Place {
  const reply = message.replyTo;
  if (reply?.className !== "MessageReplyHeader") {
    return present({ topic_id: ownTopic(message, threading) });
  }
  const elsewhere = otherChat(reply, message.peerId);
  const answered = elsewhere ? undefined : reply.replyToMsgId ?? undefined;
  const where = reply.forumTopic ? placeInTopic(reply, answered) : {
    reply_to_id: answered,
    topic_id: ownTopic(message, threading),
    thread_id: threadOf(message, reply, answered, threading),
  };
  return present({
    ...where,
    external_reply: elsewhere && externalReply(elsewhere, reply.replyToMsgId),
    quote: reply.quoteText,
  });
}

/** A message that answers nobody still "replies" to its topic's root: that id is the topic alone. */
function placeInTopic({ replyToTopId }: Api.MessageReplyHeader, answered: number | undefined) {
  return replyToTopId ? { reply_to_id: answered, topic_id: replyToTopId } : { topic_id: answered };
}

/**
 * The chat of the message replied to, if it is another one. The header names the chat also where it is
 * the same: for a discussion group that the account is no member of.
 */
function otherChat(
  { replyToPeerId }: Api.MessageReplyHeader,
  here: Api.TypePeer,
): Api.TypePeer | undefined {
  if (!replyToPeerId || peerId(replyToPeerId) === peerId(here)) return undefined;
  return replyToPeerId;
}

function externalReply(chat: Api.TypePeer, message_id: number | undefined): ExternalReply {
  return { chat_id: peerId(chat), ...present({ message_id }) };
}

/** Where a message without a topic's header is. The one that opens a topic is that topic's first. */
function ownTopic(message: Full, threading: Threading): number | undefined {
  if (threading !== "topics") return undefined;
  const opensTopic = message.className === "MessageService" &&
    message.action.className === "MessageActionTopicCreate";
  return opensTopic ? message.id : GENERAL_TOPIC;
}

/** A comment on the post itself names no root: it answers the post's copy, which is the root. */
function threadOf(
  message: Full,
  { replyToTopId }: Api.MessageReplyHeader,
  answered: number | undefined,
  threading: Threading,
): number | undefined {
  if (replyToTopId) return replyToTopId;
  return threading === "comments" && !isCopiedPost(message) ? answered : undefined;
}

/** A post that answers an earlier one is copied with its header, but heads a thread of its own. */
function isCopiedPost(message: Full): boolean {
  return message.className === "Message" && message.fromId?.className === "PeerChannel" &&
    Boolean(message.fwdFrom?.savedFromMsgId);
}
