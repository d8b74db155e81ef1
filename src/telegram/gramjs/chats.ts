/**
 * Telegram's users, groups and channels as chats.
 *
 * Constructors: https://core.telegram.org/type/User, https://core.telegram.org/type/Chat.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { type Chat, type ChatDetails, type ChatKind, markedId } from "../../model/chat.ts";
import { fail, type Outcome, succeed } from "../../model/failure.ts";
import type { ChatRef, ResolvedChat } from "../port.ts";
import type { Subject } from "./failures.ts";
import { present } from "./present.ts";

/** Whatever can stand in an answer's `chats` and `users`. */
export type Entity = Api.TypeChat | Api.TypeUser;

/** A user without a name is shown under the words of Telegram's own apps. */
const NAMELESS_USER = "Deleted Account";

/** Which id space an entity belongs to. */
export function peerTypeOf(entity: Entity): ChatRef["type"] {
  if (entity.className.startsWith("User")) return "user";
  return entity.className.startsWith("Channel") ? "channel" : "group";
}

/** An entity's marked id. */
export function entityId(entity: Entity): number {
  return markedId({ type: peerTypeOf(entity), id: entity.id.toJSNumber() });
}

/** What an entity is called; a user's first and last name. */
export function entityName(entity: Entity): string {
  if ("title" in entity) return entity.title;
  if (entity.className !== "User") return NAMELESS_USER;
  return [entity.firstName, entity.lastName].filter(Boolean).join(" ") || NAMELESS_USER;
}

/** Every active username, in Telegram's order. */
export function entityUsernames(entity: Entity): readonly string[] {
  if (entity.className !== "User" && entity.className !== "Channel") return [];
  const active = (entity.usernames ?? []).filter((name) => name.active).map((name) =>
    name.username
  );
  const main = entity.username;
  return !main || active.includes(main) ? active : [main, ...active];
}

function kindOf(entity: Api.User | Api.Chat | Api.Channel): ChatKind {
  if (entity.className === "User") return entity.bot ? "bot" : "user";
  if (entity.className === "Chat") return "group";
  if (entity.broadcast) return "channel";
  return entity.forum ? "forum" : "supergroup";
}

/**
 * Turns a full entity into a chat. `scam` also covers accounts that Telegram marks as fake.
 *
 * @param entity A user, basic group or channel that can be read.
 * @returns The chat.
 */
export function chatOf(entity: Api.User | Api.Chat | Api.Channel): Chat {
  const usernames = entityUsernames(entity);
  const flag = (name: "verified" | "scam" | "fake" | "noforwards") =>
    (entity as Partial<Record<typeof name, boolean>>)[name] === true;
  return {
    chat_id: entityId(entity),
    kind: kindOf(entity),
    title: entityName(entity),
    usernames,
    ...present({
      username: usernames[0],
      verified: flag("verified"),
      scam: flag("scam") || flag("fake"),
      protected: flag("noforwards"),
    }),
  };
}

/**
 * Turns an entity of an answer into a chat and the reference that reads it.
 *
 * "Min" entities carry an access hash that cannot be used
 * (https://core.telegram.org/api/min): the hash that the caller already has wins over it.
 *
 * @param entity The entity, or `undefined` when the answer holds none.
 * @param subject What was asked for.
 * @param known The reference that the call was made with, if any.
 * @returns The chat; `CHAT_NOT_FOUND` for empty entities, `CHANNEL_PRIVATE` for forbidden ones and for
 * those that cannot be addressed.
 */
export function resolvedChat(
  entity: Entity | undefined,
  subject: Subject,
  known?: ChatRef,
): Outcome<ResolvedChat> {
  switch (entity?.className) {
    case "User":
    case "Channel":
      return withAccess(entity, usableHash(entity) ?? known?.access_hash);
    case "Chat":
      return succeed({
        chat: chatOf(entity),
        ref: { type: "group", id: entity.id.toJSNumber() },
        ...migratedTo(entity),
      });
    case "ChannelForbidden":
    case "ChatForbidden":
      return fail({ code: "CHANNEL_PRIVATE", reason: "no_access" });
    default:
      return fail({ code: "CHAT_NOT_FOUND", chat: subject });
  }
}

function migratedTo({ migratedTo: channel }: Api.Chat): Pick<ResolvedChat, "migrated_to"> {
  if (channel?.className !== "InputChannel") return {};
  const access_hash = channel.accessHash.toString();
  return { migrated_to: { type: "channel", id: channel.channelId.toJSNumber(), access_hash } };
}

function withAccess(
  entity: Api.User | Api.Channel,
  access_hash: string | undefined,
): Outcome<ResolvedChat> {
  if (access_hash === undefined) return fail({ code: "CHANNEL_PRIVATE", reason: "no_access" });
  const ref = { type: peerTypeOf(entity), id: entity.id.toJSNumber(), access_hash };
  return succeed({ chat: chatOf(entity), ref });
}

function usableHash(entity: Api.User | Api.Channel): string | undefined {
  return entity.min ? undefined : entity.accessHash?.toString();
}

/** The reference to a user or channel that an answer shows in full. */
export function fullRef(entity: Entity | undefined): ChatRef | undefined {
  if (entity?.className !== "User" && entity?.className !== "Channel") return undefined;
  const access_hash = usableHash(entity);
  return access_hash === undefined
    ? undefined
    : { type: peerTypeOf(entity), id: entity.id.toJSNumber(), access_hash };
}

/**
 * The chats that came with an answer about another one.
 *
 * @param chats The answer's chats.
 * @param asked Marked id of the chat that was asked for; it is left out.
 * @returns Those that can be addressed: no "min" entity, and none that is forbidden.
 */
export function seenChats(
  chats: readonly Api.TypeChat[],
  asked: number,
): readonly ResolvedChat[] {
  return chats.filter((chat) => entityId(chat) !== asked).flatMap((chat) => {
    const resolved = resolvedChat(chat, String(entityId(chat)));
    return resolved.ok ? [resolved.value] : [];
  });
}

/**
 * Turns Telegram's full description of a chat into details.
 *
 * @param full The description.
 * @param chats The answer's chats: they tell how many members a basic group has when its list of
 * members is hidden.
 * @returns The details; a basic group or a user has no linked chat and was nothing else before.
 */
export function detailsOf(
  full: Api.ChannelFull | Api.ChatFull | Api.UserFull,
  chats: readonly Api.TypeChat[],
): ChatDetails {
  return {
    // Telegram says 0 where it does not tell the number.
    ...present({ description: full.about, member_count: memberCount(full, chats) || undefined }),
    ...(full.className === "ChannelFull" && relativesOf(full)),
  };
}

/** A channel's or supergroup's other half, and the basic group it was before. */
function relativesOf({ linkedChatId, migratedFromChatId, migratedFromMaxId }: Api.ChannelFull) {
  return present({
    linked_chat_id: linkedChatId && markedId({ type: "channel", id: linkedChatId.toJSNumber() }),
    migrated_from: migratedFromChatId && {
      chat_id: markedId({ type: "group", id: migratedFromChatId.toJSNumber() }),
      max_id: migratedFromMaxId ?? 0,
    },
  });
}

function memberCount(
  full: Api.ChannelFull | Api.ChatFull | Api.UserFull,
  chats: readonly Api.TypeChat[],
): number | undefined {
  if (full.className === "UserFull") return undefined;
  if (full.className === "ChannelFull") return full.participantsCount;
  if (full.participants.className === "ChatParticipants") {
    return full.participants.participants.length;
  }
  return chats.find((chat): chat is Api.Chat => chat.className === "Chat" && chat.id.eq(full.id))
    ?.participantsCount;
}
