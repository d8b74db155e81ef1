/**
 * The schemas of what leaves: messages, chats and page information as callers see them. Dates are
 * ISO 8601 in UTC. A field that is not there is absent, never null, empty or false.
 *
 * @module
 */

import { z } from "zod";
import { CHAT_KINDS } from "../model/chat.ts";
import { MAX_MESSAGE_ID } from "../model/chat_input.ts";
import { MEDIA_TYPES } from "../model/message.ts";

const id = z.int();
const count = z.int();
const date = z.string();

/** How a caller names a chat; models write ids as numbers, too. */
export const chatInputSchema = z.union([z.string().min(1).max(300), z.int()]);

/** A message's id. */
export const messageIdSchema = z.int().min(1).max(MAX_MESSAGE_ID);

/** A chat, as short as it can be named. */
export const chatSchema = z.object({
  chat_id: id,
  kind: z.enum(CHAT_KINDS),
  title: z.string(),
  username: z.string().optional(),
});

/** Who wrote a message; a user with a pseudonym has no id. */
export const senderSchema = z.object({
  id: id.optional(),
  kind: z.string(),
  name: z.string(),
  username: z.string().optional(),
});

/** Who wrote some of an answer's messages, told once: what goes without saying is left out. */
export const listedSenderSchema = senderSchema.partial({ kind: true, name: true }).describe(
  "kind absent: user; name absent: hidden",
);

const pollSchema = z.object({
  question: z.string(),
  options: z.array(z.object({ text: z.string(), voters: count.optional() })),
  total_voters: count.optional(),
  closed: z.literal(true).optional(),
});

const mediaSchema = z.object({
  type: z.enum(MEDIA_TYPES),
  file_name: z.string().optional(),
  mime: z.string().optional(),
  size: count.optional().describe("Bytes"),
  duration: z.number().optional().describe("Seconds"),
  title: z.string().optional(),
  url: z.string().optional(),
  poll: pollSchema.optional(),
});

/** A message; the concise form has id, date, text, sender's index, reply_to_id, media.type, service. */
export const messageSchema = z.object({
  id,
  date,
  text: z.string(),
  chat_id: id.optional(),
  sender: z.union([z.int(), senderSchema]).optional().describe("Concise: index into senders"),
  author: z.string().optional(),
  link: z.string().optional(),
  reply_to_id: id.optional(),
  external_reply: z.object({ chat_id: id, message_id: id.optional() }).optional(),
  quote: z.string().optional(),
  topic_id: id.optional(),
  thread_id: id.optional(),
  edit_date: date.optional(),
  views: count.optional(),
  forwards: count.optional(),
  replies: count.optional(),
  reactions: z.object({
    total: count,
    top: z.array(z.object({ reaction: z.string(), count })),
  }).optional(),
  forward_from: z.object({
    id: id.optional(),
    name: z.string().optional(),
    message_id: id.optional(),
    date: date.optional(),
  }).optional(),
  media: mediaSchema.optional(),
  entities: z.array(z.object({
    type: z.string(),
    offset: z.int(),
    length: z.int(),
    url: z.string().optional(),
  })).optional(),
  album_id: z.string().optional(),
  pinned: z.literal(true).optional(),
  service: z.string().optional(),
});

/** What has been read completely. */
export const coveredSchema = z.object({
  chat_id: id.optional().describe("Whose ids, if not the chat's: the discussion group's"),
  from_id: id.optional(),
  to_id: id.optional(),
  from_date: date.optional(),
  to_date: date.optional(),
  migrated_from: z.object({
    chat_id: id,
    from_id: id.optional(),
    to_id: id.optional(),
    unreadable: z.literal(true).optional(),
  }).optional().describe("The basic group this was before"),
}).describe("Read completely so far: ids inclusive, dates [from, to)");

/** A message by chat and id. */
export const namedSchema = z.object({ chat_id: id, id });

/** A message by chat and id, as callers see it. */
export type WireNamed = z.infer<typeof namedSchema>;

/** A forum's topic. */
export const topicSchema = z.object({
  topic_id: id,
  title: z.string(),
  date,
  top_message_id: id,
  closed: z.literal(true).optional(),
  pinned: z.literal(true).optional(),
  hidden: z.literal(true).optional(),
  link: z.string().optional(),
});

/** A topic as callers see it. */
export type WireTopic = z.infer<typeof topicSchema>;
/** A chat as callers see it. */
export type WireChat = z.infer<typeof chatSchema>;
/** A sender as callers see one. */
export type WireSender = z.infer<typeof senderSchema>;
/** A sender of concise messages as callers see one. */
export type WireListedSender = z.infer<typeof listedSenderSchema>;
/** A message as callers see it. */
export type WireMessage = z.infer<typeof messageSchema>;
/** What has been read, as callers see it. */
export type WireCovered = z.infer<typeof coveredSchema>;

export { isoDate } from "../model/iso_date.ts";
