/**
 * Whom a loaded history mentions: users and channels, with what the file tells of them and the
 * rest made up.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import { madeUpLong } from "./made_up.ts";

/** What a file tells of a user. */
export interface Person {
  /** `null` is a deleted account, as exports write it. */
  readonly name?: string | null;
  readonly username?: string;
  readonly bot?: boolean;
}

/** Users and channels by bare id. What is known first is kept; later mentions add to it. */
export interface People {
  meetUser(id: number, about?: Person): void;
  meetChannel(id: number, title?: string): void;
  /** Takes over a user or channel that the file holds as an object. */
  introduce(entity: Api.User | Api.Channel): void;
  user(id: number): Api.User | undefined;
  channel(id: number): Api.Channel | undefined;
  /** By username in lower case. */
  userNamed(username: string): Api.User | undefined;
}

/**
 * Starts with nobody known.
 *
 * @returns The people.
 *
 * @example A sender
 * ```ts
 * import { meetPeople } from "./people.ts";
 * import assert from "node:assert/strict";
 *
 * const people = meetPeople();
 * people.meetUser(5, { name: "Ada" });
 * assert.equal(people.user(5)?.firstName, "Ada");
 * assert.equal(people.user(6), undefined);
 * ```
 */
export function meetPeople(): People {
  const users = new Map<number, Person>();
  const channels = new Map<number, string | undefined>();
  const introduced = new Map<string, Api.User | Api.Channel>();
  const usernames = new Map<string, number>();

  const meetUser = (id: number, about: Person = {}): void => {
    const known = users.get(id);
    if (known === undefined || addsTo(known, about)) users.set(id, { ...about, ...known });
    if (about.username !== undefined) usernames.set(about.username.toLowerCase(), id);
  };
  const user = (id: number): Api.User | undefined => {
    const given = introduced.get(`user${id}`);
    if (given instanceof Api.User) return given;
    const person = users.get(id);
    return person === undefined ? undefined : madeUpUser(id, person);
  };
  const channel = (id: number): Api.Channel | undefined => {
    const given = introduced.get(`channel${id}`);
    if (given instanceof Api.Channel) return given;
    return channels.has(id)
      ? madeUpChannel(id, { title: channels.get(id) ?? `Channel ${id}` })
      : undefined;
  };
  return {
    meetUser,
    meetChannel: (id, title) => void channels.set(id, channels.get(id) ?? title),
    introduce: (entity) => {
      introduced.set(`${entity instanceof Api.User ? "user" : "channel"}${entity.id}`, entity);
      if (entity instanceof Api.User && entity.username) {
        meetUser(Number(entity.id), { username: entity.username });
      }
    },
    user,
    channel,
    userNamed: (username) => {
      const id = usernames.get(username);
      return id === undefined ? undefined : user(id);
    },
  };
}

/** What is known of a channel before its object is made. */
export interface ChannelFacts {
  readonly title: string;
  readonly username?: string;
  readonly isSupergroup?: boolean;
  readonly isForum?: boolean;
  /** Unix seconds of its creation. */
  readonly date?: number;
  readonly participantsCount?: number;
}

/**
 * Makes a channel or supergroup.
 *
 * @param id Bare id.
 * @param facts What is known; a channel whose kind is not is a broadcast channel.
 * @returns The channel, with a made-up access hash.
 */
export function madeUpChannel(id: number, facts: ChannelFacts): Api.Channel {
  return new Api.Channel({
    id: bigInt(id),
    accessHash: madeUpLong(`channel ${id}`),
    title: facts.title,
    photo: new Api.ChatPhotoEmpty(),
    date: facts.date ?? 0,
    ...(facts.username === undefined ? {} : { username: facts.username }),
    ...(facts.isSupergroup ? { megagroup: true } : { broadcast: true }),
    ...(facts.isForum ? { forum: true } : {}),
    ...(facts.participantsCount === undefined
      ? {}
      : { participantsCount: facts.participantsCount }),
  });
}

/** Makes a user, with a made-up access hash and, if need be, a name. */
export function madeUpUser(id: number, { name, username, bot }: Person): Api.User {
  const firstName = name ?? username ?? `User ${id}`;
  return new Api.User({
    id: bigInt(id),
    accessHash: madeUpLong(`user ${id}`),
    ...(name === null ? { deleted: true } : { firstName }),
    ...(username === undefined ? {} : { username }),
    ...(bot ? { bot: true, botInfoVersion: 1 } : {}),
  });
}

function addsTo(known: Person, about: Person): boolean {
  return (Object.keys(about) as (keyof Person)[]).some((key) => known[key] === undefined);
}
