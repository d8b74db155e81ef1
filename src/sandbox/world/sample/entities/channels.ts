/**
 * Channels, supergroups and basic groups as entities.
 *
 * @module
 */

import { Api, bigInt } from "../../../../gramjs.ts";
import { type Dice, dice, identifier } from "../dice.ts";
import { SALT } from "../directory.ts";

/** What a channel entity is made from. */
export interface ChannelWish {
  readonly id: number;
  readonly title: string;
  /** Unix seconds of its creation. */
  readonly date: number;
  readonly members?: number;
  readonly username?: string;
  /** Usernames beside each other; the first may be edited. `username` is left out then. */
  readonly usernames?: { readonly active: readonly string[]; readonly inactive: readonly string[] };
  /** Has the account joined it? */
  readonly joined?: boolean;
  /** `broadcast`, `megagroup`, `verified`, `forum`… */
  readonly flags: readonly ChannelFlag[];
}

/** Flags of a channel. */
export type ChannelFlag =
  | "broadcast"
  | "megagroup"
  | "verified"
  | "scam"
  | "signatures"
  | "forum"
  | "noforwards"
  | "hasLink";

/** Makes a channel or a supergroup. */
export function channelEntity(seed: number, wish: ChannelWish): Api.Channel {
  const thrown = dice(seed, wish.id, SALT.entity);
  const flags = Object.fromEntries(wish.flags.map((flag) => [flag, true]));
  return new Api.Channel({
    ...flags,
    ...(wish.joined ? {} : { left: true }),
    id: bigInt(wish.id),
    accessHash: identifier(thrown),
    title: wish.title,
    photo: chatPhoto(thrown),
    date: wish.date,
    ...(wish.username === undefined ? {} : { username: wish.username }),
    ...(wish.usernames === undefined ? {} : { usernames: usernamesOf(wish.usernames) }),
    ...(wish.members === undefined ? {} : { participantsCount: wish.members }),
  });
}

function usernamesOf(names: NonNullable<ChannelWish["usernames"]>): Api.Username[] {
  return [
    ...names.active.map((username, index) =>
      new Api.Username({ active: true, username, ...(index === 0 ? { editable: true } : {}) })
    ),
    ...names.inactive.map((username) => new Api.Username({ username })),
  ];
}

function chatPhoto(thrown: Dice): Api.TypeChatPhoto {
  return thrown.chance(0.2)
    ? new Api.ChatPhotoEmpty()
    : new Api.ChatPhoto({ photoId: identifier(thrown), dcId: 2 });
}

/** What a basic group entity is made from. */
export interface GroupWish {
  readonly id: number;
  readonly title: string;
  readonly date: number;
  readonly members: number;
  /** The supergroup it became; it is closed then. */
  readonly migratedTo?: Api.Channel;
}

/** Makes a basic group. */
export function groupEntity(wish: GroupWish): Api.Chat {
  const { migratedTo } = wish;
  return new Api.Chat({
    ...(migratedTo === undefined ? {} : {
      deactivated: true,
      migratedTo: new Api.InputChannel({
        channelId: migratedTo.id,
        accessHash: migratedTo.accessHash!,
      }),
    }),
    id: bigInt(wish.id),
    title: wish.title,
    photo: new Api.ChatPhotoEmpty(),
    participantsCount: wish.members,
    date: wish.date,
    version: 4,
  });
}

/** The usernames a channel answers to, lower case. */
export function activeUsernames(channel: Api.Channel): readonly string[] {
  const listed = (channel.usernames ?? []).flatMap((entry) =>
    entry instanceof Api.Username && entry.active ? [entry.username] : []
  );
  const all = channel.username ? [channel.username, ...listed] : listed;
  return all.map((name) => name.toLowerCase());
}
