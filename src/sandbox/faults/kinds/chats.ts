/**
 * Chats that turn private, are renamed or deleted, and basic groups that become supergroups, while a
 * client reads.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import { heldHistory } from "../../world/held_history.ts";
import type { WorldChat } from "../../world/world.ts";
import { chance } from "../chance.ts";
import type { FaultKind, Target } from "./kind.ts";
import { refOfChat } from "../../services/refs.ts";
import { chat, fields, optional, username } from "./settings.ts";

/** Which chat. */
export interface OneChat {
  /** Bare id or `@username`; the chat that the call names by default. */
  readonly chat?: number | string;
}

/** Which chat gets which name. */
export interface NewName extends OneChat {
  /** Without `@`. */
  readonly username: string;
}

/** Added to a basic group's id to make the supergroup's: far from ids that are in use. */
const MIGRATED_ID = 2_000_000_000;

/** Shuts the account out. */
export const makePrivate: FaultKind<OneChat> = {
  schema: fields({ chat: optional(chat()) }).describe(
    "The chat has no username any more, and the account is no member: CHANNEL_PRIVATE, or " +
      "PEER_ID_INVALID of a basic group, from this call on.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ chat }, target) => {
    const found = chatOf(chat, target);
    if (found === undefined || found.entity.className === "User") return {};
    const { entity } = found;
    const left = entity.className === "Channel" ? unnamed(entity) : entity;
    target.world.put({ ...found, entity: left, member: false });
    return {};
  },
};

/** Takes a chat away. */
export const deleteChat: FaultKind<OneChat> = {
  schema: fields({ chat: optional(chat()) }).describe(
    "The chat is not there any more, from this call on: CHANNEL_INVALID, or PEER_ID_INVALID of a " +
      "basic group; nobody has its username.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ chat }, target) => {
    const found = chatOf(chat, target);
    if (found === undefined || found.entity.className === "User") return {};
    target.world.drop(refOfChat(found));
    return {};
  },
};

/** Gives a channel another name. */
export const renameChat: FaultKind<NewName> = {
  schema: fields({ chat: optional(chat()), username: username() }).describe(
    "The channel or supergroup bears this username instead of its own, from this call on. A channel " +
      "that had it has none any more.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ chat, username }, target) => {
    const found = chatOf(chat, target);
    if (found?.entity.className !== "Channel") return {};
    const before = chatOf(`@${username}`, target);
    if (before?.entity.className === "Channel") {
      target.world.put({ ...before, entity: unnamed(before.entity) });
    }
    const entity = new Api.Channel({ ...unnamed(found.entity), username });
    target.world.rename({ ...found, entity }, username);
    return {};
  },
};

/** Turns a basic group into a supergroup. */
export const migrateChat: FaultKind<OneChat> = {
  schema: fields({ chat: optional(chat()) }).describe(
    "The basic group becomes a supergroup, whose id is higher by 2,000,000,000. The old part stays " +
      "readable and ends with the message that tells of it.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ chat }, target) => {
    const group = chatOf(chat, target);
    if (group?.entity.className !== "Chat" || group.entity.migratedTo) return {};
    migrated(group, group.entity, target);
    return {};
  },
};

function chatOf(wanted: number | string | undefined, target: Target): WorldChat | undefined {
  const ref = target.chat(wanted);
  return ref && target.world.world.chat(ref.type, ref.id);
}

function unnamed(channel: Api.Channel): Api.Channel {
  const { username: _username, usernames: _usernames, ...rest } = channel;
  return new Api.Channel(rest);
}

function migrated(group: WorldChat, entity: Api.Chat, { world, now, seed, draw }: Target): void {
  const oldId = entity.id.toJSNumber();
  const channelId = bigInt(MIGRATED_ID + oldId);
  const accessHash = bigInt(1 + Math.floor(chance(seed, draw, oldId) * 2 ** 48));
  const date = Math.max(newestDate(group), Math.floor(now / 1000));
  const from = new Api.MessageActionChannelMigrateFrom({ title: entity.title, chatId: entity.id });
  const to = new Api.MessageActionChatMigrateTo({ channelId });
  const service = (id: number, peerId: Api.TypePeer, action: Api.TypeMessageAction) =>
    new Api.MessageService({ id, peerId, date, action });
  let maxId = 0;
  world.add({ type: "chat", id: oldId }, (id) => {
    maxId = id;
    return service(id, new Api.PeerChat({ chatId: entity.id }), to);
  });
  const { title, photo } = entity;
  world.put({
    entity: new Api.Channel({ id: channelId, accessHash, title, photo, date, megagroup: true }),
    details: { ...group.details, migratedFrom: { chatId: oldId, maxId } },
    history: heldHistory([service(1, new Api.PeerChannel({ channelId }), from)]),
    member: true,
  });
  const migratedTo = new Api.InputChannel({ channelId, accessHash });
  world.put({ ...group, entity: new Api.Chat({ ...entity, deactivated: true, migratedTo }) });
}

function newestDate({ history }: WorldChat): number {
  return history.count === 0 ? 0 : history.dateAt(history.count - 1);
}
