/**
 * The sample world: what demo mode, tests and benchmarks are run against. The same seed makes the
 * same world, byte for byte.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { World, WorldChat } from "../world.ts";
import { bigChannel } from "./big/big.ts";
import { chatSupergroup } from "./chat/chat.ts";
import { oldGroup, oldGroupIds } from "./chat/old_group.ts";
import { ACCOUNTS, HOSTILE_ORIGIN, ORIGINS, SMALL } from "./directory.ts";
import { activeUsernames, channelEntity } from "./entities/channels.ts";
import { forum } from "./forum/forum.ts";
import { type News, news } from "./news/news.ts";
import type { Threads } from "./news/threads.ts";
import { type People, people } from "./people/people.ts";
import { piiChannel } from "./pii/pii.ts";
import { closedWorkshop, privateCircle, privateDialog, privateRoom } from "./private/private.ts";
import { gazette, protectedChannel, scamChannel } from "./small_channels.ts";

/** How the world is made. */
export interface SampleWorldOptions {
  /** A whole number; 1 by default. Ids, titles and counts are the same for every seed. */
  readonly seed?: number;
}

/** The sample world, and what nobody else could tell without reading all of it. */
export interface SampleWorld extends World {
  /** Which message of `@tgtk_news_chat` belongs to which post of `@tgtk_news`. */
  readonly newsThreads: Threads;
}

/**
 * Makes the sample world; `directory.ts` lists what is in it.
 *
 * @example Reading a post of the large channel
 * ```ts
 * import { sampleWorld } from "./sample_world.ts";
 * import assert from "node:assert/strict";
 *
 * const world = sampleWorld({ seed: 1 });
 * const big = world.chats.find(({ history }) => history.count === 1_000_000);
 * assert.equal(big?.history.at(999_999).date, big?.history.dateAt(999_999));
 * ```
 */
export function sampleWorld(options: SampleWorldOptions = {}): SampleWorld {
  const seed = options.seed ?? 1;
  const crowd = people(seed);
  const newsroom = news(seed);
  const chats = makeChats(seed, crowd, newsroom);
  const origins = [...ORIGINS, HOSTILE_ORIGIN].map((origin) =>
    channelEntity(seed, { ...origin, date: SMALL.from, flags: ["broadcast"] })
  );
  const channels = new Map(
    [...chats.map(({ entity }) => entity), ...origins].flatMap((entity) =>
      entity instanceof Api.Channel ? [[entity.id.toJSNumber(), entity] as const] : []
    ),
  );
  const byName = new Map(
    [...channels.values()].flatMap((channel) =>
      activeUsernames(channel).map((name) => [name, channel] as const)
    ),
  );
  const byPeer = new Map(chats.map((chat) => [keyOf(chat), chat] as const));
  return {
    newsThreads: newsroom.threads,
    self: crowd.self,
    chats,
    chat: (type, id) => byPeer.get(`${type} ${id}`),
    user: crowd.byId,
    channel: (id) => channels.get(id),
    byUsername: (username) => {
      const name = username.toLowerCase();
      return byName.get(name) ?? crowd.byUsername(name);
    },
  };
}

function makeChats(seed: number, crowd: People, newsroom: News): readonly WorldChat[] {
  const oldIds = oldGroupIds(seed);
  const chat = chatSupergroup(seed, oldIds[oldIds.length - 1]!);
  return [
    newsroom.channel,
    newsroom.discussion,
    chat,
    oldGroup(seed, chat.entity as Api.Channel),
    forum(seed),
    bigChannel(seed),
    piiChannel(seed),
    gazette(seed),
    protectedChannel(seed),
    scamChannel(seed),
    privateCircle(seed),
    privateDialog(seed, crowd.byId(ACCOUNTS.partner.id)!),
    privateRoom(seed),
    closedWorkshop(seed),
  ];
}

/** A chat's key: its id space and its bare id. */
function keyOf({ entity }: WorldChat): string {
  if (entity instanceof Api.Channel) return `channel ${entity.id}`;
  return `${entity instanceof Api.Chat ? "chat" : "user"} ${entity.id}`;
}
