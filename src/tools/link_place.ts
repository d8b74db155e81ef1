/**
 * The topic or thread that a link names, where one is given as `chat`: whoever pastes a link to a topic
 * wants that topic, not the whole forum.
 *
 * Link forms: https://core.telegram.org/api/links#message-links and #forum-topic-links
 *
 * @module
 */

import type { Chats, FoundChat } from "../history/chats.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { CallOptions } from "../telegram/port.ts";

/** A topic, a thread, or the whole chat. */
export type Place = Pick<HistoryQuery, "thread_id" | "topic_id">;

const PLACES = ["topic_id", "thread_id"] as const;

/**
 * Reads a link's topic or thread.
 *
 * A link to a comment names the post's comments. Elsewhere a link to a message names its chat, except
 * in a forum, where the link to a topic is the one to the message that opened it: Telegram is asked
 * which of the two it is.
 *
 * @param given What the other arguments say.
 * @param found The chat, and what its link says.
 * @param chats Finds topics.
 * @param options The calls' limits.
 * @returns What the link says; `VALIDATION_ERROR` where an argument says another thing.
 */
export async function placeIn(
  given: Partial<Record<keyof Place, number | undefined>>,
  found: FoundChat,
  chats: Pick<Chats, "topicOf">,
  options: CallOptions,
): Promise<Outcome<Place>> {
  const named = namedPlace(found);
  for (const field of PLACES) {
    const value = named?.[field];
    if (value !== undefined && (given[field] ?? value) !== value) {
      const expected = `${value}, as the link in chat says, or a chat without it`;
      return fail({ code: "VALIDATION_ERROR", field, expected });
    }
  }
  if (named !== undefined) return succeed(named);
  const isOpen = PLACES.every((field) => given[field] === undefined);
  return isOpen ? await openedTopic(found, chats, options) : succeed({});
}

/** What the link says by itself. In a group without topics the number before the message is a thread. */
function namedPlace({ chat, target }: FoundChat): Place | undefined {
  const { comment_id, message_id, topic_id } = target;
  if (comment_id !== undefined && message_id !== undefined) return { thread_id: message_id };
  if (topic_id === undefined) return undefined;
  return chat.kind === "forum" ? { topic_id } : { thread_id: topic_id };
}

async function openedTopic(
  found: FoundChat,
  chats: Pick<Chats, "topicOf">,
  options: CallOptions,
): Promise<Outcome<Place>> {
  const topic = await topicOfLink(found, chats, options);
  if (!topic.ok) return topic;
  const isOpening = topic.value !== undefined && topic.value === found.target.message_id;
  return succeed(isOpening ? { topic_id: topic.value } : {});
}

/**
 * Finds the topic of the message that a link to a forum names.
 *
 * @param found The chat, and what its link says.
 * @param chats Finds topics; asked only if the link leaves it open.
 * @param options The call's limits.
 * @returns The topic; nothing where the link names no message, or one that is not there, or no forum.
 */
export async function topicOfLink(
  found: FoundChat,
  chats: Pick<Chats, "topicOf">,
  options: CallOptions,
): Promise<Outcome<number | undefined>> {
  const { message_id, topic_id } = found.target;
  // In other groups such a link names a thread of replies.
  if (found.chat.kind !== "forum") return succeed(undefined);
  if (topic_id !== undefined || message_id === undefined) return succeed(topic_id);
  return await chats.topicOf(found, message_id, options);
}
