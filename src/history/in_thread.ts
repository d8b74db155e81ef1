/**
 * Reading in a thread, whose messages are those of a group. `messages.search` asks that group, narrowed to
 * the thread's head (https://core.telegram.org/method/messages.search, `top_msg_id`); whoever reads a
 * post may read its comments, but not always ask the group.
 *
 * @module
 */

import { markedId } from "../model/chat.ts";
import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Covered, HistoryQuery } from "../model/query.ts";
import type { CallOptions, ChatRef, Discussion, HistoryPage } from "../telegram/port.ts";
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

/**
 * Says whose ids a thread's `covered` tells, where they are not those of the chat that was asked.
 *
 * @param covered What was read.
 * @param asked The chat that was asked.
 * @param home Marked id of the group that holds the thread, as far as its pages told.
 * @param find Finds the thread, where they told nothing.
 * @param options The call's limits.
 */
export async function sayWhoseIds(
  covered: Covered,
  asked: ChatRef,
  home: number | undefined,
  find: FindThread,
  options: CallOptions,
): Promise<Outcome<Covered>> {
  if (covered.from_id === undefined) return succeed(covered);
  const found = home === undefined ? await find(options) : succeed({ chat_id: home });
  if (!found.ok) return found;
  const { chat_id } = found.value;
  return succeed(chat_id === markedId(asked) ? covered : { chat_id, ...covered });
}
