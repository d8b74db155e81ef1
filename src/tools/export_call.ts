/**
 * The call that exports what a page is a part of: told where paging through it would take long.
 *
 * @module
 */

import { z } from "zod";
import { estimatedMessages } from "../history/estimate.ts";
import type { Reading } from "../history/read.ts";
import type { Subject } from "../history/step.ts";
import { type ChatPolicy, exportRefused } from "../model/access.ts";
import type { Chat } from "../model/chat.ts";
import { queryShape } from "./query_input.ts";

/** Fewer are soon paged through. */
const MANY = 500;

/** The call, as callers are told of it. */
export const exportCallSchema = z.object({
  tool: z.literal("tg_export_history"),
  arguments: z.record(z.string(), z.unknown()),
  estimated_messages: z.int(),
});

/** The call, as callers are told of it. */
export type ExportCall = z.infer<typeof exportCallSchema>;

/**
 * Tells of the call that exports all of an answer.
 *
 * @param reading The page, and what has been read until then.
 * @param subject What is read.
 * @param args The arguments of the call that asked for the page.
 * @param chat The chat.
 * @param policy Which chats may be exported.
 * @returns The call; `undefined` where the answer is small, its size unknown, or exporting forbidden.
 */
export function exportCallFor(
  reading: Reading,
  subject: Subject,
  args: Readonly<Record<string, unknown>>,
  chat: Chat,
  policy: ChatPolicy,
): ExportCall | undefined {
  const estimated = estimatedMessages(reading, subject) ?? 0;
  if (estimated <= MANY || exportRefused(chat, policy) !== undefined) return undefined;
  const given = Object.entries(args).filter(([name, value]) =>
    name in queryShape && value !== null
  );
  return {
    tool: "tg_export_history",
    arguments: Object.fromEntries(given),
    estimated_messages: estimated,
  };
}
