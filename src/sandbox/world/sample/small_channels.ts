/**
 * Small public channels, each with one thing that is special about it.
 *
 * @module
 */

import { byWeight, dice } from "./dice.ts";
import { SALT, SMALL } from "./directory.ts";
import { channelEntity, type ChannelWish } from "./entities/channels.ts";
import { channelPeer, ordinaryMessage } from "./entities/peers.ts";
import type { Content } from "./media/media.ts";
import { asPost, contentOf } from "./post/content.ts";
import { chooseIds, tabledHistory } from "./tabled_history.ts";
import { evenTimeline } from "./timeline.ts";
import type { WorldChat } from "../world.ts";

const CONTENTS: readonly (readonly [Content, number])[] = [
  ["text", 60],
  ["photo", 25],
  ["video", 8],
  ["webPage", 7],
];

/** The channel with two active usernames. */
export function gazette(seed: number): WorldChat {
  const { id, title, usernames, inactive, count } = SMALL.gazette;
  const names = { active: usernames, inactive: [inactive] };
  return smallChannel(seed, count, { id, title, usernames: names, flags: ["broadcast"] });
}

/** The channel whose content may not be forwarded. */
export function protectedChannel(seed: number): WorldChat {
  const { count, ...wish } = SMALL.protected;
  return smallChannel(seed, count, { ...wish, flags: ["broadcast", "noforwards"] });
}

/** The channel that is flagged as a scam. */
export function scamChannel(seed: number): WorldChat {
  const { count, ...wish } = SMALL.scam;
  return smallChannel(seed, count, { ...wish, flags: ["broadcast", "scam"] });
}

function smallChannel(seed: number, count: number, wish: Omit<ChannelWish, "date">): WorldChat {
  const chat = wish.id;
  const lastId = count + Math.ceil(count / 20);
  const ids = chooseIds({ seed, chat, count, lastId });
  const sentAt = evenTimeline({ ...SMALL, lastId }, seed, chat);
  const peerId = channelPeer(chat);
  const noforwards = wish.flags.includes("noforwards") ? true : undefined;
  const make = (index: number) => {
    const id = ids[index]!;
    const date = sentAt(id);
    const thrown = dice(seed, chat, id, SALT.kind);
    const language = thrown.chance(0.5) ? "ru" : "en";
    const content = byWeight(thrown.fraction(), CONTENTS);
    return ordinaryMessage({
      id,
      peerId,
      date,
      post: true,
      noforwards,
      ...contentOf({ seed, chat, id, date, language, content, write: asPost }),
      views: thrown.between(40, 900),
      forwards: thrown.below(9),
    });
  };
  return {
    entity: channelEntity(seed, { ...wish, date: SMALL.from, members: 40 * count }),
    details: { about: wish.title, participantsCount: 40 * count },
    history: tabledHistory({ ids, dateAt: (index) => sentAt(ids[index]!), make }),
    member: true,
  };
}
