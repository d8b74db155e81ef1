/**
 * Draws messages for callers: cleaned, masked, in one of the two lengths.
 *
 * @module
 */

import { type Chat, peerOf } from "../model/chat.ts";
import type { ExternalReply, ForwardOrigin, Media, Message, Poll } from "../model/message.ts";
import type { Cleaner } from "./cleaner.ts";
import { defined } from "./defined.ts";
import { isoDate, type WireListedSender, type WireMessage } from "./wire.ts";

/** How much is told of each message. */
export type ResponseFormat = "concise" | "detailed";

/** Messages as callers see them; `senders` is there in the concise form only. */
export interface Drawn {
  readonly messages: readonly WireMessage[];
  readonly senders: readonly WireListedSender[];
}

/**
 * Draws messages.
 *
 * @param messages The messages, all of one answer.
 * @param chat The chat the answer is about.
 * @param format Concise or detailed.
 * @param clean What cleans foreign text, with this answer's own names for senders.
 * @returns Messages and, for the concise form, the senders they point to.
 */
export function drawMessages(
  messages: readonly Message[],
  chat: Chat,
  format: ResponseFormat,
  clean: Cleaner,
): Drawn {
  if (format === "detailed") {
    return { messages: messages.map((message) => detailed(message, chat, clean)), senders: [] };
  }
  const indexes = new Map<number, number>();
  const senders: WireListedSender[] = [];
  const indexOf = (message: Message): number | undefined => {
    if (message.sender === undefined) return undefined;
    const known = indexes.get(message.sender.id);
    if (known !== undefined) return known;
    indexes.set(message.sender.id, senders.length);
    return senders.push(clean.listedSender(message.sender)) - 1;
  };
  return { messages: messages.map((each) => concise(each, chat, indexOf(each), clean)), senders };
}

function concise(
  message: Message,
  chat: Chat,
  sender: number | undefined,
  clean: Cleaner,
): WireMessage {
  return defined<WireMessage>({
    id: message.id,
    date: isoDate(message.date),
    text: clean.text(message.text, message.entities ?? []).text,
    chat_id: clean.id(foreignChatId(message, chat)),
    sender,
    reply_to_id: message.reply_to_id,
    media: maybe(message.media, ({ type }) => ({ type })),
    service: maybe(message.service, clean.line),
  });
}

function detailed(message: Message, chat: Chat, clean: Cleaner): WireMessage {
  const { text, entities } = clean.text(message.text, message.entities ?? []);
  const { album_id, forwards, pinned, replies, reply_to_id, thread_id, topic_id, views } = message;
  return defined<WireMessage>({
    id: message.id,
    date: isoDate(message.date),
    text,
    chat_id: clean.id(foreignChatId(message, chat)),
    sender: maybe(message.sender, clean.sender),
    author: maybe(message.author, clean.personName),
    link: linkTo(message, chat, clean),
    reply_to_id,
    external_reply: maybe(message.external_reply, (reply) => drawReply(reply, clean)),
    quote: maybe(message.quote, clean.line),
    topic_id,
    thread_id,
    edit_date: maybe(message.edit_date, isoDate),
    views,
    forwards,
    replies,
    reactions: maybe(message.reactions, ({ total, top }) => ({
      total,
      top: top.map(({ reaction, count }) => ({ reaction: clean.line(reaction), count })),
    })),
    forward_from: maybe(message.forward_from, (origin) => drawOrigin(origin, clean)),
    media: maybe(message.media, (media) => drawMedia(media, clean)),
    entities: entities.length === 0 ? undefined : [...entities],
    album_id,
    pinned,
    service: maybe(message.service, clean.line),
  });
}

/** The id of the chat is told only where it is not the answer's own. */
function foreignChatId(message: Message, chat: Chat): number | undefined {
  return message.chat_id === chat.chat_id ? undefined : message.chat_id;
}

/** Where a person opens the message: `t.me/name/1`, or `t.me/c/…` for members only. */
function linkTo(message: Message, chat: Chat, clean: Cleaner): string | undefined {
  if (message.chat_id !== chat.chat_id) return undefined;
  const username = clean.username(chat);
  if (username !== undefined) return `https://t.me/${username}/${message.id}`;
  const peer = peerOf(chat.chat_id);
  return peer?.type === "channel" ? `https://t.me/c/${peer.id}/${message.id}` : undefined;
}

/** A message in a dialog with somebody whose id is not told cannot be named. */
function drawReply(
  { chat_id, message_id }: ExternalReply,
  clean: Cleaner,
): WireMessage["external_reply"] {
  const told = clean.id(chat_id);
  return told === undefined
    ? undefined
    : defined<NonNullable<WireMessage["external_reply"]>>({ chat_id: told, message_id });
}

function drawOrigin(
  origin: ForwardOrigin,
  clean: Cleaner,
): NonNullable<WireMessage["forward_from"]> {
  return defined<NonNullable<WireMessage["forward_from"]>>({
    id: clean.id(origin.id),
    name: clean.originName(origin),
    message_id: origin.message_id,
    date: maybe(origin.date, isoDate),
  });
}

type WireMedia = NonNullable<WireMessage["media"]>;

function drawMedia(media: Media, clean: Cleaner): WireMedia {
  return defined<WireMedia>({
    type: media.type,
    file_name: maybe(media.file_name, clean.line),
    mime: maybe(media.mime, clean.line),
    size: media.size,
    duration: media.duration,
    title: maybe(media.title, clean.line),
    url: maybe(media.url, clean.url),
    poll: maybe(media.poll, (poll) => drawPoll(poll, clean)),
  });
}

function drawPoll(poll: Poll, clean: Cleaner): NonNullable<WireMedia["poll"]> {
  return defined<NonNullable<WireMedia["poll"]>>({
    question: clean.line(poll.question),
    options: poll.options.map(({ text, voters }) =>
      defined<NonNullable<WireMedia["poll"]>["options"][number]>({ text: clean.line(text), voters })
    ),
    total_voters: poll.total_voters,
    closed: poll.closed,
  });
}

function maybe<In, Out>(value: In | undefined, draw: (value: In) => Out): Out | undefined {
  return value === undefined ? undefined : draw(value);
}
