/**
 * Reading a forum's topics.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import { fail, succeed } from "../../model/failure.ts";
import type { Topic, TopicCalls, TopicPage, TopicsRequest } from "../port.ts";
import { inputChannel, subjectOf } from "./input_peers.ts";
import type { Invoke } from "./invoke.ts";
import { present } from "./present.ts";

/**
 * Makes the call.
 *
 * @param call What sends a request.
 */
export function topicCalls(call: Invoke): TopicCalls {
  return {
    getTopics: async (request, options) => {
      const { ref } = request;
      // Only supergroups are forums; the method takes nothing else.
      if (ref.type !== "channel") return fail({ code: "CHAT_NOT_FOUND", chat: subjectOf(ref) });
      const answer = await call(topicsRequest(request), subjectOf(ref), options);
      return answer.ok ? succeed(topicPage(answer.value)) : answer;
    },
  };
}

/** `channels.getForumTopics`. */
export function topicsRequest(
  { ref, search, after, limit }: TopicsRequest,
): Api.channels.GetForumTopics {
  return new Api.channels.GetForumTopics({
    channel: inputChannel(ref),
    ...(search && { q: search }),
    offsetDate: after?.top_message_date ?? 0,
    offsetId: after?.top_message_id ?? 0,
    offsetTopic: after?.id ?? 0,
    limit,
  });
}

/**
 * Reads an answer of `channels.getForumTopics`. Deleted topics are left out.
 *
 * @param answer The answer.
 */
export function topicPage(answer: Api.messages.ForumTopics): TopicPage {
  const dates = new Map(
    answer.messages.flatMap((message) =>
      message.className === "MessageEmpty" ? [] : [[message.id, message.date] as const]
    ),
  );
  const topics = answer.topics.flatMap((topic) => {
    if (topic.className !== "ForumTopic") return [];
    // Answers ordered by creation go on from that date: core.telegram.org/constructor/messages.forumTopics
    const date = answer.orderByCreateDate ? topic.date : dates.get(topic.topMessage);
    return [topicOf(topic, date)];
  });
  return { topics, total: answer.count };
}

function topicOf(topic: Api.ForumTopic, top_message_date: number | undefined): Topic {
  const { id, title, date, topMessage, closed, pinned, hidden } = topic;
  return {
    id,
    title,
    date,
    top_message_id: topMessage,
    ...present({ closed, pinned, hidden, top_message_date }),
  };
}
