/**
 * Turns messages of a Telegram Desktop export into the raw API objects they were.
 *
 * @module
 */

import type { JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { peerKey, type PeerRef, type Place, type SourceKind } from "../source.ts";
import { readDate, readInt } from "../tl/tl_values.ts";
import { desktopAction } from "./desktop_actions.ts";
import { desktopButtons, desktopReactions } from "./desktop_extras.ts";
import { KNOWN_FIELDS } from "./desktop_fields.ts";
import { desktopMedia } from "./desktop_media.ts";
import { botId, exportedPeer, type Names } from "./desktop_names.ts";
import { readDesktopText } from "./desktop_text.ts";

/** Exports shift the ids of a basic group that became the supergroup: tdesktop's export_data_types.cpp. */
export const MIGRATED_SHIFT = 1_000_000_000;

/** Old exports wrote the first day of 1970 where a message was never edited. */
const FIRST_EDIT = 86_400;

/** The chat that messages are read for. */
export interface DesktopChat {
  /** The chat in the export, before it is served as anything else. */
  readonly peer: PeerRef;
  readonly kind: SourceKind;
  /** The other half of a group that became a supergroup, bare id. */
  readonly migrationId: number;
  readonly names: Names;
  /** The topic each message of a forum is in, by ids. */
  readonly topicOf: ReadonlyMap<number, number>;
}

/**
 * Turns an exported message into a raw one.
 *
 * @param json The message: `type` is `message`, `service` or `unsupported`.
 * @param chat The chat it is in.
 * @param place Where it is served.
 * @param leftOuts Hears of what is left out.
 * @returns A raw `Message` or `MessageService`, without the fields that `place` determines.
 */
export function toRawMessage(
  json: JsonObject,
  chat: DesktopChat,
  place: Place,
  leftOuts: LeftOuts,
): JsonObject {
  for (const key of Object.keys(json)) {
    if (!KNOWN_FIELDS.has(key) && json[key] !== null) leftOuts.note("field", key);
  }
  const context = { seed: `${peerKey(chat.peer)} ${place.id}`, date: place.date, leftOuts };
  const author = exportedPeer(json["from_id"] ?? json["actor_id"]);
  const common = {
    from_id: sender(author, chat),
    post: chat.kind === "channel",
    out: isOutgoing(author, chat),
    reply_to: replyHeader(json, chat, place),
    reactions: desktopReactions(json["reactions"], leftOuts),
  };
  if (json["type"] === "service") {
    const { names: { userId }, migrationId } = chat;
    const action = desktopAction(json, { ...context, userId, migrationId });
    return { _: "MessageService", ...common, action };
  }
  const { text, entities } = readDesktopText(json["text"], json["text_entities"], leftOuts);
  return {
    _: "Message",
    ...common,
    message: text,
    entities,
    media: desktopMedia(json, context),
    reply_markup: desktopButtons(json["inline_bot_buttons"], leftOuts),
    fwd_from: forwardHeader(json, place),
    via_bot_id: typeof json["via_bot"] === "string" ? botId(json["via_bot"]) : undefined,
    post_author: json["author"],
    edit_date: editDate(json),
  };
}

/** In a private dialog, what the other side did not write was sent by the exporting account. */
function isOutgoing(author: PeerRef | undefined, { peer, kind }: DesktopChat): boolean {
  return (kind === "user" || kind === "bot") && author !== undefined && author.id !== peer.id;
}

/** Posts of a channel have no sender of their own in the API; exports name the channel. */
function sender(
  peer: PeerRef | undefined,
  { peer: chat, kind }: DesktopChat,
): JsonObject | undefined {
  if (peer === undefined) return undefined;
  const isChannelItself = kind === "channel" && peer.type === "channel" && peer.id === chat.id;
  return isChannelItself ? undefined : { [`${peer.type}_id`]: peer.id };
}

/** Service messages name the message they are about in fields of their own. */
const REPLY_FIELDS = [
  "reply_to_message_id",
  "message_id",
  "game_message_id",
  "invoice_message_id",
] as const;

function replyHeader(json: JsonObject, chat: DesktopChat, place: Place): JsonObject | undefined {
  const written = REPLY_FIELDS.map((key) => readInt(json[key])).find((id) => id !== undefined);
  if (written === undefined || written === 0) return undefined;
  const id = written < 0 ? written + MIGRATED_SHIFT : written;
  const peer = exportedPeer(json["reply_to_peer_id"]);
  const topic = peer === undefined ? chat.topicOf.get(place.id) : undefined;
  return {
    _: "MessageReplyHeader",
    reply_to_msg_id: id,
    reply_to_peer_id: peer === undefined ? undefined : { [`${peer.type}_id`]: peer.id },
    forum_topic: topic !== undefined,
    reply_to_top_id: topic === id ? undefined : topic,
  };
}

/** Exports do not tell when a forwarded message was written: it gets the date of its forwarding. */
function forwardHeader(json: JsonObject, { date }: Place): JsonObject | undefined {
  const { forwarded_from, forwarded_from_id, saved_from } = json;
  if (forwarded_from === undefined && forwarded_from_id === undefined && saved_from === undefined) {
    return undefined;
  }
  const peer = exportedPeer(forwarded_from_id);
  const from_name = forwarded_from === null ? "Deleted Account" : forwarded_from;
  return {
    _: "MessageFwdHeader",
    date,
    ...peer === undefined ? { from_name } : { from_id: { [`${peer.type}_id`]: peer.id } },
    saved_from_name: saved_from,
  };
}

function editDate(json: JsonObject): number | undefined {
  const date = readDate(json["edited_unixtime"]) ?? readDate(json["edited"]);
  return date === undefined || date < FIRST_EDIT ? undefined : date;
}
