/**
 * What a question about a chat makes the engines read.
 *
 * @module
 */

import type { Chats } from "../history/chats.ts";
import type { SearchedTopic } from "../history/in_thread.ts";
import type { Subject } from "../history/step.ts";
import { succeed } from "../model/failure.ts";
import type { ResolvedChat } from "../telegram/port.ts";
import type { Asked } from "./query_input.ts";

/**
 * Puts together what is read.
 *
 * @param asked The question.
 * @param found The chat that it is about.
 * @param chats Finds the part before a migration, threads and senders, once the read comes to them.
 */
export function subjectOf(asked: Asked, found: ResolvedChat, chats: Chats): Subject {
  const { thread_id, topic_id } = asked.query;
  // A topic, or the comments under a post, lie within one part.
  const hasParts = thread_id === undefined && topic_id === undefined;
  return {
    ...asked,
    ref: found.ref,
    senders: chats.senders,
    earlier: (options) =>
      hasParts ? chats.earlier(found, options) : Promise.resolve(succeed(undefined)),
    discussion: (options) => chats.discussion(found, thread_id ?? 0, options),
    ...(topic_id === undefined ? {} : { topic: topicIn(found, topic_id, chats) }),
  };
}

function topicIn(found: ResolvedChat, topicId: number, chats: Chats): SearchedTopic {
  return {
    seen: () => chats.sawTopics(found.chat, [topicId]),
    prove: (options) => chats.proveTopic(found, topicId, options),
  };
}
