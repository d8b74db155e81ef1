/**
 * A world in which chats turn private and groups become supergroups, beside what happens to their
 * messages.
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
  let chats = base.chats;

  // Most worlds are never touched, and are asked about each person of a page.
  const replaced = (ref: PeerRef): WorldChat | undefined =>
    put.size === 0 ? undefined : put.get(refKey(ref));
  const current = (chat: WorldChat): WorldChat => replaced(refOfChat(chat)) ?? chat;
  const isThere = ({ type, id }: PeerRef): boolean => base.chat(type, id) !== undefined;
  const tellOf = (updates: Api.Updates | undefined): void => {
    if (updates !== undefined) tell(updates);
  };
  return {
    world: {
      self: base.self,
      get chats() {
        return chats;
      },
      chat: (type, id) => replaced({ type, id }) ?? base.chat(type, id),
      user: (id) => base.user(id),
      channel: (id) => {
        const entity = replaced({ type: "channel", id })?.entity;
        return entity?.className === "Channel" ? entity : base.channel(id);
      },
      byUsername: (username) => {
        const found = base.byUsername(username);
        if (found?.className !== "Channel") return found;
        const now = replaced({ type: "channel", id: found.id.toJSNumber() })?.entity;
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
    put: (chat) => {
      put.set(refKey(refOfChat(chat)), chat);
      const added = [...put.values()].filter((each) => !isThere(refOfChat(each)));
      chats = [...base.chats.map(current), ...added];
    },
  };
}

/** The channel, if it still has the username. */
function named(channel: Api.Channel, username: string): Api.Channel | undefined {
  const names = [channel.username, ...(channel.usernames ?? []).map((name) => name.username)];
  const isNamed = names.some((name) => name?.toLowerCase() === username.toLowerCase());
  return isNamed ? channel : undefined;
}
