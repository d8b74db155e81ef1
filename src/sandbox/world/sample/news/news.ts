/**
 * `@tgtk_news` and its discussion group, linked both ways.
 *
 * @module
 */

import { NEWS, NEWS_CHAT } from "../directory.ts";
import { channelEntity } from "../entities/channels.ts";
import { tabledHistory } from "../tabled_history.ts";
import type { WorldChat } from "../../world.ts";
import { discussionMessage } from "./discussion.ts";
import { newsFrame } from "./news_frame.ts";
import { newsPost } from "./news_posts.ts";
import { type Threads, threadsOf } from "./threads.ts";

/** The channel, its group, and what ties them together. */
export interface News {
  readonly channel: WorldChat;
  readonly discussion: WorldChat;
  readonly threads: Threads;
}

/** Makes the channel and its discussion group. */
export function news(seed: number): News {
  const frame = newsFrame(seed);
  const threads = threadsOf(frame);
  const channel: WorldChat = {
    entity: channelEntity(seed, {
      ...NEWS,
      date: NEWS.from,
      joined: true,
      flags: ["broadcast", "verified", "signatures", "hasLink"],
    }),
    details: {
      about: NEWS.about,
      participantsCount: NEWS.members,
      linkedChatId: NEWS_CHAT.id,
      pinnedMessageId: NEWS.pinned[NEWS.pinned.length - 1]!,
    },
    history: tabledHistory({
      ids: frame.ids,
      dateAt: (index) => frame.dateOf(frame.ids[index]!),
      make: (index) => newsPost(frame, threads, frame.ids[index]!),
    }),
    member: true,
  };
  const discussion: WorldChat = {
    entity: channelEntity(seed, {
      ...NEWS_CHAT,
      date: threads.dateAt(0),
      flags: ["megagroup", "hasLink"],
    }),
    details: {
      about: NEWS_CHAT.about,
      participantsCount: NEWS_CHAT.members,
      linkedChatId: NEWS.id,
    },
    history: tabledHistory({
      ids: threads.ids,
      dateAt: threads.dateAt,
      make: (index) => discussionMessage(frame, threads, index),
    }),
    member: true,
  };
  return { channel, discussion, threads };
}
