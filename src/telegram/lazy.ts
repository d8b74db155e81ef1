/**
 * An engine that is loaded with its first call: who only asks which tools there are does not wait for
 * a library that none of it needs.
 *
 * @module
 */

import type { Telegram } from "./port.ts";

/**
 * Makes a port before its engine is there.
 *
 * @param load Loads the engine; called once, with the first call.
 * @param clock Milliseconds since 1970: the time until the engine knows better.
 */
export function lazyTelegram(
  load: () => Promise<Telegram>,
  clock: () => number = Date.now,
): Telegram {
  let loading: Promise<Telegram> | undefined;
  let loaded: Telegram | undefined;
  const engine = () => loading ??= load().then((telegram) => loaded = telegram);
  return {
    chats: {
      resolveUsername: async (...call) => (await engine()).chats.resolveUsername(...call),
      getDetails: async (...call) => (await engine()).chats.getDetails(...call),
      getChat: async (...call) => (await engine()).chats.getChat(...call),
    },
    messages: {
      getHistory: async (...call) => (await engine()).messages.getHistory(...call),
      search: async (...call) => (await engine()).messages.search(...call),
      getReplies: async (...call) => (await engine()).messages.getReplies(...call),
      getDiscussion: async (...call) => (await engine()).messages.getDiscussion(...call),
      getMessages: async (...call) => (await engine()).messages.getMessages(...call),
    },
    topics: {
      getTopics: async (...call) => (await engine()).topics.getTopics(...call),
    },
    now: () => loaded?.now() ?? Math.floor(clock() / 1000),
    close: async () => await (await loading)?.close(),
  };
}
