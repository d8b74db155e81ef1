/** A small world in which one text stands in every place, and calls that tell all of it. */
import type { Chat } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import type { MemoryChat } from "../contracts/memory_telegram.ts";

/** When it is, in Unix seconds. */
export const NOW = 1_700_000_000;

/** The chats, and the messages of the channel. */
export interface World {
  readonly chats: readonly MemoryChat[];
  readonly messages: readonly Message[];
  readonly channel: Chat;
}

/** Makes a channel and a forum in which one text stands in every place. */
export function worldOf(text: string): World {
  const chat = (id: number, kind: Chat["kind"], username: string): Chat => ({
    chat_id: -1_000_000_000_000 - id,
    kind,
    title: text,
    username,
    usernames: [username],
  });
  const channel = chat(1, "channel", "news");
  const forum = chat(3, "forum", "forum");
  const said = (id: number, more: Partial<Message>): Message => ({
    id,
    chat_id: channel.chat_id,
    date: NOW - 100 + id,
    text,
    ...more,
  });
  const messages = [
    said(1, { sender: { id: -1_000_000_000_009, kind: "channel", name: text, username: "nine" } }),
    said(2, { sender: { id: 7, kind: "user", name: text }, author: text, reply_to_id: 1 }),
    said(3, { quote: text, forward_from: { id: -1_000_000_000_009, name: text } }),
    said(4, { media: { type: "document", file_name: text, mime: text, title: text, url: text } }),
    said(5, {
      media: { type: "poll", poll: { question: text, options: [{ text, voters: 1 }] } },
      reactions: { total: 1, top: [{ reaction: text, count: 1 }] },
    }),
    said(6, { text: "", service: `changed the title to "${text}"` }),
    said(7, { text: "word", entities: [{ type: "text_url", offset: 0, length: 4, url: text }] }),
  ];
  const topics = [1, 2].map((id) => ({ id, title: text, date: NOW, top_message_id: id }));
  const chats = [
    { chat: channel, details: { description: text }, messages },
    { chat: forum, messages: [], topics },
  ];
  return { chats, messages, channel };
}

/** They reach every place. */
export const CALLS = [
  ["tg_resolve_chat", { input: "news" }],
  ["tg_fetch_history", { chat: "news" }],
  ["tg_fetch_history", { chat: "news", response_format: "detailed", direction: "asc" }],
  ["tg_fetch_history", { chat: "news", page_size: 3 }],
  ["tg_get_messages", { chat: "news", ids: [1, 2, 3, 4, 5, 6, 7] }],
  ["tg_list_topics", { chat: "forum" }],
] as const;
