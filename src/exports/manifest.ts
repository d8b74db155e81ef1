/**
 * What is told of an export, and what a store keeps of it beside its parts. Field names are those of
 * the protocol; instants are ISO 8601 in UTC. A field that is not there is absent.
 *
 * @module
 */

import { z } from "zod";
import { CHAT_KINDS } from "../model/chat.ts";
import { ORDERS, PARTS } from "../history/place.ts";

/** Why an export is not complete. */
export const EXPORT_REASONS = [
  "in_progress",
  "time_limit",
  "cancelled",
  "flood_wait",
  "telegram",
  "storage",
] as const;

/** One of {@linkcode EXPORT_REASONS}. */
export type ExportReason = (typeof EXPORT_REASONS)[number];

const id = z.int();
const count = z.int().min(0);
const instant = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const coveredIds = { from_id: id.optional(), to_id: id.optional() };

/** What has been read completely: ids inclusive, dates `[from, to)`. */
export const exportCoveredSchema = z.object({
  ...coveredIds,
  from_date: instant.optional(),
  to_date: instant.optional(),
  migrated_from: z.object({
    chat_id: id,
    ...coveredIds,
    unreadable: z.literal(true).optional().describe("The account cannot read it"),
  }).optional().describe("The basic group that the chat was before"),
});

/** One part: whole lines, at most 1 MiB. */
export const exportPartSchema = z.object({
  n: z.int().min(1).describe("The part's number"),
  messages: count,
  bytes: count,
  sha256,
  first_id: id,
  last_id: id,
});

/** One part of an export. */
export type ExportPart = z.infer<typeof exportPartSchema>;

/** What is told of an export. */
export const manifestSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  format: z.literal("ndjson"),
  tool_version: z.string(),
  chat: z.object({
    chat_id: id,
    kind: z.enum(CHAT_KINDS),
    title: z.string().optional(),
    username: z.string().optional(),
  }).describe("The chat; nothing here depends on the account that read it"),
  query: z.record(z.string(), z.unknown()).describe("As it was asked"),
  messages: count,
  bytes: count,
  sha256: sha256.describe("Of the parts joined in their order"),
  first_id: id.optional().describe("Of the first line"),
  last_id: id.optional().describe("Of the last line"),
  covered: exportCoveredSchema,
  complete: z.boolean(),
  reason: z.enum(EXPORT_REASONS).optional().describe("Why it is not complete"),
  estimated_messages: count.optional(),
  parts: z.array(exportPartSchema),
  created: instant,
  updated: instant,
  expires: instant,
});

/** What is told of an export. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

const uint = z.int().min(0);

const placeSchema = z.object({
  part: z.enum(PARTS),
  next_id: uint,
  ends_at: uint,
  fetched: uint,
  first_id: uint,
  last_date: uint,
  done_first_id: uint,
  done_next_id: uint,
  order: z.enum(ORDERS),
  earlier_unreadable: z.boolean(),
});

/** What a store keeps of an export beside its parts. */
export const exportRecordSchema = z.object({
  version: z.literal(1),
  /** Whose it is: see `ownerOf`. */
  owner: z.string(),
  manifest: manifestSchema,
  /** Where the read goes on after the last part; absent before the first page. */
  place: placeSchema.optional(),
});

/** What a store keeps of an export beside its parts. */
export type ExportRecord = Readonly<z.infer<typeof exportRecordSchema>>;
