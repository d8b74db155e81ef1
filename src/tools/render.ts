/**
 * What leaves, leaves through here: foreign text is cleaned and masked, drawn once, and stands in the
 * two forms of an answer, JSON and fenced text.
 *
 * @module
 */

import type { Chat, ChatDetails } from "../model/chat.ts";
import type { Covered, HistoryQuery } from "../model/query.ts";
import { cannotForge, fenceName } from "../privacy/fence.ts";
import { type Cleaner, cleanerFor } from "./cleaner.ts";
import { drawMessages, type ResponseFormat } from "./draw_message.ts";
import type { ExportCall } from "./export_call.ts";
import { defined } from "./defined.ts";
import type { ToolAnswer, ToolDeps } from "./tool.ts";
import { fence, NOTICE, oneLine, transcriptLines } from "./transcript.ts";
import { isoDate, type WireChat, type WireCovered } from "./wire.ts";
import type { Message } from "../model/message.ts";

/** Random bytes behind a fence's name. */
const FENCE_BYTES = 8;

/** What drawing needs besides what is drawn. */
export type RenderDeps = Pick<ToolDeps, "privacy" | "random">;

/** A page of a history, ready to be drawn. */
export interface HistoryPageView {
  readonly chat: Chat;
  readonly messages: readonly Message[];
  readonly format: ResponseFormat;
  readonly query: HistoryQuery;
  readonly cursor?: string;
  readonly totalFetched: number;
  readonly covered: Covered;
  readonly scanned: number;
  readonly telegramCalls: number;
  readonly waitedMs: number;
  /** The call that exports all of it, where that is worth it. */
  readonly exportCall?: ExportCall | undefined;
}

/**
 * Draws a page of a history.
 *
 * @param view The page.
 * @param deps Privacy and randomness.
 * @returns Both forms.
 */
export function renderHistory(view: HistoryPageView, deps: RenderDeps): ToolAnswer {
  const clean = cleanerFor(deps.privacy);
  const chat = drawChat(view.chat, clean);
  const { messages, senders } = drawMessages(view.messages, view.chat, view.format, clean);
  const covered = drawCovered(view.covered);
  const structured = {
    notice: NOTICE,
    chat,
    messages,
    ...(view.format === "concise" && senders.length > 0 ? { senders } : {}),
    page_info: {
      ...(view.cursor === undefined ? {} : { cursor: view.cursor }),
      has_more: view.cursor !== undefined,
      count: messages.length,
      total_fetched: view.totalFetched,
      covered,
      scanned: view.scanned,
      telegram_calls: view.telegramCalls,
      waited_s: waitedSeconds(view),
      ...(view.query.search === undefined ? {} : { match: "telegram_index" }),
    },
    export: view.exportCall ?? null,
  };
  const lines = [
    `chat: ${oneLine(chat.title)}`,
    ...transcriptLines(messages, senders, view.format),
  ];
  const text = [summaryOf(view, chat, covered), fenced(lines, deps)].join("\n");
  return { text, structured };
}

/** A described chat, ready to be drawn. */
export interface ChatView {
  readonly chat: Chat;
  readonly details: ChatDetails;
  readonly link?: string;
  readonly message_id?: number;
  readonly topic_id?: number;
}

/**
 * Draws a chat.
 *
 * @param view The chat, its description, and what a link named.
 * @param deps Privacy and randomness.
 * @returns Both forms.
 */
export function renderChat(view: ChatView, deps: RenderDeps): ToolAnswer {
  const clean = cleanerFor(deps.privacy);
  const chat = drawChat(view.chat, clean);
  const { description, member_count, linked_chat_id } = view.details;
  const facts = defined<Record<string, unknown>>({
    member_count,
    verified: view.chat.verified,
    scam: view.chat.scam,
    linked_chat_id,
    link: view.link,
    message_id: view.message_id,
    topic_id: view.topic_id,
  });
  const cleaned = description === undefined ? undefined : clean.text(description, []).text;
  const structured = { notice: NOTICE, ...chat, ...defined({ description: cleaned }), ...facts };
  const told = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  const summary = [nameChat(chat), ...told].join(", ");
  const lines = [`title: ${oneLine(chat.title)}`];
  if (cleaned !== undefined) lines.push(`description: ${oneLine(cleaned)}`);
  return { text: `${summary}.\n${fenced(lines, deps)}`, structured };
}

