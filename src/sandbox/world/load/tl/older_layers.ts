/**
 * Brings raw objects of older API layers to today's shape, before they are made: fields that were
 * renamed, and places where a bare value stood for what is an object now.
 *
 * @module
 */

import { isJsonObject, type JsonObject } from "../json/json_parse.ts";

/** Marked ids of channels are `-(10^12 + id)`, those of basic groups `-id`. */
const CHANNEL_BASE = 1_000_000_000_000;

/** What may stand for an object of a type, by that type. */
const SHORTHANDS: Readonly<Record<string, (value: unknown) => JsonObject | undefined>> = {
  Peer: peerFrom,
  Reaction: (value) => ifText(value, (emoticon) => ({ _: "ReactionEmoji", emoticon })),
  RichText: (value) => ifText(value, (text) => ({ _: "TextPlain", text })),
  TextWithEntities: (value) =>
    ifText(value, (text) => ({ _: "TextWithEntities", text, entities: [] })),
};

/** What to do with the fields of a constructor, by its name. Each returns the fields in today's shape. */
const RENEWALS: Readonly<Record<string, (json: JsonObject) => JsonObject>> = {
  Message: renewedMessage,
  MessageService: renewedMessage,
  MessageFwdHeader: renewedForward,
  MessageActionChatAddUser: (json) => moved(json, "user_id", "users", (id) => [id]),
  MessagePeerReaction: (json) => moved(json, "user_id", "peer_id"),
  MessageReplyStoryHeader: (json) => moved(json, "user_id", "peer"),
  Document: (json) => moved(json, "thumb", "thumbs", (thumb) => [thumb]),
  ReactionCount: (json) =>
    moved(json, "chosen", "chosen_order", (chosen) => chosen === true ? 0 : null),
  PeerChannel: (json) => withBareId(json, "channel_id"),
  PeerChat: (json) => withBareId(json, "chat_id"),
  User: (json) => moved(json, "is_self", "self"),
};

/**
 * Reads a value as a raw object, for a field of a boxed type.
 *
 * @param value The value.
 * @param type The type that the field has today.
 * @returns An object with `_`, or `undefined` if the value is none and stands for none.
 */
export function asTypedJson(value: unknown, type: string): JsonObject | undefined {
  if (isJsonObject(value) && typeof value["_"] === "string") return value;
  return SHORTHANDS[type]?.(value);
}

/**
 * Renews an object's fields.
 *
 * @param name The constructor's name.
 * @param json Its fields.
 * @returns The fields in today's shape; the same object if nothing is to be done.
 *
 * @example A reply in a layer before 119
 * ```ts
 * import { modernised } from "./older_layers.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(modernised("Message", { id: 2, reply_to_msg_id: 1 }), {
 *   id: 2,
 *   reply_to: { _: "MessageReplyHeader", reply_to_msg_id: 1 },
 * });
 * ```
 */
export function modernised(name: string, json: JsonObject): JsonObject {
  const renew = RENEWALS[name];
  return renew === undefined ? json : renew(json);
}

/** Reads a peer in any of its spellings: an object with or without `_`, or an id, bare or marked. */
export function peerFrom(value: unknown): JsonObject | undefined {
  if (isJsonObject(value)) return peerOfFields(value);
  const id = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id === 0) return undefined;
  if (id > 0) return { _: "PeerUser", user_id: id };
  if (id < -CHANNEL_BASE) return { _: "PeerChannel", channel_id: -id - CHANNEL_BASE };
  return { _: "PeerChat", chat_id: -id };
}

function peerOfFields(json: JsonObject): JsonObject | undefined {
  const { channel_id, chat_id, user_id } = json;
  if (channel_id) return { _: "PeerChannel", channel_id };
  if (chat_id) return { _: "PeerChat", chat_id };
  return user_id ? { _: "PeerUser", user_id } : undefined;
}

/** Some tools write marked ids into peers; GramJS would take them for other chats. */
function withBareId(json: JsonObject, key: string): JsonObject {
  const id = Number(json[key]);
  if (!(id < 0)) return json;
  return { ...json, [key]: id < -CHANNEL_BASE ? -id - CHANNEL_BASE : -id };
}

function renewedMessage(json: JsonObject): JsonObject {
  const withPeer = moved(json, "to_id", "peer_id");
  const withReply = moved(withPeer, "reply_to_msg_id", "reply_to", (reply_to_msg_id) => ({
    _: "MessageReplyHeader",
    reply_to_msg_id,
  }));
  // Captions belonged to the media up to layer 75.
  const { media, message } = withReply;
  if (message || !isJsonObject(media) || typeof media["caption"] !== "string") return withReply;
  const { caption, ...rest } = media;
  return { ...withReply, message: caption, media: rest };
}

/** Up to layer 118 a forwarded post named its channel in `channel_id` and its author in `from_id`. */
function renewedForward(json: JsonObject): JsonObject {
  if (!json["channel_id"]) return moved(json, "channel_id", "from_id");
  const { channel_id, from_id: _author, ...rest } = json;
  return { ...rest, from_id: { _: "PeerChannel", channel_id } };
}

/** Moves a field to its new name, unless that is taken. */
function moved(
  json: JsonObject,
  from: string,
  to: string,
  change: (value: unknown) => unknown = (value) => value,
): JsonObject {
  if (!Object.hasOwn(json, from)) return json;
  const { [from]: value, ...rest } = json;
  const isFree = rest[to] === undefined || rest[to] === null;
  return isFree && value !== null && value !== undefined ? { ...rest, [to]: change(value) } : rest;
}

function ifText(value: unknown, make: (text: string) => JsonObject): JsonObject | undefined {
  return typeof value === "string" ? make(value) : undefined;
}
