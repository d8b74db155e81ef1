/**
 * Finds the chat that a caller means, remembers it, and asks the operator's policy.
 *
 * @module
 */

import { type ChatPolicy, describingRefused, readingRefused } from "../model/access.ts";
import { type Chat, type ChatDetails, markedId, peerOf } from "../model/chat.ts";
import { type ChatTarget, parseChatInput } from "../model/chat_input.ts";
import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import { NO_OBSERVER, type Observer } from "../model/observer.ts";
import type { CallOptions, ChatRef, ResolvedChat, Telegram } from "../telegram/port.ts";
import type { Earlier } from "./step.ts";
import { type SenderBook, senderBook } from "./senders.ts";
import { threadFinder, type Threads } from "./threads.ts";

/** Chats remembered at once; the one not used for longest goes first. */
const MAX_CHATS = 1000;

/** Seconds until a chat is asked for again: names and rights change. */
const EXPIRY_S = 3600;

/** Finds chats. */
export interface Chats extends Threads {
  /** Finds a chat whose messages may be read. */
  readable(input: string, field: string, options: CallOptions): Promise<Outcome<FoundChat>>;
  /** Finds a chat that may be described, with its description. */
  described(input: string, field: string, options: CallOptions): Promise<Outcome<DescribedChat>>;
  /**
   * Finds the marked ids that a sender's name or id may stand for: one, but for a bare number, which may
   * be a user's, a channel's or a group's, whatever has been seen so far.
   */
  sender(input: string, field: string, options: CallOptions): Promise<Outcome<readonly number[]>>;
  /** How to name those who were seen. */
  readonly senders: SenderBook;
  /** Finds the basic group that a supergroup came from. */
  earlier(found: ResolvedChat, options: CallOptions): Promise<Outcome<Earlier | undefined>>;
  /** Finds the marked id of the group that holds a channel's comments; nothing where none does. */
  commentsOf(found: ResolvedChat, options: CallOptions): Promise<Outcome<number | undefined>>;
  /** Drops what is remembered of a chat, after Telegram refused it. */
  forget(chatId: number): void;
}

/** A chat, and the message and topic that a link named. */
export interface FoundChat extends ResolvedChat {
  readonly target: ChatTarget;
}

/** A chat with its description; users and bots have none that is shown. */
export interface DescribedChat extends FoundChat {
  readonly details: ChatDetails;
}

/** The words that finish "expected …" for a sender. */
const SENDER_EXPECTED = "ids or @names of users, bots or channels";

/** Only supergroups come from basic groups. */
const MIGRATED_KINDS: ReadonlySet<string> = new Set(["supergroup", "forum"]);

interface Remembered extends ResolvedChat {
  readonly since: number;
  readonly details?: ChatDetails;
}

/**
 * Makes a finder over a port.
 *
 * @param telegram The port.
 * @param policy The operator's policy.
 * @param observer Hears whether chats are remembered.
 * @returns The finder, with its own bounded memory.
 */
