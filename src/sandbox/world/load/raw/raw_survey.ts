/**
 * Surveys a list of raw message objects: which chats they belong to, and where each message is.
 *
 * @module
 */

import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { Span } from "../json/json_scan.ts";
import type { LeftOuts } from "../left_outs.ts";
import { madeUpChatId } from "../made_up.ts";
import { type Entry, peerKey, type PeerRef, type SourceChat, type SourceKind } from "../source.ts";
import { modernised, peerFrom } from "../tl/older_layers.ts";
import { readDate, readInt, readLong } from "../tl/tl_values.ts";
import { readRawMessage } from "./raw_message.ts";

/** A chat while its messages are being gathered. */
interface Gathering {
  readonly peer: PeerRef;
  readonly entries: Entry[];
  /** How many messages are channel posts, and how many name a sender. */
  posts: number;
  sent: number;
  migratedTo?: number;
}

/**
 * Surveys raw messages.
 *
 * @param values Every element of the list with its place.
 * @param fileName Seeds the id of the chat of messages that name none.
 * @param leftOuts Hears of entries that are no messages.
 * @returns The chats, the one with the most messages first; none if nothing is a message.
 */
export function surveyRaw(
  values: Iterable<readonly [value: unknown, span: Span]>,
  fileName: string,
  leftOuts: LeftOuts,
): readonly SourceChat[] {
  const nameless: PeerRef = { type: "channel", id: madeUpChatId(fileName) };
  const chats = new Map<string, Gathering>();
  for (const [value, span] of values) {
    const json = messageIn(value, leftOuts);
    const id = readInt(json?.["id"]);
    if (json === undefined || id === undefined) continue;
    const peer = chatOf(json) ?? nameless;
    const chat = chats.get(peerKey(peer)) ?? { peer, entries: [], posts: 0, sent: 0 };
    chats.set(peerKey(peer), chat);
    const date = readDate(json["date"]);
    chat.entries.push({ ...span, id, ...(date === undefined ? {} : { date }) });
    observe(chat, json);
  }
  return [...chats.values()].sort((a, b) => b.entries.length - a.entries.length).map(toSource);
}

/** Tells whether a value looks like a raw message of any kind. */
export function isRawMessage(value: unknown): value is JsonObject {
  return isJsonObject(value) && /^message(?:Service|Empty)?$/i.test(String(value["_"]));
}

/** The raw message with a usable id in a value, in today's shape. */
function messageIn(value: unknown, leftOuts: LeftOuts): JsonObject | undefined {
  if (!isRawMessage(value)) {
    leftOuts.note("entry");
    return undefined;
  }
  if (/empty$/i.test(String(value["_"]))) {
    leftOuts.note("empty");
    return undefined;
  }
  if ((readInt(value["id"]) ?? 0) > 0) return modernised("Message", value);
  leftOuts.note("entry");
  return undefined;
}

/** The chat a message was sent to. In dialogs of older layers `to_id` is the reader of incoming messages. */
function chatOf(json: JsonObject): PeerRef | undefined {
  const peer = peerRef(json["peer_id"]);
  return peer?.type === "user" && json["out"] === false ? peerRef(json["from_id"]) ?? peer : peer;
}

const ID_FIELDS = [["channel", "channel_id"], ["chat", "chat_id"], ["user", "user_id"]] as const;

function peerRef(value: unknown): PeerRef | undefined {
  const fields = peerFrom(value);
  if (fields === undefined) return undefined;
  for (const [type, key] of ID_FIELDS) {
    const id = Number(
      readLong(modernised(`Peer${type[0]?.toUpperCase()}${type.slice(1)}`, fields)[key]) ?? 0,
    );
    if (id > 0 && Number.isSafeInteger(id)) return { type, id };
  }
  return undefined;
}

function observe(chat: Gathering, json: JsonObject): void {
  if (json["post"] === true) chat.posts++;
  if (json["from_id"]) chat.sent++;
  const action = json["action"];
  if (!isJsonObject(action) || !/^messageActionChatMigrateTo$/i.test(String(action["_"]))) return;
  const channel = readLong(action["channel_id"]);
  if (channel !== undefined) chat.migratedTo = Number(channel);
}

function toSource(chat: Gathering): SourceChat {
  const { peer, entries, migratedTo } = chat;
  return {
    peer,
    entries,
    kind: kindOf(chat),
    ...(migratedTo === undefined ? {} : { migratedTo }),
    read: readRawMessage,
  };
}

/** Posts make a channel; in files without that flag, messages without senders do. */
function kindOf({ peer, entries, posts, sent }: Gathering): SourceKind {
  if (peer.type !== "channel") return peer.type === "user" ? "user" : "group";
  const isChannel = posts === 0 ? sent === 0 : posts * 2 >= entries.length;
  return isChannel ? "channel" : "supergroup";
}
