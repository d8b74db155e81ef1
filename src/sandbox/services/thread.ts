/**
 * Finds the thread that a request names: the comments under a post, a topic, the answers to a
 * message.
 *
 * https://core.telegram.org/api/threads
 *
 * @module
 */

import { rpcError, type ServiceContext } from "../rpc.ts";
import type { WorldChat } from "../world/world.ts";
import { findChannel } from "./find.ts";
import type { Refusal } from "./peers.ts";
import { searchable, type SearchableChat } from "./search/found.ts";
import { postKey } from "./search/thread_root.ts";
import { servedMessage } from "./served.ts";

/** A thread's place. */
export interface Thread {
  /** The group that the thread's messages are in. */
  readonly group: WorldChat;
  readonly messages: SearchableChat;
  /** The id of the message at its head, in the group. */
  readonly rootId: number;
}

/**
 * Finds a thread. The comments under a channel's post stand in its discussion group, under the copy
 * of the post; whoever can read the post can read them, whether he can enter the group or not.
 *
 * @returns The thread; `PEER_ID_INVALID` where there are none, `MSG_ID_INVALID` for a message that
 * is not there or a post without comments, `TOPIC_ID_INVALID` for that in a forum.
 */
export async function findThread(
  chat: WorldChat,
  messageId: number,
  context: ServiceContext,
): Promise<Thread | Refusal> {
  if (chat.entity.className !== "Channel") return rpcError(400, "PEER_ID_INVALID");
  if (!chat.entity.megagroup) return await commentsOf(chat, messageId, context);
  const isTopic = chat.topics?.some(({ id }) => id === messageId) ?? false;
  if (!isTopic && servedMessage(chat, messageId, context) === undefined) {
    return rpcError(400, chat.topics === undefined ? "MSG_ID_INVALID" : "TOPIC_ID_INVALID");
  }
  return { group: chat, messages: await searchable(chat), rootId: messageId };
}

async function commentsOf(
  { entity, details }: WorldChat,
  postId: number,
  context: ServiceContext,
): Promise<Thread | Refusal> {
  const { linkedChatId } = details;
  const group = linkedChatId === undefined ? undefined : findChannel(context.world, linkedChatId);
  if (group === undefined) return rpcError(400, "MSG_ID_INVALID");
  const messages = await searchable(group);
  const rootId = messages.copyOf(postKey(entity.id.toJSNumber(), postId));
  return rootId === undefined ? rpcError(400, "MSG_ID_INVALID") : { group, messages, rootId };
}
