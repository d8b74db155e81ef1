/**
 * `messages.getReplies` and `messages.getDiscussionMessage`: comments, topics and threads.
 *
 * https://core.telegram.org/method/messages.getReplies
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { Service, ServiceContext } from "../../rpc.ts";
import type { WorldChat, WorldMessage } from "../../world/world.ts";
import { method } from "../method.ts";
import { company, pageAnswer } from "../page.ts";
import { resolvePeer } from "../peers.ts";
import { refOfChat } from "../refs.ts";
import { servedMessage } from "../served.ts";
import { type Offsets, slicePage } from "../slice.ts";
import { findThread, type Thread } from "../thread.ts";

interface GetReplies extends Offsets {
  readonly peer: Api.TypeInputPeer;
  readonly msgId: number;
}

interface GetDiscussionMessage {
  readonly peer: Api.TypeInputPeer;
  readonly msgId: number;
}

/** The most messages that an album has. */
const ALBUM = 10;

/** Threads. */
export const repliesService: Service = {
  // The page's messages are the group's: their peer is the discussion group, not the channel.
  "messages.getReplies": method(async (request: GetReplies, context) => {
    const chat = resolvePeer(request.peer, context);
    if ("error" in chat) return chat;
    const thread = await findThread(chat, request.msgId, context);
    if ("error" in thread) return thread;
    const { group, rootId } = thread;
    const replies = thread.messages.find({ root: rootId });
    const page = slicePage(replies, group.entity.id.toJSNumber(), request, context.shortPages);
    return { answer: pageAnswer([...page], replies, group, context, [refOfChat(chat)]) };
  }),

  "messages.getDiscussionMessage": method(async (request: GetDiscussionMessage, context) => {
    const chat = resolvePeer(request.peer, context);
    if ("error" in chat) return chat;
    const thread = await findThread(chat, request.msgId, context);
    return "error" in thread ? thread : { answer: discussion(thread, chat, context) };
  }),
};

/** The account has read everything: reading marks nothing here. */
function discussion(
  { group, messages, rootId }: Thread,
  asked: WorldChat,
  context: ServiceContext,
): Api.messages.DiscussionMessage {
  const heads = headsOf(group, rootId, context);
  const replies = messages.find({ root: rootId });
  const maxId = replies.count === 0 ? undefined : replies.idAt(replies.count - 1);
  const read = maxId ?? rootId;
  return new Api.messages.DiscussionMessage({
    messages: heads,
    ...(maxId === undefined ? {} : { maxId }),
    readInboxMaxId: read,
    readOutboxMaxId: read,
    unreadCount: 0,
    ...company(heads, group, context, [refOfChat(asked)]),
  });
}

/** The message at the head of a thread, or the whole album that it belongs to, newest first. */
function headsOf(group: WorldChat, rootId: number, context: ServiceContext): WorldMessage[] {
  const root = servedMessage(group, rootId, context);
  const album = root?.className === "Message" ? root.groupedId : undefined;
  if (root === undefined || !album) return root === undefined ? [] : [root];
  const { history } = group;
  const place = history.countBelowId(rootId);
  const start = Math.max(0, place - ALBUM);
  const end = Math.min(history.count, place + ALBUM);
  const around = Array.from({ length: end - start }, (_, step) => history.at(start + step));
  return around
    .filter((message) => message.className === "Message" && message.groupedId?.equals(album))
    .reverse();
}
