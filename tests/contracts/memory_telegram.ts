/**
 * Telegram in memory, for tests of what is built on the port: chats with their messages, and the rules
 * of the methods that read them (`memory_pages.ts`).
 *
 * @module
 */

import type { Chat, ChatDetails } from "../../src/model/chat.ts";
import { fail, type Failure, type Outcome, succeed } from "../../src/model/failure.ts";
import type {
  CallOptions,
  ChatRef,
  Discussion,
  DiscussionRequest,
  FullChat,
  HistoryPage,
  RepliesPage,
  RepliesRequest,
  ResolvedChat,
  SearchRequest,
  Telegram,
  Topic,
  TopicPage,
  TopicsRequest,
} from "../../src/telegram/port.ts";
import {
  type Held,
  historyPage,
  isNamed,
  markedRef,
  messagesPage,
  narrows,
  refTo,
  repliesPage,
  searchPage,
  withSenders,
} from "./memory_pages.ts";

export { type Held, type Hidden, historyPage } from "./memory_pages.ts";

/** A chat that the port knows. */
export interface MemoryChat {
  readonly chat: Chat;
  /** A channel's comments are in the group that `linked_chat_id` names; see `getReplies` below. */
  readonly details?: ChatDetails;
  /** In any order. */
  readonly messages: readonly Held[];
  /** A forum's topics, in Telegram's order. */
  readonly topics?: readonly Topic[];
  /** The account may not read it. */
  readonly forbidden?: boolean;
}

/** A call, as it was made. */
export interface MemoryCall {
  /** Telegram's name of the method. */
  readonly method: string;
}

/** What the port works with. */
export interface MemoryOptions {
  /** Read at every call: a test may change it meanwhile. */
  readonly chats: readonly MemoryChat[];
  /** Hears of every call before it is answered; its failure is the answer. */
  readonly onCall?: (call: MemoryCall) => Failure | undefined | Promise<Failure | undefined>;
  /** Unix seconds; 1,700,000,000 by default. */
  readonly now?: () => number;
}

const DETAIL_METHODS = {
  user: "users.getFullUser",
  group: "messages.getFullChat",
  channel: "channels.getFullChannel",
} as const;

const CHAT_METHODS = {
  user: "users.getUsers",
  group: "messages.getChats",
  channel: "channels.getChannels",
} as const;

const MESSAGES_METHODS = {
  user: "messages.getMessages",
  group: "messages.getMessages",
  channel: "channels.getMessages",
} as const;

/**
 * Makes the port.
 *
 * @param options The chats and who listens.
 */
