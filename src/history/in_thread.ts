/**
 * Reading in a thread, whose messages are those of a group. `messages.search` asks that group, narrowed to
 * the thread's head (https://core.telegram.org/method/messages.search, `top_msg_id`); whoever reads a
 * post may read its comments, but not always ask the group.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";
import type {
  CallOptions,
  ChatRef,
  Discussion,
  HistoryPage,
  RepliesPage,
} from "../telegram/port.ts";
import { type Method, unnarrowed } from "./method.ts";

/** What is answered where the account is not let in. */
export const NOT_LET_IN: ReadonlySet<string> = new Set(["CHANNEL_PRIVATE", "CHAT_NOT_FOUND"]);

/** A thread that can be searched. */
export interface SearchedThread {
  /** The group that holds it. */
  readonly ref: ChatRef;
  /** Its head, in that group. */
  readonly rootId: number;
}

/** The method to use, and the thread that it searches. */
export interface ThreadMethod {
  readonly method: Method;
  readonly thread?: SearchedThread;
}

/** Finds where the question's thread is. */
export type FindThread = (options: CallOptions) => Promise<Outcome<Discussion>>;

/**
 * Finds the thread for a method that searches in one.
 *
 * @param query The question.
 * @param method The method chosen for it.
 * @param find Finds the thread; not asked for any other method.
 * @param options The call's limits.
 * @returns The method; where the group cannot be addressed, the one of {@linkcode withoutSearch}.
 */
export async function inThread(
  query: HistoryQuery,
  method: Method,
  find: FindThread,
  options: CallOptions,
): Promise<Outcome<ThreadMethod>> {
  if (query.thread_id === undefined || method.name !== "search") return succeed({ method });
  const found = await find(options);
  if (!found.ok) return found;
  const { group, root_id: rootId } = found.value;
  if (group === undefined) return withoutSearch(query);
  return succeed({ method, thread: { ref: group.ref, rootId } });
}

/**
 * Reads a thread that cannot be searched: all of its messages are looked at here. Words are for
 * Telegram's index alone.
 *
 * @param query The question.
 * @returns The method, or `VALIDATION_ERROR` for words.
 */
export function withoutSearch(query: HistoryQuery): Outcome<ThreadMethod> {
  return query.search === undefined ? succeed({ method: unnarrowed(query) }) : fail(NOT_SEARCHABLE);
}

const NOT_SEARCHABLE: Failure = {
  code: "VALIDATION_ERROR",
  field: "search",
  expected: "nothing beside this thread_id, for Telegram does not let this account search the " +
    "post's discussion group; read the comments without it",
};

/** A forum's topic that is searched. */
export interface SearchedTopic {
  /** Hears that there is a message in it. */
  seen(): void;
  /** Makes sure that it is there. */
  prove(options: CallOptions): Promise<Outcome<unknown>>;
}

/**
 * Tells a topic in which a search finds nothing from one that is not there: Telegram answers both alike.
 * A topic that is not searched but read is asked for itself, and refused where there is none.
 *
 * @param topic The topic; nothing where none is searched.
 * @param page The first page of the search.
 * @param options The call's limits.
 * @returns `VALIDATION_ERROR` where there is no such topic.
 */
export async function provenTopic(
  topic: SearchedTopic | undefined,
  { ids }: HistoryPage,
  options: CallOptions,
): Promise<Outcome<unknown>> {
  if (topic === undefined) return succeed(undefined);
  return ids.length === 0 ? await topic.prove(options) : succeed(topic.seen());
}

/**
 * Leaves the head of a thread out of what was found in it: it is no answer to itself.
 *
 * @param page What was found.
 * @param thread The thread that was searched, if it was one.
 */
export function withoutHead(page: HistoryPage, thread: SearchedThread | undefined): HistoryPage {
  if (thread === undefined) return page;
  return { ...page, messages: page.messages.filter(({ id }) => id !== thread.rootId) };
}

/** Where the messages of a thread are, as far as a page tells. */
export type ThreadHome = Pick<Discussion, "chat_id" | "group"> & Partial<Discussion>;

/**
 * Learns from a page where the messages of a thread are.
 *
 * @param page The page.
 * @returns Nothing of a page without messages.
 */
export function homeOn({ group, messages }: RepliesPage): { readonly home?: ThreadHome } {
  const [first] = messages;
  if (first === undefined) return {};
  const { chat_id, thread_id } = first;
  return {
    home: {
      chat_id,
      ...(thread_id === undefined ? {} : { root_id: thread_id }),
      ...(group === undefined ? {} : { group }),
    },
  };
}