export function chatFinder(
  telegram: Telegram,
  policy: ChatPolicy,
  observer: Pick<Observer, "chatLookup"> = NO_OBSERVER,
): Chats {
  const memory = new Map<number, Remembered>();
  const threads = threadFinder(telegram);
  const senders = senderBook(() => telegram.now());

  const remember = (resolved: ResolvedChat): Remembered => {
    const entry = { ...resolved, since: telegram.now() };
    memory.delete(entry.chat.chat_id);
    memory.set(entry.chat.chat_id, entry);
    const oldest = memory.keys().next().value;
    if (memory.size > MAX_CHATS && oldest !== undefined) memory.delete(oldest);
    return entry;
  };

  const isFresh = (entry: Remembered | undefined): entry is Remembered =>
    entry !== undefined && telegram.now() - entry.since <= EXPIRY_S;

  /** Chats of another one's answer. What is remembered of them already says more. */
  const rememberSeen = (seen: readonly ResolvedChat[]): void => {
    for (const each of seen) {
      // A migrated group's id stands for its supergroup: see `askById`.
      if (each.migrated_to === undefined && !isFresh(memory.get(each.chat.chat_id))) remember(each);
    }
  };

  const recall = (target: ChatTarget): Remembered | undefined => {
    const ids = target.by === "id" ? possibleIds(target.id) : namedIds(memory, target.username);
    const found = ids.map((id) => memory.get(id)).find((entry) =>
      // It may become a supergroup at any time, and its old part would look like all there is.
      entry !== undefined && entry.chat.kind !== "group"
    );
    observer.chatLookup(isFresh(found) ? "hit" : "miss");
    if (!isFresh(found)) return undefined;
    memory.delete(found.chat.chat_id);
    memory.set(found.chat.chat_id, found);
    return found;
  };

  const ask = async (target: ChatTarget, options: CallOptions): Promise<Outcome<Remembered>> => {
    if (target.by === "id") return await askById(target.id, options);
    const resolved = await telegram.chats.resolveUsername(target.username, options);
    return resolved.ok ? succeed(remember(resolved.value)) : resolved;
  };

  /** A basic group that was migrated goes on as a supergroup: that is what its old id stands for. */
  const successorOf = async (
    resolved: ResolvedChat,
    options: CallOptions,
  ): Promise<Outcome<ResolvedChat>> =>
    resolved.migrated_to === undefined
      ? succeed(resolved)
      : await telegram.chats.getChat(resolved.migrated_to, options);

  /** Expired chats keep their access hash; of others Telegram finds basic groups alone by number. */
  const askById = async (id: number, options: CallOptions): Promise<Outcome<Remembered>> => {
    const known = possibleIds(id).map((each) => memory.get(each)).find((each) =>
      each !== undefined
    );
    const ref = known?.ref ?? groupRef(id);
    const unknown: Failure = { code: "CHAT_NOT_FOUND", chat: String(id) };
    if (ref === undefined) return fail(unknown);
    const resolved = await telegram.chats.getChat(ref, options);
    if (!resolved.ok) return resolved.failure.code === "CHAT_NOT_FOUND" ? fail(unknown) : resolved;
    const now = await successorOf(resolved.value, options);
    return now.ok ? succeed(remember(now.value)) : now;
  };

  const find = async (
    input: string,
    field: string,
    options: CallOptions,
    refused: (chat: Chat, policy: ChatPolicy) => ReturnType<typeof readingRefused>,
  ): Promise<Outcome<Remembered & { readonly target: ChatTarget }>> => {
    const target = parseChatInput(input, field);
    if (!target.ok) return target;
    const recalled = recall(target.value);
    const found = recalled === undefined ? await ask(target.value, options) : succeed(recalled);
    if (!found.ok) return found;
    const reason = refused(found.value.chat, policy);
    if (reason !== undefined) return fail({ code: "CHANNEL_PRIVATE", reason });
    return succeed({ ...found.value, target: target.value });
  };

  const detailsOf = async (
    { chat, ref }: ResolvedChat,
    options: CallOptions,
  ): Promise<Outcome<ChatDetails>> => {
    const known = memory.get(chat.chat_id)?.details;
    if (known !== undefined) return succeed(known);
    const full = await telegram.chats.getDetails(ref, options);
    if (!full.ok) return full;
    const { details, seen } = full.value;
    const remembered = memory.get(chat.chat_id);
    if (remembered !== undefined) memory.set(chat.chat_id, { ...remembered, details });
    rememberSeen(seen);
    return succeed(details);
  };

  return {
    readable: (input, field, options) => find(input, field, options, readingRefused),
    async described(input, field, options) {
      const found = await find(input, field, options, describingRefused);
      if (!found.ok) return found;
      const { chat, ref, target } = found.value;
      if (ref.type === "user") return succeed({ chat, ref, target, details: {} });
      const details = await detailsOf(found.value, options);
      return details.ok ? succeed({ chat, ref, target, details: details.value }) : details;
    },
    async sender(input, field, options) {
      const target = parseChatInput(input, field);
      if (!target.ok) {
        return fail({ code: "VALIDATION_ERROR", field, expected: SENDER_EXPECTED });
      }
      if (target.value.by === "id") return succeed(possibleIds(target.value.id));
      const recalled = recall(target.value);
      const found = recalled === undefined ? await ask(target.value, options) : succeed(recalled);
      if (!found.ok) return found;
      senders.met([found.value.ref]);
      return succeed([found.value.chat.chat_id]);
    },
    senders,
    async earlier(found, options) {
      if (!MIGRATED_KINDS.has(found.chat.kind)) return succeed(undefined);
      const details = await detailsOf(found, options);
      if (!details.ok) return details;
      const from = details.value.migrated_from;
      const peer = from === undefined ? undefined : peerOf(from.chat_id);
      return succeed(
        peer === undefined ? undefined : {
          chatId: markedId(peer),
          ref: { type: peer.type, id: peer.id },
        },
      );
    },
    async commentsOf(found, options) {
      const details = await detailsOf(found, options);
      return details.ok ? succeed(details.value.linked_chat_id) : details;
    },
    async discussion(found, rootId, options) {
      const thread = await threads.discussion(found, rootId, options);
      if (thread.ok && thread.value.group !== undefined) rememberSeen([thread.value.group]);
      return thread;
    },
    learn(found, rootId, home) {
      threads.learn(found, rootId, home);
      if (home.group !== undefined) rememberSeen([home.group]);
    },
    topicOf: threads.topicOf,
    sawTopics: threads.sawTopics,
    proveTopic: threads.proveTopic,
    forget: (chatId) => void memory.delete(chatId),
  };
}

/** A bare positive id may be a user's, a channel's or a group's. */
export function possibleIds(id: number): readonly number[] {
  if (id < 0) return [id];
  return [id, markedId({ type: "channel", id }), markedId({ type: "group", id })];
}

function namedIds(memory: ReadonlyMap<number, Remembered>, username: string): readonly number[] {
  const wanted = username.toLowerCase();
  return [...memory.values()]
    .filter(({ chat }) => chat.usernames.some((name) => name.toLowerCase() === wanted))
    .map(({ chat }) => chat.chat_id);
}

/**
 * Basic groups need no access hash. A bare number that nobody seen bears can be asked for as a group's only:
 * for users and channels it takes more.
 */
function groupRef(id: number): ChatRef | undefined {
  const peer = peerOf(-Math.abs(id));
  return peer?.type === "group" ? { type: "group", id: peer.id } : undefined;
}
