/**
 * Which thread a message stands in, told by its reply header. What the headers say is enough for
 * forums, comments and threads of answers, in made-up histories and in real ones, so worlds keep no
 * list of threads.
 *
 * https://core.telegram.org/api/threads
 *
 * @module
 */

import type { Api } from "../../../gramjs.ts";
import type { WorldMessage } from "../../world/world.ts";

/** Messages of no other topic are in the one that every forum has. */
export const GENERAL_TOPIC = 1;

/** What stands for "in no thread". */
export const NO_THREAD = 0;

/**
 * Finds the message that heads a message's thread.
 *
 * In a forum that is the topic: the service message that opened it, which counts as its first
 * message, or {@linkcode GENERAL_TOPIC}. Elsewhere it is the message at the top of the chain of
 * answers. Where the header does not name it (files of Telegram Desktop do not), the chain is
 * followed.
 *
 * @param rootAt The root of an earlier message of the chat; nothing if there is no such message.
 * @returns Its id, or {@linkcode NO_THREAD}.
 *
 * @example An answer to an answer
 * ```ts
 * import { threadRoot } from "./thread_root.ts";
 * import { Api, bigInt } from "../../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peerId = new Api.PeerChannel({ channelId: bigInt(1) });
 * const replyTo = new Api.MessageReplyHeader({ replyToMsgId: 7 });
 * const message = new Api.Message({ id: 9, peerId, date: 0, message: "", replyTo });
 * assert.equal(threadRoot(message, { isForum: false, rootAt: () => 5 }), 5);
 * assert.equal(threadRoot(message, { isForum: false, rootAt: () => 0 }), 7);
 * ```
 */
export function threadRoot(message: WorldMessage, chat: ThreadedChat): number {
  const reply = message.replyTo?.className === "MessageReplyHeader" ? message.replyTo : undefined;
  if (chat.isForum) return topicOf(message, reply);
  // A copy heads the comments, even if its post answers another post.
  if (reply === undefined || copiedPost(message) !== undefined) return NO_THREAD;
  return reply.replyToTopId || topOfChain(reply, chat);
}

function topOfChain(
  { replyToMsgId, replyToPeerId }: Api.MessageReplyHeader,
  { rootAt }: ThreadedChat,
): number {
  // What answers a message of another chat heads its own thread.
  if (!replyToMsgId || replyToPeerId) return NO_THREAD;
  return rootAt(replyToMsgId) || replyToMsgId;
}

/** What must be known of a chat. */
export interface ThreadedChat {
  readonly isForum: boolean;
  rootAt(id: number): number | undefined;
}

function topicOf(message: WorldMessage, reply: Api.MessageReplyHeader | undefined): number {
  if (message.className === "MessageService" && opensTopic(message)) return message.id;
  return reply?.forumTopic
    ? reply.replyToTopId ?? reply.replyToMsgId ?? GENERAL_TOPIC
    : GENERAL_TOPIC;
}

function opensTopic({ action }: Api.MessageService): boolean {
  return action.className === "MessageActionTopicCreate";
}

/**
 * Names the post that a message of a discussion group is the automatic copy of, as a key.
 *
 * @returns See {@linkcode postKey}; nothing for other messages.
 */
export function copiedPost(message: WorldMessage): string | undefined {
  if (message.className !== "Message") return undefined;
  const { savedFromPeer, savedFromMsgId } = message.fwdFrom ?? {};
  // The copy is sent in the channel's name; people who forward a post send it in theirs.
  const sender = channelId(message.fromId);
  return savedFromMsgId && sender !== undefined && sender === channelId(savedFromPeer)
    ? postKey(sender, savedFromMsgId)
    : undefined;
}

function channelId(peer: Api.TypePeer | null | undefined): number | undefined {
  return peer?.className === "PeerChannel" ? peer.channelId.toJSNumber() : undefined;
}

/** A post as a map's key. */
export function postKey(channelId: number, postId: number): string {
  return `${channelId} ${postId}`;
}
