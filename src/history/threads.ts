/**
 * Finds where threads are, and remembers it: the comments under a post, the topic of a forum's message.
 * Both are settled when the message is sent, so a page asks no second time.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Chat } from "../model/chat.ts";
import type { CallOptions, Discussion, ResolvedChat, Telegram } from "../telegram/port.ts";
import type { ThreadHome } from "./in_thread.ts";
import { GENERAL_TOPIC } from "./predicate.ts";

/** Threads remembered at once; the one asked for first goes first. */
const MAX_THREADS = 1000;

/** Seconds until a thread is asked for again: a channel may get another discussion group. */
const EXPIRY_S = 3600;

/** Finds threads. */
export interface Threads {
  /** Finds the group that holds a thread, and its head there. */
  discussion(
    found: ResolvedChat,
    rootId: number,
    options: CallOptions,
  ): Promise<Outcome<Discussion>>;
  /** Hears what a page told of a thread, so that it need not be asked for. */
  learn(found: ResolvedChat, rootId: number, home: ThreadHome): void;
  /** Finds the topic that a forum's message is in; nothing for a message that is not there. */
  topicOf(
    found: ResolvedChat,
    messageId: number,
    options: CallOptions,
  ): Promise<Outcome<number | undefined>>;
  /** Hears of a forum's topics, so that they need not be proven. */
  sawTopics(forum: Chat, topicIds: readonly number[]): void;
  /** Makes sure that a forum has a topic: `VALIDATION_ERROR` if not. */
  proveTopic(found: ResolvedChat, topicId: number, options: CallOptions): Promise<Outcome<unknown>>;
}

const NO_TOPIC: Failure = {
  code: "VALIDATION_ERROR",
  field: "topic_id",
  expected: "the id of a topic of this forum",
};

/**
 * Makes a finder over a port.
 *
 * @param telegram The port.
 * @returns The finder, with its own bounded memory.
 */
export function threadFinder(telegram: Telegram): Threads {
  const discussions = memoryOf<Discussion>(telegram);
  const topics = memoryOf<number>(telegram);
  // Apart from the topics of messages: a message that heads none may be answered for one.
  const proven = memoryOf<true>(telegram);
  const sawTopics: Threads["sawTopics"] = ({ chat_id }, ids) => {
    for (const id of ids) proven.set(`${chat_id} ${id}`, true);
  };
  return {
    async discussion({ chat, ref }, rootId, options) {
      const key = `${chat.chat_id} ${rootId}`;
      const known = discussions.get(key);
      if (known !== undefined) return succeed(known);
      const found = await telegram.messages.getDiscussion({ ref, root_id: rootId }, options);
      if (found.ok) discussions.set(key, found.value);
      return found;
    },
    learn({ chat }, rootId, { chat_id, group, root_id }) {
      if (group === undefined || root_id === undefined) return;
      discussions.set(`${chat.chat_id} ${rootId}`, { chat_id, root_id, group });
    },
    async topicOf({ chat, ref }, messageId, options) {
      const key = `${chat.chat_id} ${messageId}`;
      const known = topics.get(key);
      if (known !== undefined) return succeed(known);
      const page = await telegram.messages.getMessages({ ref, ids: [messageId] }, options);
      if (!page.ok) return page;
      const [message] = page.value.messages;
      if (message === undefined) return succeed(undefined);
      const topic = message.topic_id ?? GENERAL_TOPIC;
      topics.set(key, topic);
      return succeed(topic);
    },
    sawTopics,
    async proveTopic({ chat, ref }, id, options) {
      if (id === GENERAL_TOPIC || proven.get(`${chat.chat_id} ${id}`)) return succeed(id);
      const page = await telegram.messages.getReplies({ ref, root_id: id, limit: 1 }, options);
      if (page.ok) sawTopics(chat, [id]);
      return !page.ok && page.failure.code === "VALIDATION_ERROR" ? fail(NO_TOPIC) : page;
    },
  };
}

function memoryOf<T>({ now }: Pick<Telegram, "now">) {
  const entries = new Map<string, { readonly value: T; readonly since: number }>();
  return {
    get(key: string): T | undefined {
      const entry = entries.get(key);
      return entry !== undefined && now() - entry.since <= EXPIRY_S ? entry.value : undefined;
    },
    set(key: string, value: T): void {
      entries.delete(key);
      entries.set(key, { value, since: now() });
      const oldest = entries.keys().next().value;
      if (entries.size > MAX_THREADS && oldest !== undefined) entries.delete(oldest);
    },
  };
}
