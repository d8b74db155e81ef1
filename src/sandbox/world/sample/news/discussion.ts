/**
 * The messages of `@tgtk_news_chat`: copies of posts, comments under them, and idle talk.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { NEWS, NEWS_CHAT, SALT } from "../directory.ts";
import {
  channelPeer,
  type MessageFields,
  ordinaryMessage,
  serviceMessage,
} from "../entities/peers.ts";
import { reactionsOf } from "../post/reactions.ts";
import { spoken } from "../chat/spoken.ts";
import type { WorldMessage } from "../../world.ts";
import { commenter } from "./commenters.ts";
import type { NewsFrame } from "./news_frame.ts";
import { albumId, postFields } from "./news_posts.ts";
import type { Threads } from "./threads.ts";

const peerId = channelPeer(NEWS_CHAT.id);
const newsPeer = channelPeer(NEWS.id);

/** Makes the message at an index. */
export function discussionMessage(
  frame: NewsFrame,
  threads: Threads,
  index: number,
): WorldMessage {
  const event = threads.eventAt(index);
  const id = threads.ids[index]!;
  const date = threads.dateAt(index);
  if (event.kind === "created") {
    const action = new Api.MessageActionChannelCreate({ title: NEWS_CHAT.title });
    return serviceMessage({ id, peerId, date, fromId: peerId, action });
  }
  if (event.kind === "copy") return copyOf(frame, threads, event.postId, { id, date });
  const replyTo = event.kind === "comment"
    ? replyIn(frame.seed, threads, event.postId, event.rank)
    : undefined;
  return talk(frame.seed, { id, date }, replyTo);
}

type Place = Pick<MessageFields, "id" | "date">;

function talk(
  seed: number,
  { id, date }: Place,
  replyTo: Api.MessageReplyHeader | undefined,
): WorldMessage {
  const thrown = dice(seed, NEWS_CHAT.id, id, SALT.numbers);
  const fromId = commenter(seed, id);
  if (replyTo === undefined && thrown.chance(0.1) && fromId instanceof Api.PeerUser) {
    const action = new Api.MessageActionChatAddUser({ users: [fromId.userId] });
    return serviceMessage({ id, peerId, date, fromId, action });
  }
  return ordinaryMessage({
    id,
    peerId,
    date,
    fromId,
    replyTo,
    ...spoken({ seed, chat: NEWS_CHAT.id, id, date }),
    ...(thrown.chance(0.12) ? { reactions: reactionsOf(thrown, 9) } : {}),
  });
}

/** The first comment answers the copy; a later one may answer an earlier one of its thread. */
function replyIn(
  seed: number,
  threads: Threads,
  postId: number,
  rank: number,
): Api.MessageReplyHeader {
  const copyId = threads.copyId(postId)!;
  const comments = threads.commentIds(postId);
  const thrown = dice(seed, NEWS_CHAT.id, comments[rank]!, SALT.reply);
  if (rank === 0 || thrown.chance(0.6)) return new Api.MessageReplyHeader({ replyToMsgId: copyId });
  const back = 1 + thrown.below(Math.min(rank, 6));
  return new Api.MessageReplyHeader({
    replyToMsgId: comments[rank - back]!,
    replyToTopId: copyId,
  });
}

function copyOf(
  frame: NewsFrame,
  threads: Threads,
  postId: number,
  { id, date }: Place,
): Api.Message {
  const plan = frame.planOf(postId);
  if (plan.kind === "service") {
    throw new Error(`Cannot copy post ${postId}: it is a service message`);
  }
  const post = postFields(frame, postId, plan);
  const comments = threads.commentIds(postId);
  const album = plan.album;
  return ordinaryMessage({
    id,
    peerId,
    date,
    fromId: newsPeer,
    fwdFrom: copyHeader(post),
    message: post.message,
    entities: post.entities,
    media: post.media,
    views: post.views,
    forwards: post.forwards,
    editDate: post.editDate,
    editHide: post.editHide,
    ttlPeriod: post.ttlPeriod,
    ...(album === undefined ? {} : { groupedId: albumId(frame.seed, NEWS_CHAT.id, album.first) }),
    replies: new Api.MessageReplies({
      replies: comments.length,
      repliesPts: id + comments.length,
      ...(comments.length > 0 ? { maxId: comments[comments.length - 1]! } : {}),
    }),
  });
}

/** Says where the copy comes from; a post that was a forward itself keeps its first origin. */
function copyHeader(post: MessageFields): Api.MessageFwdHeader {
  return new Api.MessageFwdHeader({
    ...originOf(post),
    savedFromPeer: newsPeer,
    savedFromMsgId: post.id,
  });
}

type Origin = Omit<
  ConstructorParameters<typeof Api.MessageFwdHeader>[0],
  "savedFromPeer" | "savedFromMsgId"
>;

function originOf(post: MessageFields): Origin {
  const { fwdFrom, postAuthor } = post;
  // The header's own arguments, so that what is absent there stays absent here.
  if (fwdFrom !== undefined) return fwdFrom.originalArgs;
  return {
    fromId: newsPeer,
    channelPost: post.id,
    date: post.date,
    ...(postAuthor === undefined ? {} : { postAuthor }),
  };
}
