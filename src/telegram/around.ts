/**
 * Policies wrap every call of a port in the same way; this is the one list of calls they share.
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type { CallOptions, ChatCalls, MessageCalls, Telegram, TopicCalls } from "./port.ts";

/** The port's calls, by the name of their method. */
export type CallName = keyof ChatCalls | keyof MessageCalls | keyof TopicCalls;

/** Wraps one call: decides when, whether and with which options it runs. */
export type Around = <T>(
  name: CallName,
  options: CallOptions,
  run: (options: CallOptions) => Promise<Outcome<T>>,
) => Promise<Outcome<T>>;

/**
 * Makes a port whose calls all go through a wrapper.
 *
 * @param telegram The port behind.
 * @param around The wrapper.
 */
export function aroundCalls(telegram: Telegram, around: Around): Telegram {
  const { chats, messages, topics } = telegram;
  return {
    chats: {
      resolveUsername: (username, options) =>
        around("resolveUsername", options, (inner) => chats.resolveUsername(username, inner)),
      getDetails: (ref, options) =>
        around("getDetails", options, (inner) => chats.getDetails(ref, inner)),
      getChat: (ref, options) => around("getChat", options, (inner) => chats.getChat(ref, inner)),
    },
    messages: {
      getHistory: (request, options) =>
        around("getHistory", options, (inner) => messages.getHistory(request, inner)),
      search: (request, options) =>
        around("search", options, (inner) => messages.search(request, inner)),
      getReplies: (request, options) =>
        around("getReplies", options, (inner) => messages.getReplies(request, inner)),
      getDiscussion: (request, options) =>
        around("getDiscussion", options, (inner) => messages.getDiscussion(request, inner)),
      getMessages: (request, options) =>
        around("getMessages", options, (inner) => messages.getMessages(request, inner)),
    },
    topics: {
      getTopics: (request, options) =>
        around("getTopics", options, (inner) => topics.getTopics(request, inner)),
    },
    now: () => telegram.now(),
    close: () => telegram.close(),
  };
}
