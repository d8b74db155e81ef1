/**
 * The schemas of what leaves: messages, chats and page information as callers see them. Dates are
 * ISO 8601 in UTC. A field that is not there is absent, never null, empty or false.
 *
 * @module
 */

import { z } from "zod";
import { lineSchema, senderSchema } from "../exports/line.ts";
import { CHAT_KINDS } from "../model/chat.ts";
import { MAX_MESSAGE_ID } from "../model/chat_input.ts";

const id = z.int();
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

/** Who wrote some of an answer's messages, told once: what goes without saying is left out. */
export const listedSenderSchema = senderSchema.partial({ kind: true, name: true }).describe(
  "kind absent: user; name absent: hidden",
);

/** A message; the concise form has id, date, text, sender's index, reply_to_id, media.type, service. */
export const messageSchema = lineSchema.extend({
  sender: z.union([z.int(), senderSchema]).optional().describe("Concise: index into senders"),
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
