/**
 * Pages of messages in memory, by the rules of Telegram's methods.
 *
 * What a search finds: messages that hold every word of the text as a whole word, whatever its case, and
 * answer to the filter, the sender, the topic and the dates, which are both exclusive. A word is a run of
 * letters, digits and underscores; a text without any finds nothing. Unlike Telegram, it knows no
 * inflected forms. Of a hidden message nothing is known but its date.
 *
 * @module
 */

import { peerOf } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import type {
  ChatRef,
  HistoryPage,
  HistoryRequest,
  MessagesRequest,
  SearchFilter,
  SearchRequest,
} from "../../src/telegram/port.ts";

/** A message that is on pages by its id alone: deleted, or one with a lifetime. */
export interface Hidden {
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly hidden: true;
}

/** What a chat holds. */
export type Held = Message | Hidden;

/** How messages hang together: a forum's messages without a topic are in General. */
export interface Threads {
  readonly isForum: boolean;
}

const GENERAL_TOPIC = 1;
const WORD = /[\p{L}\p{N}_]+/gu;
const LINK_ENTITIES = ["url", "text_url"];

const typed = (...types: readonly string[]) => ({ media }: Message): boolean =>
  media !== undefined && types.includes(media.type);

const FILTERS: Readonly<Record<Exclude<SearchFilter, "any">, (message: Message) => boolean>> = {
  photo: typed("photo"),
  video: typed("video"),
  photo_or_video: typed("photo", "video"),
  video_note: typed("video_note"),
  document: typed("document"),
  audio: typed("audio"),
  voice: typed("voice"),
  animation: typed("animation"),
  link: ({ media, entities = [] }) =>
    media?.type === "link" || entities.some(({ type }) => LINK_ENTITIES.includes(type)),
  location: typed("location"),
  contact: typed("contact"),
  pinned: ({ pinned }) => pinned === true,
};

/**
 * `messages.getHistory`.
 *
 * The rule of https://core.telegram.org/api/offsets: position, then slice.
 */
export function historyPage(messages: readonly Held[], request: HistoryRequest): HistoryPage {
  const newestFirst = [...messages].sort((a, b) => b.id - a.id);
  const first = positionOf(newestFirst, request) + (request.add_offset ?? 0);
  const start = Math.max(0, first);
  const page = newestFirst.slice(start, Math.max(start, first + request.limit));
  const ids = page.map(({ id }) => id);
  return { ids, messages: page.filter(isShown), total: newestFirst.length };
}

/** How many messages are newer than the offset. */
function positionOf(
  newestFirst: readonly Held[],
  { offset_id = 0, offset_date = 0 }: HistoryRequest,
): number {
  if (offset_id > 0) return newestFirst.filter(({ id }) => id >= offset_id).length;
  if (offset_date > 0) return newestFirst.filter(({ date }) => date >= offset_date).length;
  return 0;
}

/** `messages.search`. */
export function searchPage(
  messages: readonly Held[],
  request: SearchRequest,
  threads: Threads,
): HistoryPage {
  return historyPage(messages.filter((message) => isFound(message, request, threads)), request);
}

/** `messages.getReplies`, of the messages of the chat that the thread is in. */
export function repliesPage(
  messages: readonly Held[],
  request: HistoryRequest,
  rootId: number,
  threads: Threads,
): HistoryPage {
  const replies = messages.filter((each) => isShown(each) && isIn(each, rootId, threads));
  return historyPage(replies, request);
}

/**
 * A page with its senders as Telegram shows them: in a basic group all in full, elsewhere people by their
 * newest message. Access hashes are the id times 7.
 */
export function withSenders(page: HistoryPage, chat: ChatRef): HistoryPage {
  const senders = new Map<number, ChatRef>();
  for (const { id: message_id, sender } of page.messages) {
    if (sender === undefined || senders.has(sender.id)) continue;
    const full = refTo(sender.id);
    const isMin = full.type === "user" && chat.type === "channel";
    senders.set(
      sender.id,
      isMin ? { type: "user", id: full.id, seen_in: { chat, message_id } } : full,
    );
  }
  return { ...page, senders: [...senders.values()] };
}

/** The full reference that a marked id stands for. */
export function refTo(chatId: number): ChatRef {
  const peer = peerOf(chatId);
  if (peer === undefined) throw new RangeError("Cannot address chat: its id is no marked id");
  return peer.type === "group" ? peer : { ...peer, access_hash: String(peer.id * 7) };
}

/** Does the reference name somebody, by the right hash or by a message of theirs? */
export function isNamed(sender: ChatRef, messages: readonly Held[]): boolean {
  const { access_hash, seen_in } = sender;
  if (seen_in === undefined) return access_hash === refTo(markedRef(sender)).access_hash;
  return messages.some((message) =>
    isShown(message) && message.id === seen_in.message_id && isFrom(message, sender)
  );
}

/** `channels.getMessages`: in the order asked for, those that are not there by id alone. */
export function messagesPage(messages: readonly Held[], { ids }: MessagesRequest): HistoryPage {
  const known = new Map(messages.map((message) => [message.id, message]));
  const found = ids.flatMap((id) => known.get(id) ?? []);
  return { ids, messages: found.filter(isShown) };
}

function isShown(message: Held): message is Message {
  return !("hidden" in message);
}

/** Does the request narrow anything? Telegram refuses to search for nothing. */
export function narrows(request: SearchRequest): boolean {
  const { text, filter, sender, topic_id, after_date = 0, before_date = 0 } = request;
  const ids = [topic_id ?? 0, after_date, before_date];
  return text.trim() !== "" || filter !== "any" || sender !== undefined ||
    ids.some((given) => given > 0);
}

function isFound(message: Held, request: SearchRequest, threads: Threads): boolean {
  if (!isDated(message.date, request)) return false;
  return isShown(message)
    ? isAbout(message, request) && isAmong(message, request, threads)
    : !narrows({ ...request, after_date: 0, before_date: 0 });
}

function isAbout(message: Message, { text, filter }: SearchRequest): boolean {
  return hasWords(message.text, text) && (filter === "any" || FILTERS[filter](message));
}

function isAmong(
  message: Message,
  { sender, topic_id }: SearchRequest,
  threads: Threads,
): boolean {
  return (sender === undefined || isFrom(message, sender)) &&
    (topic_id === undefined || isIn(message, topic_id, threads));
}

function isDated(date: number, { after_date = 0, before_date = 0 }: SearchRequest): boolean {
  return date > after_date && (before_date === 0 || date < before_date);
}

function hasWords(text: string, wanted: string): boolean {
  if (wanted.trim() === "") return true;
  const words = wordsOf(wanted);
  const there = new Set(wordsOf(text));
  return words.length > 0 && words.every((word) => there.has(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** A post without a sender is its channel's. */
function isFrom({ sender, chat_id }: Message, wanted: ChatRef): boolean {
  return (sender?.id ?? chat_id) === markedRef(wanted);
}

function isIn(message: Message, rootId: number, { isForum }: Threads): boolean {
  return (isForum ? message.topic_id ?? GENERAL_TOPIC : message.thread_id) === rootId;
}

/** A reference's marked id. */
export function markedRef({ type, id }: ChatRef): number {
  if (type === "user") return id;
  return type === "group" ? -id : -1_000_000_000_000 - id;
}
