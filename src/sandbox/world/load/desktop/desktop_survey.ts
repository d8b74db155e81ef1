/**
 * Surveys the chats of a Telegram Desktop export: what they are, and where each message is.
 *
 * @module
 */

import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { Span } from "../json/json_scan.ts";
import type { LeftOuts } from "../left_outs.ts";
import { madeUpChatId, SELF_ID } from "../made_up.ts";
import { readRawMessage } from "../raw/raw_message.ts";
import type { Entry, PeerRef, SourceChat, SourceKind } from "../source.ts";
import { readDate, readInt } from "../tl/tl_values.ts";
import { type DesktopChat, MIGRATED_SHIFT, toRawMessage } from "./desktop_message.ts";
import { exportedChatId, type Names } from "./desktop_names.ts";

/** What an export says of a chat. */
export interface ChatHeader {
  readonly id: unknown;
  readonly name: unknown;
  readonly type: unknown;
}

/** Chat types by the export's word; without a type a chat is taken for a supergroup. */
const KINDS: Readonly<Record<string, SourceKind>> = {
  public_channel: "channel",
  private_channel: "channel",
  public_supergroup: "supergroup",
  private_supergroup: "supergroup",
  private_group: "group",
  personal_chat: "user",
  bot_chat: "bot",
  replies: "user",
  saved_messages: "self",
};

/**
 * Surveys one chat.
 *
 * @param header What the export says of it.
 * @param values Every element of its `messages` with its place.
 * @param names Learns who is named.
 * @param fileName Seeds the chat's id where the export has none.
 * @param leftOuts Hears of entries that are no messages.
 * @returns The chat; and, where the export joins it to its supergroup, the basic group it was before.
 */
export function surveyDesktopChat(
  header: ChatHeader,
  values: Iterable<readonly [value: unknown, span: Span]>,
  names: Names,
  fileName: string,
  leftOuts: LeftOuts,
): readonly SourceChat[] {
  const kind = kindOf(header.type);
  const peer = peerOf(
    kind,
    exportedChatId(header.id) ?? madeUpChatId(`${fileName} ${header.name}`),
  );
  const entries: Entry[] = [];
  const migrated: Entry[] = [];
  const topicOf = new Map<number, number>();
  for (const [value, span] of values) {
    const json = messageIn(value, leftOuts);
    if (json === undefined) continue;
    names.learn(json);
    const entry = toEntry(json, span);
    if (entry.id > 0) entries.push(entry);
    else migrated.push({ ...entry, id: entry.id + MIGRATED_SHIFT });
    followTopics(topicOf, json, entry.id);
  }
  const basicId = madeUpChatId(`basic group of ${peer.id}`);
  const title = typeof header.name === "string" ? { title: header.name } : {};
  const chat = { peer, kind, migrationId: basicId, names, topicOf };
  const source = { ...title, peer, kind, entries, read: readerOf(chat) };
  if (migrated.length === 0) return [source];
  const basic = {
    peer: { type: "chat", id: basicId },
    kind: "group",
    migrationId: peer.id,
    names,
    topicOf: new Map(),
  } as const satisfies DesktopChat;
  return [source, {
    ...title,
    peer: basic.peer,
    kind: "group",
    entries: migrated,
    migratedTo: peer.id,
    read: readerOf(basic),
  }];
}

function readerOf(chat: DesktopChat): SourceChat["read"] {
  return (json, place, leftOuts) =>
    readRawMessage(toRawMessage(json, chat, place, leftOuts), place, leftOuts);
}

function kindOf(type: unknown): SourceKind {
  return (typeof type === "string" && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ??
    "supergroup";
}

const PEER_TYPES = {
  channel: "channel",
  supergroup: "channel",
  group: "chat",
  user: "user",
  bot: "user",
  self: "user",
} as const satisfies Record<SourceKind, PeerRef["type"]>;

function peerOf(kind: SourceKind, id: number): PeerRef {
  return { type: PEER_TYPES[kind], id: kind === "self" ? SELF_ID : id };
}

const MESSAGE_TYPES: ReadonlySet<unknown> = new Set(["message", "service", "unsupported"]);

function messageIn(value: unknown, leftOuts: LeftOuts): JsonObject | undefined {
  if (isJsonObject(value) && MESSAGE_TYPES.has(value["type"]) && isUsableId(value["id"])) {
    return value;
  }
  leftOuts.note("entry");
  return undefined;
}

function isUsableId(value: unknown): boolean {
  const id = readInt(value) ?? 0;
  return id > 0 || (id < 0 && id + MIGRATED_SHIFT > 0);
}

function toEntry(json: JsonObject, span: Span): Entry {
  const date = readDate(json["date_unixtime"]) ?? readDate(json["date"]);
  return { ...span, id: readInt(json["id"]) ?? 0, ...(date === undefined ? {} : { date }) };
}

/** Exports tell only what a message replies to: what replies to a topic's start, or to a message in it, is in it. */
function followTopics(topicOf: Map<number, number>, json: JsonObject, id: number): void {
  if (json["action"] === "topic_created") {
    topicOf.set(id, id);
    return;
  }
  const replied = topicOf.get(readInt(json["reply_to_message_id"]) ?? 0);
  if (replied !== undefined) topicOf.set(id, replied);
}
