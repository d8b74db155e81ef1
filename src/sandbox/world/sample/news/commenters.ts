/**
 * Who comments, and how many comments a post says it has.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { dice } from "../dice.ts";
import { NEWS, NEWS_CHAT, PEOPLE, SALT } from "../directory.ts";
import { channelPeer, userPeer } from "../entities/peers.ts";
import { personId } from "../people/people.ts";
import type { NewsFrame, PostPlan } from "./news_frame.ts";
import type { Threads } from "./threads.ts";

/** Commenters are the younger people of the town. */
const FIRST_COMMENTER = 250;

/** Who wrote a message of the discussion group: a person, rarely the group or the channel itself. */
export function commenter(seed: number, id: number): Api.PeerUser | Api.PeerChannel {
  const thrown = dice(seed, NEWS_CHAT.id, id, SALT.sender);
  const kind = thrown.fraction();
  if (kind < 0.01) return channelPeer(NEWS_CHAT.id);
  if (kind < 0.02) return channelPeer(NEWS.id);
  const favourite = Math.floor(thrown.fraction() ** 2 * (PEOPLE.count - FIRST_COMMENTER));
  return userPeer(personId(FIRST_COMMENTER + favourite));
}

/** The counter under a post; absent where the post has no comments to count. */
export function repliesUnderPost(
  frame: NewsFrame,
  threads: Threads,
  id: number,
  plan: PostPlan,
): Api.MessageReplies | undefined {
  const copyId = threads.copyId(id);
  const tail = plan.kind === "post" && plan.album !== undefined && plan.album.first !== id;
  if (copyId === undefined || tail) return undefined;
  const ids = threads.commentIds(id);
  return new Api.MessageReplies({
    comments: true,
    replies: ids.length,
    repliesPts: copyId + ids.length,
    channelId: bigInt(NEWS_CHAT.id),
    ...(ids.length === 0
      ? {}
      : { maxId: ids[ids.length - 1]!, recentRepliers: recentRepliers(frame.seed, ids) }),
  });
}

/** The last commenters, at most three, each once. */
function recentRepliers(seed: number, ids: Int32Array): Api.TypePeer[] {
  const seen = new Map<string, Api.TypePeer>();
  for (let i = ids.length - 1; i >= 0 && seen.size < 3 && i >= ids.length - 8; i--) {
    const peer = commenter(seed, ids[i]!);
    seen.set(String(peer instanceof Api.PeerUser ? peer.userId : peer.channelId), peer);
  }
  return [...seen.values()];
}
