/**
 * Reads messages that were asked for by id or link: a chat's own, and the comments under its posts.
 *
 * @module
 */

import { type CommentsRequest, readComments } from "../history/comments.ts";
import type { ThreadHome } from "../history/in_thread.ts";
import { type Named, readNamed } from "../history/named.ts";
import type { Chat } from "../model/chat.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { CallOptions, ChatRef, ResolvedChat } from "../telegram/port.ts";
import type { NamedView } from "./render_named.ts";
import type { ToolDeps } from "./tool.ts";
import type { WireNamed } from "./wire.ts";

/** Messages of one chat that are asked for. */
export interface Wanted {
  readonly chat: Chat;
  readonly ref: ChatRef;
  readonly ids: readonly number[];
  /** Comments, each under its post. */
  readonly comments: readonly { readonly postId: number; readonly id: number }[];
}

/** What was found in one chat, and what had been asked for. */
export interface Asked {
  readonly chat: Chat;
  readonly messages: readonly Message[];
  readonly requested: readonly WireNamed[];
  readonly missing: readonly WireNamed[];
}

/**
 * Reads the chat's own messages, and the comments: those are messages of its discussion group.
 *
 * @param wanted Which messages.
 * @param context Neighbours on either side, 0 to 20.
 * @param deps What reads them.
 * @param options The calls' limits.
 * @returns What was found, by the ids of the chats that the messages are in; `VALIDATION_ERROR` for comments
 * where there cannot be any.
 */
export async function readWanted(
  wanted: Wanted,
  context: number,
  deps: ToolDeps,
  options: CallOptions,
): Promise<Outcome<readonly Asked[]>> {
  const { chat, comments, ids, ref } = wanted;
  const named = ids.length === 0
    ? succeed<Named>({ messages: [], missing: [] })
    : await readNamed(deps.telegram, { ref, ids, context }, options);
  if (!named.ok) return named;
  const read: Asked[] = [{ chat, ...askedIn(chat.chat_id, ids, named.value) }];
  for (const [postId, of] of Map.groupBy(comments, ({ postId }) => postId)) {
    const request = { ref, postId, ids: of.map(({ id }) => id), context };
    const found = await readCommentsOf(chat, request, deps, options);
    if (!found.ok) return found;
    read.push(found.value);
  }
  return succeed(read);
}

async function readCommentsOf(
  chat: Chat,
  request: CommentsRequest,
  { chats, telegram }: ToolDeps,
  options: CallOptions,
): Promise<Outcome<Asked>> {
  const found = await readComments(telegram, request, options);
  if (!found.ok) return found;
  const channel = { chat, ref: request.ref };
  const { home } = found.value;
  if (home !== undefined) chats.learn(channel, request.postId, home);
  const group = await groupOf(channel, home, chats, options);
  if (!group.ok) return group;
  return succeed({
    chat: home?.group?.chat ?? chat,
    ...askedIn(group.value, request.ids, found.value),
  });
}

function askedIn(chat_id: number, ids: readonly number[], { messages, missing }: Named) {
  const named = (id: number): WireNamed => ({ chat_id, id });
  return { messages, requested: ids.map(named), missing: missing.map(named) };
}

/** The marked id of the chat that comments are messages of, whether any were found or not. */
async function groupOf(
  { chat, ref }: ResolvedChat,
  home: ThreadHome | undefined,
  chats: ToolDeps["chats"],
  options: CallOptions,
): Promise<Outcome<number>> {
  if (home !== undefined) return succeed(home.chat_id);
  // A group's own threads are in the group.
  if (chat.kind !== "channel") return succeed(chat.chat_id);
  const group = await chats.commentsOf({ chat, ref }, options);
  if (!group.ok) return group;
  if (group.value !== undefined) return succeed(group.value);
  const expected =
    `links to comments of channels with a discussion group: ${chat.chat_id} has none`;
  return fail({ code: "VALIDATION_ERROR", field: "links", expected });
}

/**
 * Puts together what was read: one result for each chat. What one link does not find and another one does
 * is there.
 *
 * @param all What was read.
 */
export function joined(
  all: readonly Asked[],
): Pick<NamedView, "missing" | "requested" | "results"> {
  const results = [...Map.groupBy(all, ({ chat }) => chat.chat_id).values()].map((of) => ({
    chat: of[0]!.chat,
    messages: once(of.flatMap(({ messages }) => messages)),
  }));
  const found = new Set(results.flatMap(({ messages }) => messages.map(identity)));
  return {
    results,
    requested: once(all.flatMap(({ requested }) => requested)),
    missing: once(all.flatMap(({ missing }) => missing)).filter((each) =>
      !found.has(identity(each))
    ),
  };
}

function once<Each extends WireNamed>(all: readonly Each[]): readonly Each[] {
  return [...new Map(all.map((each) => [identity(each), each])).values()];
}

function identity({ chat_id, id }: WireNamed): string {
  return `${chat_id} ${id}`;
}
