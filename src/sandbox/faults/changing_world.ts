/**
 * A world in which chats turn private, are renamed or deleted, and groups become supergroups, beside
 * what happens to their messages.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { type PeerRef, refKey, refOfChat } from "../services/refs.ts";
import type { LiveWorld } from "../services/updates/live.ts";
import type { World, WorldChat, WorldMessage } from "../world/world.ts";

/** A world, and what can happen to it. What is said of an unknown chat has no effect. */
export interface ChangingWorld {
  readonly world: World;
  /** Adds a message; gives it its id. */
  add(ref: PeerRef, make: (id: number) => WorldMessage): void;
  edit(ref: PeerRef, message: WorldMessage): void;
  remove(ref: PeerRef, id: number): void;
  /** Puts a chat in the place of the one with its id, or adds it. */
  put(chat: WorldChat): void;
  /** Puts a channel in its place, and has it found by a username that it bears now. */
  rename(chat: WorldChat, username: string): void;
  /** Has a chat be unknown from now on. */
  drop(ref: PeerRef): void;
}

/**
 * Makes a world in which chats can be replaced.
 *
 * @param live The world beneath, whose messages change.
 * @param tell Hears of updates, for those who are connected.
 */
export function changingWorld(
  live: LiveWorld,
  tell: (updates: Api.Updates) => void,
): ChangingWorld {
  const base = live.world;
  const put = new Map<string, WorldChat>();
  const gone = new Set<string>();
  const names = new Map<string, PeerRef>();
  let chats = base.chats;

  // Most worlds are never touched, and are asked about each person of a page.
  const replaced = (ref: PeerRef): WorldChat | undefined =>
    put.size === 0 ? undefined : put.get(refKey(ref));
  const current = (chat: WorldChat): WorldChat => replaced(refOfChat(chat)) ?? chat;
  const isGone = (ref: PeerRef): boolean => gone.size > 0 && gone.has(refKey(ref));
  const isThere = (ref: PeerRef): boolean =>
    !isGone(ref) && base.chat(ref.type, ref.id) !== undefined;
  const tellOf = (updates: Api.Updates | undefined): void => {
    if (updates !== undefined) tell(updates);
  };
  const channel = (id: number): Api.Channel | undefined => {
    const ref: PeerRef = { type: "channel", id };
    if (isGone(ref)) return undefined;
    const entity = replaced(ref)?.entity;
    return entity?.className === "Channel" ? entity : base.channel(id);
  };
  const list = (): void => {
    const added = [...put.values()].filter((each) =>
      base.chat(refOfChat(each).type, refOfChat(each).id) === undefined
    );
    chats = [...base.chats.map(current), ...added].filter((chat) => !isGone(refOfChat(chat)));
  };
  const place = (chat: WorldChat): void => {
    put.set(refKey(refOfChat(chat)), chat);
    list();
  };
  return {
    world: {
      self: base.self,
      get chats() {
        return chats;
      },
      chat: (type, id) =>
        isGone({ type, id }) ? undefined : replaced({ type, id }) ?? base.chat(type, id),
      user: (id) => base.user(id),
      channel,
      byUsername: (username) => {
        const given = names.get(username.toLowerCase());
        const found = given === undefined ? base.byUsername(username) : channel(given.id);
        if (found?.className !== "Channel") return found;
        const ref: PeerRef = { type: "channel", id: found.id.toJSNumber() };
        if (isGone(ref)) return undefined;
        // What never changed is found as ever: a world may know more names than it shows.
        const now = replaced(ref)?.entity;
        return now === undefined ? found : named(now as Api.Channel, username);
      },
    },
    add: (ref, make) => {
      if (isThere(ref)) tellOf(live.add(ref, make).updates);
    },
    edit: (ref, message) => {
      if (isThere(ref)) tellOf(live.edit(ref, message));
    },
    remove: (ref, id) => {
      if (isThere(ref)) tellOf(live.remove(ref, id));
    },
    put: place,
    rename: (chat, username) => {
      names.set(username.toLowerCase(), refOfChat(chat));
      place(chat);
    },
    drop: (ref) => {
      gone.add(refKey(ref));
      list();
    },
  };
}

/** The channel, if it still has the username. */
function named(channel: Api.Channel, username: string): Api.Channel | undefined {
  const names = [channel.username, ...(channel.usernames ?? []).map((name) => name.username)];
  const isNamed = names.some((name) => name?.toLowerCase() === username.toLowerCase());
  return isNamed ? channel : undefined;
}
