/**
 * Draws messages that were asked for by id or link.
 *
 * @module
 */

import type { Chat } from "../model/chat.ts";
import type { Message } from "../model/message.ts";
import { cleanerFor } from "./cleaner.ts";
import { drawMessages } from "./draw_message.ts";
import { drawChat, fenced, nameChat, type RenderDeps, waitedSeconds } from "./render.ts";
import type { ToolAnswer } from "./tool.ts";
import type { WireNamed } from "./wire.ts";
import { NOTICE, oneLine, transcriptLines } from "./transcript.ts";

/** Named messages, ready to be drawn. */
export interface NamedView {
  /** At least one. */
  readonly results: readonly { readonly chat: Chat; readonly messages: readonly Message[] }[];
  readonly requested: readonly WireNamed[];
  readonly missing: readonly WireNamed[];
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
  const chats = drawn.map(({ chat }) => chat);
  const structured = {
    notice: NOTICE,
    chat: chats[0],
    ...(others.length === 0 ? {} : { chats }),
    messages,
    requested: view.requested,
    ...(view.missing.length === 0 ? {} : { missing: view.missing }),
    page_info: {
      count: messages.length,
      telegram_calls: view.telegramCalls,
      waited_s: waitedSeconds(view),
    },
  };
  const lines = drawn.flatMap(({ chat, messages }) => [
    `chat: ${oneLine(chat.title)}`,
    ...transcriptLines(messages, [], "detailed"),
  ]);
  const summary = [
    `${messages.length} message(s) of ${chats.map(nameChat).join(" and ")}.`,
    `Requested ids ${idsByChat(view.requested)}.`,
    view.missing.length === 0 ? "" : `Not there: ${idsByChat(view.missing)}.`,
    `Telegram calls ${view.telegramCalls}, waited ${waitedSeconds(view)} s.`,
  ].filter((sentence) => sentence !== "").join(" ");
  return { text: `${summary}\n${fenced(lines, deps)}`, structured };
}

/** Ids alone where there is one chat, each chat's after its own id where there are several. */
function idsByChat(named: readonly WireNamed[]): string {
  const chats = [...new Set(named.map(({ chat_id }) => chat_id))];
  const idsOf = (chat: number) =>
    named.filter(({ chat_id }) => chat_id === chat).map(({ id }) => id).join(", ");
  return chats.length === 1
    ? named.map(({ id }) => id).join(", ")
    : chats.map((chat) => `${idsOf(chat)} (${chat})`).join(", ");
}
