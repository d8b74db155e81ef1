/**
 * Messages as Telegram Desktop exports them. Dates without an offset are UTC here, for want of the
 * reader's own clock.
 *
 * @module
 */

import { peerOf } from "../../model/chat.ts";
import type { ExportLine } from "../line.ts";
import { desktopMedia } from "./desktop_media.ts";
import { desktopService } from "./desktop_service.ts";
import { desktopText } from "./desktop_text.ts";
import type { ExportedChat } from "./format.ts";

/** Desktop shifts the ids of a basic group that became the supergroup: its `export_data_types.cpp`. */
const MIGRATED_SHIFT = 1_000_000_000;

/**
 * Draws a message.
 *
 * @param line The message.
 * @param chat The chat that is exported; it signs what has no sender.
 * @returns Fields in Desktop's order; absent ones are `undefined`.
 */
export function desktopMessage(
  line: ExportLine,
  chat: ExportedChat,
): Readonly<Record<string, unknown>> {
  const shift = isEarlier(line) ? MIGRATED_SHIFT : 0;
  const replied = repliedTo(line);
  const reply = replied === undefined ? undefined : replied - shift;
  const { service } = line;
  const from = senderOf(line, chat);
  return {
    id: line.id - shift,
    type: service === undefined ? "message" : "service",
    ...dated("date", line.date),
    ...(service === undefined ? content(line, reply, from) : report(line, service, reply, from)),
  };
}

type Signature = ReturnType<typeof senderOf>;

function content(line: ExportLine, reply: number | undefined, from: Signature) {
  const { author, edit_date, external_reply, reactions } = line;
  return {
    ...(edit_date === undefined ? {} : dated("edited", edit_date)),
    from: from.name,
    from_id: from.id,
    author,
    ...originOf(line.forward_from),
    reply_to_message_id: external_reply?.message_id ?? reply,
    reply_to_peer_id: external_reply && peerWord(external_reply.chat_id),
    ...desktopMedia(line.media),
    ...desktopText(line),
    reactions: reactions?.top.map(reactionOf),
  };
}

function report(
  line: ExportLine,
  service: string,
  reply: number | undefined,
  actor: Signature,
) {
  const fields = desktopService(service, actor.name, reply);
  return {
    actor: actor.name,
    actor_id: actor.id,
    ...fields,
    reply_to_message_id: "message_id" in fields ? undefined : reply,
    ...desktopText(line),
  };
}

function isEarlier({ chat_id }: ExportLine): boolean {
  return chat_id !== undefined && peerOf(chat_id)?.type === "group";
}

function dated(name: "date" | "edited", date: string) {
  const seconds = String(Date.parse(date) / 1000);
  return { [name]: date.replace("Z", ""), [`${name}_unixtime`]: seconds };
}

/** What stands at the beginning of a topic is replied to by all that is in it, as Desktop has it. */
function repliedTo({ id, reply_to_id, topic_id }: ExportLine): number | undefined {
  const opening = topic_id === 1 || topic_id === id ? undefined : topic_id;
  return reply_to_id ?? opening;
}

/** Posts of a channel have no sender of their own; Desktop names the channel. */
function senderOf({ chat_id, sender }: ExportLine, chat: ExportedChat) {
  return sender === undefined
    ? { id: peerWord(chat_id ?? chat.chat_id), name: chat.title }
    : { id: peerWord(sender.id), name: sender.name };
}

/** `user5`, `chat5`, `channel5`; nothing for a pseudonym. */
function peerWord(markedId: number | undefined): string | undefined {
  const peer = markedId === undefined ? undefined : peerOf(markedId);
  return peer && `${peer.type === "group" ? "chat" : peer.type}${peer.id}`;
}

type Reaction = NonNullable<ExportLine["reactions"]>["top"][number];

function reactionOf({ count, reaction }: Reaction) {
  if (reaction === "paid") return { type: "paid", count };
  return reaction === "custom"
    ? { type: "custom_emoji", count }
    : { type: "emoji", count, emoji: reaction };
}

function originOf(origin: ExportLine["forward_from"]) {
  if (origin === undefined) return {};
  const { id, name } = origin;
  return { forwarded_from: name, forwarded_from_id: id === undefined ? undefined : peerWord(id) };
}
