/**
 * Telegram in memory, for tests of what is built on the port: chats with their messages, and the
 * offset rules of `messages.getHistory`.
 *
 * @module
 */

import { type Chat, type ChatDetails, peerOf } from "../../src/model/chat.ts";
import { fail, type Failure, type Outcome, succeed } from "../../src/model/failure.ts";
import type { Message } from "../../src/model/message.ts";
import type {
  CallOptions,
  ChatRef,
  HistoryPage,
  HistoryRequest,
  ResolvedChat,
  Telegram,
} from "../../src/telegram/port.ts";

/** A message that is on pages by its id alone: deleted, or one with a lifetime. */
export interface Hidden {
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly hidden: true;
}

/** A chat that the port knows. */
export interface MemoryChat {
  readonly chat: Chat;
  readonly details?: ChatDetails;
  /** In any order. */
  readonly messages: readonly (Message | Hidden)[];
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

/**
 * Makes the port.
 *
 * @param options The chats and who listens.
 */
export function memoryTelegram(options: MemoryOptions): Telegram {
  const find = (ref: ChatRef) => options.chats.find(({ chat }) => sameRef(refOf(chat), ref));

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

  function readable(ref: ChatRef): Outcome<MemoryChat> {
    const found = find(ref);
    if (found === undefined) return fail({ code: "CHAT_NOT_FOUND", chat: String(marked(ref)) });
    return found.forbidden
      ? fail({ code: "CHANNEL_PRIVATE", reason: "no_access" })
      : succeed(found);
  }

  return {
    chats: {
      resolveUsername: (username, calls) =>
        call("contacts.resolveUsername", calls, () => resolve(options.chats, username)),
      getDetails: (ref, calls) =>
        call(DETAIL_METHODS[ref.type], calls, () => {
          const found = readable(ref);
          return found.ok ? succeed(found.value.details ?? {}) : found;
        }),
      getChat: (ref, calls) =>
        call(CHAT_METHODS[ref.type], calls, () => {
          const found = readable(ref);
          return found.ok ? succeed(resolved(found.value.chat)) : found;
        }),
    },
    messages: {
      getHistory: (request, calls) =>
        call("messages.getHistory", calls, () => {
          const found = readable(request.ref);
          return found.ok ? succeed(historyPage(found.value.messages, request)) : found;
        }),
    },
    now: options.now ?? (() => 1_700_000_000),
    close: () => Promise.resolve(),
  };
}

/** The rule of https://core.telegram.org/api/offsets: position, then slice, then the exclusive bounds. */
export function historyPage(
  messages: readonly (Message | Hidden)[],
  request: HistoryRequest,
): HistoryPage {
  const newestFirst = [...messages].sort((a, b) => b.id - a.id);
  const start = Math.max(0, positionOf(newestFirst, request) + (request.add_offset ?? 0));
  const end = positionOf(newestFirst, request) + (request.add_offset ?? 0) + request.limit;
  const { min_id = 0, max_id = 0 } = request;
  const page = newestFirst
    .slice(start, Math.max(start, end))
    .filter(({ id }) => id > min_id && (max_id === 0 || id < max_id));
  return {
    ids: page.map(({ id }) => id),
    messages: page.filter((message): message is Message => !("hidden" in message)),
    total: messages.length,
  };
}

/** How many messages are newer than the offset. */
function positionOf(
  newestFirst: readonly (Message | Hidden)[],
  { offset_id = 0, offset_date = 0 }: HistoryRequest,
): number {
  if (offset_id > 0) return newestFirst.filter(({ id }) => id >= offset_id).length;
  if (offset_date > 0) return newestFirst.filter(({ date }) => date >= offset_date).length;
  return 0;
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
  return { chat, ref: refOf(chat) };
}

function refOf(chat: Chat): ChatRef {
  const peer = peerOf(chat.chat_id);
  if (peer === undefined) throw new RangeError("Cannot address chat: its id is no marked id");
  return peer.type === "group" ? peer : { ...peer, access_hash: String(peer.id * 7) };
}

function sameRef(a: ChatRef, b: ChatRef): boolean {
  return a.type === b.type && a.id === b.id && a.access_hash === b.access_hash;
}

function marked({ type, id }: ChatRef): number {
  if (type === "user") return id;
  return type === "group" ? -id : -1_000_000_000_000 - id;
}