export function memoryTelegram(options: MemoryOptions): Telegram {
  async function call<T>(
    method: string,
    { signal }: CallOptions,
    answer: () => Outcome<T>,
  ): Promise<Outcome<T>> {
    const cancelled: Failure = { code: "CANCELLED" };
    if (signal.aborted) return fail(cancelled);
    const aborted = Promise.withResolvers<Failure>();
    const abort = () => aborted.resolve(cancelled);
    signal.addEventListener("abort", abort, { once: true });
    try {
      const failure = await Promise.race([aborted.promise, options.onCall?.({ method })]);
      if (signal.aborted) return fail(cancelled);
      return failure === undefined ? answer() : fail(failure);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** One call about one chat, which must be readable. */
  function callOn<T>(
    method: string,
    ref: ChatRef,
    calls: CallOptions,
    answer: (chat: MemoryChat) => Outcome<T>,
  ): Promise<Outcome<T>> {
    return call(method, calls, () => {
      const found = readable(options.chats, ref);
      return found.ok ? answer(found.value) : found;
    });
  }

  return {
    chats: {
      resolveUsername: (username, calls) =>
        call("contacts.resolveUsername", calls, () => resolve(options.chats, username)),
      getDetails: (ref, calls) =>
        callOn(DETAIL_METHODS[ref.type], ref, calls, (chat) => succeed(full(options.chats, chat))),
      getChat: (ref, calls) =>
        callOn(CHAT_METHODS[ref.type], ref, calls, ({ chat }) => succeed(resolved(chat))),
    },
    messages: {
      getHistory: (request, calls) =>
        callOn(
          "messages.getHistory",
          request.ref,
          calls,
          ({ messages }) => succeed(withSenders(historyPage(messages, request), request.ref)),
        ),
      search: (request, calls) =>
        callOn("messages.search", request.ref, calls, (chat) => search(chat, request)),
      getReplies: (request, calls) =>
        callOn(
          "messages.getReplies",
          request.ref,
          calls,
          (chat) => replies(options.chats, chat, request),
        ),
      getDiscussion: (request, calls) =>
        callOn(
          "messages.getDiscussionMessage",
          request.ref,
          calls,
          (chat) => discussion(options.chats, chat, request),
        ),
      getMessages: (request, calls) =>
        callOn(
          MESSAGES_METHODS[request.ref.type],
          request.ref,
          calls,
          ({ messages }) => succeed(messagesPage(messages, request)),
        ),
    },
    topics: {
      getTopics: (request, calls) =>
        callOn("channels.getForumTopics", request.ref, calls, (chat) => topics(chat, request)),
    },
    now: options.now ?? (() => 1_700_000_000),
    close: () => Promise.resolve(),
  };
}

function readable(chats: readonly MemoryChat[], ref: ChatRef): Outcome<MemoryChat> {
  const found = chats.find(({ chat }) => sameRef(refTo(chat.chat_id), ref));
  if (found === undefined) return notFound(markedRef(ref));
  return found.forbidden ? fail({ code: "CHANNEL_PRIVATE", reason: "no_access" }) : succeed(found);
}

/** With the other half that the details name, and the group before. */
function full(chats: readonly MemoryChat[], { details = {} }: MemoryChat): FullChat {
  const relatives = [details.linked_chat_id, details.migrated_from?.chat_id];
  const seen = chats.filter(({ chat, forbidden }) =>
    !forbidden && relatives.includes(chat.chat_id)
  );
  return { details, seen: seen.map(({ chat }) => resolved(chat)) };
}

function search(chat: MemoryChat, request: SearchRequest): Outcome<HistoryPage> {
  if (!narrows(request)) return wrong("search", "words to look for");
  if (request.sender !== undefined && !isNamed(request.sender, chat.messages)) {
    return wrong("filter.from_users", "people or channels that Telegram knows");
  }
  return succeed(withSenders(searchPage(chat.messages, request, threadsOf(chat)), request.ref));
}

function replies(
  chats: readonly MemoryChat[],
  asked: MemoryChat,
  request: RepliesRequest,
): Outcome<RepliesPage> {
  const found = threadAt(chats, asked, request.root_id);
  if (!found.ok) return found;
  const { chat, rootId } = found.value;
  const shown = repliesPage(chat.messages, request, rootId, threadsOf(chat));
  const page = withSenders(shown, refTo(chat.chat.chat_id));
  const tells = page.messages.length > 0 && chat !== asked;
  return succeed(tells ? { ...page, group: resolved(chat.chat) } : page);
}

function discussion(
  chats: readonly MemoryChat[],
  asked: MemoryChat,
  { root_id }: DiscussionRequest,
): Outcome<Discussion> {
  const found = threadAt(chats, asked, root_id);
  if (!found.ok) return found;
  const { chat: { chat }, rootId } = found.value;
  return succeed({ chat_id: chat.chat_id, root_id: rootId, group: resolved(chat) });
}

interface Thread {
  readonly chat: MemoryChat;
  readonly rootId: number;
}

/**
 * A post's comments are in the channel's discussion group, under the post's copy there: the message that
 * the channel itself forwarded, `forward_from` the post. In a supergroup the root is its own.
 */
function threadAt(
  chats: readonly MemoryChat[],
  asked: MemoryChat,
  rootId: number,
): Outcome<Thread> {
  const { chat, details } = asked;
  if (chat.kind !== "channel") return threadIn(asked, rootId);
  const group = chats.find((one) => one.chat.chat_id === details?.linked_chat_id);
  const copy = group?.messages.find((message) =>
    !("hidden" in message) && message.sender?.id === chat.chat_id &&
    message.forward_from?.id === chat.chat_id &&
    message.forward_from.message_id === rootId
  );
  return group === undefined || copy === undefined ? noThread() : threadIn(group, copy.id);
}

function threadIn(chat: MemoryChat, rootId: number): Outcome<Thread> {
  const { kind, chat_id } = chat.chat;
  if (kind !== "supergroup" && kind !== "forum") return notFound(chat_id);
  const isTopic = chat.topics?.some(({ id }) => id === rootId);
  if (isTopic || chat.messages.some(({ id }) => id === rootId)) return succeed({ chat, rootId });
  return kind === "forum" ? wrong("topic_id", "the id of a topic of this forum") : noThread();
}

function noThread(): Outcome<never> {
  return wrong("thread_id", "the id of a post that takes comments");
}

function threadsOf({ chat }: MemoryChat) {
  return { isForum: chat.kind === "forum" };
}

/** A title is found by the beginnings of its words. */
function topics({ chat, topics }: MemoryChat, request: TopicsRequest): Outcome<TopicPage> {
  if (topics === undefined) return notFound(chat.chat_id);
  const wanted = wordsOf(request.search ?? "");
  const found = topics.filter(({ title }) =>
    wanted.every((start) => wordsOf(title).some((word) => word.startsWith(start)))
  );
  const start = found.findIndex(({ id }) => id === request.after?.id) + 1;
  return succeed({ topics: found.slice(start, start + request.limit), total: found.length });
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

function notFound(chatId: number): Outcome<never> {
  return fail({ code: "CHAT_NOT_FOUND", chat: String(chatId) });
}

function wrong(field: string, expected: string): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field, expected });
}

function resolve(chats: readonly MemoryChat[], username: string): Outcome<ResolvedChat> {
  if (!/^[a-z]\w{3,31}$/i.test(username)) return fail({ code: "USERNAME_INVALID", username });
  const named = ({ chat }: MemoryChat) =>
    chat.usernames.some((name) => name.toLowerCase() === username.toLowerCase());
  const found = chats.find(named);
  if (found === undefined) return fail({ code: "CHAT_NOT_FOUND", chat: username });
  return succeed(resolved(found.chat));
}

function resolved(chat: Chat): ResolvedChat {
  return { chat, ref: refTo(chat.chat_id) };
}

function sameRef(a: ChatRef, b: ChatRef): boolean {
  return a.type === b.type && a.id === b.id && a.access_hash === b.access_hash;
}
