/**
 * Draws a page of topics.
 *
 * @module
 */

import type { Chat } from "../model/chat.ts";
import type { Topic } from "../telegram/port.ts";
import { type Cleaner, cleanerFor } from "./cleaner.ts";
import { defined } from "./defined.ts";
import { drawChat, fenced, nameChat, type RenderDeps, waitedSeconds } from "./render.ts";
import type { ToolAnswer } from "./tool.ts";
import { NOTICE, oneLine } from "./transcript.ts";
import { isoDate, type WireTopic } from "./wire.ts";

/** A page of topics, ready to be drawn. */
export interface TopicsView {
  readonly chat: Chat;
  readonly topics: readonly Topic[];
  readonly total: number;
  readonly cursor?: string;
  readonly telegramCalls: number;
  readonly waitedMs: number;
}

/**
 * Draws a page of topics.
 *
 * @param view The page.
 * @param deps Privacy and randomness.
 * @returns Both forms.
 */
export function renderTopics(view: TopicsView, deps: RenderDeps): ToolAnswer {
  const clean = cleanerFor(deps.privacy);
  const chat = drawChat(view.chat, clean);
  const topics = view.topics.map((topic) => drawTopic(topic, view.chat, clean));
  const structured = {
    notice: NOTICE,
    chat,
    topics,
    page_info: {
      ...(view.cursor === undefined ? {} : { cursor: view.cursor }),
      has_more: view.cursor !== undefined,
      count: topics.length,
      total: view.total,
      telegram_calls: view.telegramCalls,
      waited_s: waitedSeconds(view),
    },
  };
  const next = view.cursor === undefined
    ? "Complete."
    : `More: repeat the call with cursor "${view.cursor}".`;
  const summary = `${topics.length} of ${view.total} topics of ${nameChat(chat)}. ` +
    `Telegram calls ${view.telegramCalls}, waited ${waitedSeconds(view)} s. ${next}`;
  return { text: `${summary}\n${fenced(topics.map(topicLine), deps)}`, structured };
}

function drawTopic(topic: Topic, chat: Chat, clean: Cleaner): WireTopic {
  const username = clean.username(chat);
  return defined<WireTopic>({
    topic_id: topic.id,
    title: clean.line(topic.title),
    date: isoDate(topic.date),
    top_message_id: topic.top_message_id,
    closed: topic.closed,
    pinned: topic.pinned,
    hidden: topic.hidden,
    link: username === undefined ? undefined : `https://t.me/${username}/${topic.id}`,
  });
}

/** The marks stand before the title, which is foreign text to the end of the line. */
function topicLine(
  { topic_id, date, title, top_message_id, link: _, ...marks }: WireTopic,
): string {
  const words = Object.keys(marks).join(" ");
  return oneLine(
    `${topic_id} ${date.slice(0, 10)} newest ${top_message_id}${words && ` [${words}]`} ${title}`,
  );
}