/** Draws a chat as short as it can be named. */
export function drawChat(chat: Chat, clean: Cleaner): WireChat {
  return defined<WireChat>({
    chat_id: chat.chat_id,
    kind: chat.kind,
    title: clean.chatTitle(chat),
    username: clean.username(chat),
  });
}

function drawCovered(covered: Covered): WireCovered {
  const { chat_id, from_id, to_id, from_date, to_date, migrated_from } = covered;
  return defined<WireCovered>({
    chat_id,
    from_id,
    to_id,
    migrated_from,
    from_date: from_date === undefined ? undefined : isoDate(from_date),
    to_date: to_date === undefined ? undefined : isoDate(to_date),
  });
}

/** Puts foreign lines into a fence whose name occurs in none of them. */
export function fenced(lines: readonly string[], deps: RenderDeps): string {
  const body = lines.join("\n");
  let name = fenceName(deps.random(FENCE_BYTES));
  while (!cannotForge(body, name)) name = fenceName(deps.random(FENCE_BYTES));
  return fence(name, lines);
}

/** Ours alone: ids, kinds, a username (letters, digits, underscores) and dates. */
function summaryOf(view: HistoryPageView, chat: WireChat, covered: WireCovered): string {
  const count = view.messages.length;
  const what = whatIsRead(view.query, chat, covered, count === 1);
  const order = view.query.direction === "desc" ? "newest first" : "oldest first";
  const total = view.totalFetched > count ? `, ${view.totalFetched} so far` : "";
  const next = view.cursor === undefined
    ? "Complete: nothing is left."
    : `More: repeat the call with cursor "${view.cursor}".`;
  return [
    `${count} ${what}, ${order}${total}.`,
    coveredSentence(covered),
    `Scanned ${view.scanned} ids, Telegram calls ${view.telegramCalls}, waited ${
      waitedSeconds(view)
    } s.`,
    next,
    exportSentence(view.exportCall),
  ].filter((sentence) => sentence !== "").join(" ");
}

function exportSentence(call: ExportCall | undefined): string {
  return call === undefined
    ? ""
    : `All, about ${call.estimated_messages}: ${call.tool} with the same chat, dates and filters.`;
}

/** Comments are a group's messages: their ids are not those of the channel's posts. */
function whatIsRead(
  { thread_id }: HistoryQuery,
  chat: WireChat,
  { chat_id: group }: WireCovered,
  isOne: boolean,
): string {
  const things = (name: string) => isOne ? name : `${name}s`;
  if (thread_id === undefined) return `${things("message")} of ${nameChat(chat)}`;
  if (chat.kind !== "channel") {
    return `${things("message")} in the thread of message ${thread_id} of ${nameChat(chat)}`;
  }
  const where = group === undefined ? "" : `, messages of the discussion group ${group}`;
  return `${things("comment")} under post ${thread_id} of ${nameChat(chat)}${where}`;
}

/** Names a chat in our own words: only what Telegram's rules for names let through. */
export function nameChat(chat: Omit<WireChat, "title">): string {
  const name = chat.username === undefined ? "chat" : `@${chat.username}`;
  return `${name} (${chat.kind}, ${chat.chat_id})`;
}

/** Says what has been read completely; empty for nothing. */
export function coveredSentence(covered: WireCovered): string {
  const whose = covered.chat_id === undefined ? "" : ` of ${covered.chat_id}`;
  const ids = covered.from_id === undefined
    ? ""
    : `ids ${covered.from_id}–${covered.to_id}${whose}`;
  const dates = covered.to_date === undefined
    ? ""
    : `dates ${covered.from_date ?? "the beginning"} to ${covered.to_date}`;
  const all = [ids, dates, earlierPart(covered)].filter((part) => part !== "").join(", ");
  return all === "" ? "" : `Covered: ${all}.`;
}

/** Seconds, to a tenth. */
export function waitedSeconds(view: { readonly waitedMs: number }): number {
  return Math.round(view.waitedMs / 100) / 10;
}

function earlierPart({ migrated_from: earlier }: WireCovered): string {
  if (earlier === undefined) return "";
  const ids = earlier.from_id === undefined ? "" : ` ids ${earlier.from_id}–${earlier.to_id}`;
  const what = earlier.unreadable ? " which this account cannot read" : ids;
  return `before that group ${earlier.chat_id}${what}`;
}
