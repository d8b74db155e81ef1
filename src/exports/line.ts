/**
 * One line of an export: a detailed message, as it leaves. Dates are ISO 8601 in UTC. A field that is not
 * there is absent, never null, empty or false.
 *
 * @module
 */

import { z } from "zod";
import { MEDIA_TYPES } from "../model/message.ts";

const id = z.int();
const count = z.int();
const date = z.string();

/** Who wrote a message; a user with a pseudonym has no id. */
export const senderSchema = z.object({
  id: id.optional(),
  kind: z.string(),
  name: z.string(),
  username: z.string().optional(),
});

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

/** A detailed message. */
export const lineSchema = z.object({
  id,
  date,
  text: z.string(),
  chat_id: id.optional(),
  sender: senderSchema.optional(),
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

/** A detailed message. */
export type ExportLine = z.infer<typeof lineSchema>;
