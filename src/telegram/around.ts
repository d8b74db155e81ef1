/**
 * Policies wrap every call of a port in the same way; this is the one list of calls they share.
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type {
  CallOptions,
  ChatCalls,
  ChatRef,
  MessageCalls,
  Telegram,
  TopicCalls,
} from "./port.ts";

/** The port's calls, by the name of their method. */
export type CallName = keyof ChatCalls | keyof MessageCalls | keyof TopicCalls;

/**
 * Wraps one call: decides when, whether and with which options it runs. `type` is what kind of chat
 * it asks for; a username's is not known yet.
 */
export type Around = <T>(
  name: CallName,
  options: CallOptions,
  run: (options: CallOptions) => Promise<Outcome<T>>,
  type?: ChatRef["type"],
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
        around("getDetails", options, (inner) => chats.getDetails(ref, inner), ref.type),
      getChat: (ref, options) =>
        around("getChat", options, (inner) => chats.getChat(ref, inner), ref.type),
    },
    messages: {
      getHistory: (request, options) =>
        around(
          "getHistory",
          options,
          (inner) => messages.getHistory(request, inner),
          request.ref.type,
        ),
      search: (request, options) =>
        around("search", options, (inner) => messages.search(request, inner), request.ref.type),
      getReplies: (request, options) =>
        around(
          "getReplies",
          options,
          (inner) => messages.getReplies(request, inner),
          request.ref.type,
        ),
      getDiscussion: (request, options) =>
        around(
          "getDiscussion",
          options,
          (inner) => messages.getDiscussion(request, inner),
          request.ref.type,
        ),
      getMessages: (request, options) =>
        around(
          "getMessages",
          options,
          (inner) => messages.getMessages(request, inner),
          request.ref.type,
        ),
    },
    topics: {
      getTopics: (request, options) =>
        around("getTopics", options, (inner) => topics.getTopics(request, inner), request.ref.type),
    },
    now: () => telegram.now(),
    close: () => telegram.close(),
  };
}
