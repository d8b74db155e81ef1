/**
 * Comments asked for by their ids, with their neighbours in the thread and what they reply to.
 *
 * Whoever reads a post may read its comments, but not always ask the group that they are messages of: so
 * they are read through the post, and the group is asked for what they reply to only while it answers.
 *
 * @module
 */

import { type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type {
  CallOptions,
  ChatRef,
  HistoryPage,
  RepliesPage,
  ResolvedChat,
  Telegram,
} from "../telegram/port.ts";
import { homeOn, NOT_LET_IN, type ThreadHome } from "./in_thread.ts";
import { followReplies, type Named, neighboursOn } from "./named.ts";

/** Comments under one post. */
export interface CommentsRequest {
  /** The channel. */
  readonly ref: ChatRef;
  readonly postId: number;
  readonly ids: readonly number[];
  /** Neighbours on either side, 0 to 20. */
  readonly context: number;
}

/** What was found; the ids are those of the discussion group. */
export interface NamedComments extends Named {
  /** Where they are, if an answer told it. */
  readonly home?: ThreadHome;
}

/**
 * Reads comments: one call for each with its neighbours, and one for each step that their replies lead
 * back, ten steps at most. The chain ends at the post's copy in the group.
 *
 * @param telegram The port.
 * @param request Which comments.
 * @param options The calls' limits.
 * @returns The comments, or the first failure. A post that takes no comments has none of these.
 */
export async function readComments(
  telegram: Telegram,
  request: CommentsRequest,
  options: CallOptions,
): Promise<Outcome<NamedComments>> {
  const found = new Map<number, Message>();
  const around = new Map<number, Message>();
  let home: ThreadHome | undefined;
  for (const id of request.ids) {
    const page = await pageAround(telegram, request, id, options);
    if (!page.ok) return page;
    home = homeOn(page.value).home ?? home;
    const comment = page.value.messages.find((message) => message.id === id);
    if (comment !== undefined) found.set(id, comment);
    for (const each of neighboursOn(page.value, id, request.context)) around.set(each.id, each);
  }
  const missing = request.ids.filter((id) => !found.has(id));
  const ask = (ids: readonly number[]) =>
    repliedTo(telegram, request, ids, home?.group, around, options);
  const chain = await followReplies(found, ask);
  if (!chain.ok) return chain;
  for (const each of [...found.values(), ...chain.value]) around.set(each.id, each);
  const messages = [...around.values()].sort((a, b) => a.id - b.id);
  return succeed({ messages, missing, ...(home === undefined ? {} : { home }) });
}

const NOTHING: RepliesPage = { ids: [], messages: [] };

/** The comment in the middle of its neighbours; if a short page left it out, it is asked for alone. */
async function pageAround(
  telegram: Telegram,
  request: CommentsRequest,
  id: number,
  options: CallOptions,
): Promise<Outcome<RepliesPage>> {
  const wide = await repliesAt(telegram, request, id, request.context, options);
  if (!wide.ok || request.context === 0 || wide.value.ids.includes(id)) return wide;
  const alone = await repliesAt(telegram, request, id, 0, options);
  if (!alone.ok) return alone;
  const comment = alone.value.messages.filter((message) => message.id === id);
  return succeed({ ...wide.value, messages: [...comment, ...wide.value.messages] });
}

async function repliesAt(
  { messages }: Telegram,
  { ref, postId }: CommentsRequest,
  id: number,
  context: number,
  options: CallOptions,
): Promise<Outcome<RepliesPage>> {
  const limit = 2 * context + 1;
  const place = { offset_id: id + 1, add_offset: 0 - context, limit };
  const page = await messages.getReplies({ ref, root_id: postId, ...place }, options);
  // A post that takes no comments has not this one either.
  return !page.ok && page.failure.code === "VALIDATION_ERROR" ? succeed(NOTHING) : page;
}

/** What is replied to: known already, told by the group, or read through the post, one by one. */
async function repliedTo(
  telegram: Telegram,
  request: CommentsRequest,
  ids: readonly number[],
  group: ResolvedChat | undefined,
  known: ReadonlyMap<number, Message>,
  options: CallOptions,
): Promise<Outcome<HistoryPage>> {
  const messages = ids.flatMap((id) => known.get(id) ?? []);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return succeed({ ids, messages });
  const told = await byGroup(telegram, unknown, group, options) ??
    await byPost(telegram, request, unknown, options);
  return told.ok ? succeed({ ids, messages: [...messages, ...told.value.messages] }) : told;
}

async function byGroup(
  telegram: Telegram,
  ids: readonly number[],
  group: ResolvedChat | undefined,
  options: CallOptions,
): Promise<Outcome<HistoryPage> | undefined> {
  if (group === undefined) return undefined;
  const page = await telegram.messages.getMessages({ ref: group.ref, ids }, options);
  return !page.ok && NOT_LET_IN.has(page.failure.code) ? undefined : page;
}

async function byPost(
  telegram: Telegram,
  request: CommentsRequest,
  ids: readonly number[],
  options: CallOptions,
): Promise<Outcome<HistoryPage>> {
  const messages: Message[] = [];
  for (const id of ids) {
    const page = await repliesAt(telegram, request, id, 0, options);
    if (!page.ok) return page;
    messages.push(...page.value.messages.filter((message) => message.id === id));
  }
  return succeed({ ids, messages });
}
