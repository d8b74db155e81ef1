/**
 * What an export is asked with, from a model or from a terminal: the arguments, and the way from them
 * to the engine's request.
 *
 * @module
 */

import { z } from "zod";
import type { ExportRequest } from "../exports/export.ts";
import { type Outcome, succeed } from "../model/failure.ts";
import type { CallOptions } from "../telegram/port.ts";
import type { Chat } from "../model/chat.ts";
import { type Cleaner, cleanerFor } from "./cleaner.ts";
import { lineOf, renderingOf } from "./export_line.ts";
import { withoutPeople } from "./hidden_people.ts";
import { askedBy, queryExpected, queryShape } from "./query_input.ts";
import { subjectOf } from "./subject.ts";
import type { ToolDeps } from "./tool.ts";

/** The arguments' schema. */
export const exportInput = z.strictObject({
  ...queryShape,
  refresh: z.boolean().default(false).describe(
    "Starts anew; once, not on each call that continues",
  ),
});

/** The arguments, parsed. */
export type ExportInput = z.infer<typeof exportInput>;

/** For each argument the words that finish "expected …". */
export const exportExpected = { ...queryExpected, refresh: "true or false" } as const;

/** What the way from arguments to a request takes. */
export type ExportRequestDeps = Pick<ToolDeps, "chats" | "privacy">;

/**
 * Turns arguments into the engine's request: finds the chat and the senders, and decides how lines
 * are drawn.
 *
 * @param input The arguments.
 * @param principal Who asks.
 * @param deps What finds chats, and the operator's policy.
 * @param options The calls' limits.
 * @returns The request, or why there can be none.
 */
export async function exportRequest(
  input: ExportInput,
  principal: string,
  { chats: allChats, privacy }: ExportRequestDeps,
  options: CallOptions,
): Promise<Outcome<ExportRequest>> {
  const chats = withoutPeople(allChats, privacy);
  const found = await chats.readable(String(input.chat), "chat", options);
  if (!found.ok) return found;
  const asked = await askedBy(input, found.value, { chats, privacy }, options);
  if (!asked.ok) return asked;
  const { chat } = found.value;
  return succeed({
    ...subjectOf(asked.value, found.value, chats),
    principal,
    rendering: renderingOf(privacy),
    chat: shownChat(chat, cleanerFor(privacy)),
    line: lineOf(chat, privacy),
    refresh: input.refresh,
  });
}

/** The manifest tells of the chat what an answer would. */
function shownChat(chat: Chat, clean: Cleaner): Chat {
  const { username: _, ...others } = chat;
  const username = clean.username(chat);
  return {
    ...others,
    title: clean.chatTitle(chat),
    ...(username === undefined ? {} : { username }),
  };
}
