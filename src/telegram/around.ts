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

/** Every {@linkcode CallName}; the type misses none. */
export const CALL_NAMES: readonly CallName[] = Object.keys(
  {
    resolveUsername: true,
    getDetails: true,
    getChat: true,
    getHistory: true,
    search: true,
    getReplies: true,
    getDiscussion: true,
    getMessages: true,
    getTopics: true,
  } satisfies Readonly<Record<CallName, true>>,
) as CallName[];

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

type Call<Request, T> = (request: Request, options: CallOptions) => Promise<Outcome<T>>;

/**
 * Makes a port whose calls all go through a wrapper.
 *
 * @param telegram The port behind.
 * @param around The wrapper.
 */
export function aroundCalls(telegram: Telegram, around: Around): Telegram {
  const { chats, messages, topics } = telegram;

  /** A call whose request names a chat. */
  const about =
    <Request extends { readonly ref: ChatRef }, T>(name: CallName, call: Call<Request, T>) =>
    (request: Request, options: CallOptions) =>
      around(name, options, (inner) => call(request, inner), request.ref.type);

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
      getHistory: about("getHistory", (request, inner) => messages.getHistory(request, inner)),
      search: about("search", (request, inner) => messages.search(request, inner)),
      getReplies: about("getReplies", (request, inner) => messages.getReplies(request, inner)),
      getDiscussion: about(
        "getDiscussion",
        (request, inner) => messages.getDiscussion(request, inner),
      ),
      getMessages: about("getMessages", (request, inner) => messages.getMessages(request, inner)),
    },
    topics: {
      getTopics: about("getTopics", (request, inner) => topics.getTopics(request, inner)),
    },
    now: () => telegram.now(),
    close: () => telegram.close(),
  };
}
