/**
 * Draws messages that were asked for by id or link.
 *
 * @module
 */

import type { Named } from "../history/named.ts";
import type { Chat } from "../model/chat.ts";
import { cleanerFor } from "./cleaner.ts";
import { drawMessages } from "./draw_message.ts";
import { drawChat, fenced, nameChat, type RenderDeps, waitedSeconds } from "./render.ts";
import type { ToolAnswer } from "./tool.ts";
import { NOTICE, oneLine, transcriptLines } from "./transcript.ts";

/** Named messages, ready to be drawn. */
export interface NamedView {
  /** At least one. */
  readonly results: readonly (Named & { readonly chat: Chat })[];
  readonly requested: readonly number[];
  readonly telegramCalls: number;
  readonly waitedMs: number;
}

/**
 * Draws named messages, in full detail.
 *
 * @param view The messages.
 * @param deps Privacy and randomness.
 * @returns Both forms.
 */
export function renderNamed(view: NamedView, deps: RenderDeps): ToolAnswer {
  const clean = cleanerFor(deps.privacy);
  const [first, ...others] = view.results;
  if (first === undefined) throw new RangeError("Cannot draw named messages: no chat is given");
  const drawn = view.results.map(({ chat, messages }) => ({
    chat: drawChat(chat, clean),
    messages: drawMessages(messages, chat, "detailed", clean).messages.map((message) =>
      chat === first.chat ? message : { ...message, chat_id: message.chat_id ?? chat.chat_id }
    ),
  }));
  const messages = drawn.flatMap((each) => each.messages);
  const missing = view.results.flatMap((result) => result.missing);
  const chats = drawn.map(({ chat }) => chat);
  const structured = {
    notice: NOTICE,
    chat: chats[0],
    ...(others.length === 0 ? {} : { chats }),
    messages,
    requested: view.requested,
    ...(missing.length === 0 ? {} : { missing }),
    page_info: {
      count: messages.length,
      telegram_calls: view.telegramCalls,
      waited_s: waitedSeconds(view),
    },
  };
  const lines = drawn.flatMap(({ chat, messages }) => [
    `chat: ${oneLine(chat.title)}`,
    ...transcriptLines(messages, []),
  ]);
  const summary = [
    `${messages.length} messages of ${chats.map(nameChat).join(" and ")}.`,
    `Requested ids ${view.requested.join(", ")}.`,
    missing.length === 0 ? "" : `Not there: ${missing.join(", ")}.`,
    `Telegram calls ${view.telegramCalls}, waited ${waitedSeconds(view)} s.`,
  ].filter((sentence) => sentence !== "").join(" ");
  return { text: `${summary}\n${fenced(lines, deps)}`, structured };
}
