/**
 * Messages asked for by their ids, with their neighbours and what they reply to.
 *
 * @module
 */

import { type Outcome, succeed } from "../model/failure.ts";
import type { Message } from "../model/message.ts";
import type { CallOptions, ChatRef, HistoryPage, Telegram } from "../telegram/port.ts";

/** How far a chain of replies is followed. */
const MAX_CHAIN = 10;

/** Messages of one chat. */
export interface NamedRequest {
  readonly ref: ChatRef;
  /** 1 to 100. */
  readonly ids: readonly number[];
  /** Neighbours on either side, 0 to 20. */
  readonly context: number;
}

/** What was found. */
export interface Named {
  /** Oldest first: the named messages, their neighbours and reply chains. */
  readonly messages: readonly Message[];
  /** Named ids that stand for no message that can be shown. */
  readonly missing: readonly number[];
}

/**
 * Reads named messages: one call for all of them, one for each message's neighbours, and one for each
 * step that their replies lead back, ten steps at most.
 *
 * @param telegram The port.
 * @param request Which messages.
 * @param options The calls' limits.
 * @returns The messages, or the first failure.
 */
export async function readNamed(
  telegram: Telegram,
  request: NamedRequest,
  options: CallOptions,
): Promise<Outcome<Named>> {
  const found = new Map<number, Message>();
  const keep = (messages: readonly Message[]) => {
    for (const message of messages) found.set(message.id, message);
  };
  const page = await telegram.messages.getMessages(pick(request, request.ids), options);
  if (!page.ok) return page;
  keep(page.value.messages);
  const missing = request.ids.filter((id) => !found.has(id));
  const byIds = (ids: readonly number[]) =>
    telegram.messages.getMessages(pick(request, ids), options);
  const chain = await followReplies(found, byIds);
  if (!chain.ok) return chain;
  keep(chain.value);
  for (const id of request.context === 0 ? [] : request.ids) {
    const neighbours = await readNeighbours(telegram, request, id, options);
    if (!neighbours.ok) return neighbours;
    keep(neighbours.value);
  }
  return succeed({ messages: [...found.values()].sort((a, b) => a.id - b.id), missing });
}

function pick({ ref }: NamedRequest, ids: readonly number[]) {
  return { ref, ids };
}

/**
 * Follows replies back, ten steps at most.
 *
 * @param start Where to begin, by id.
 * @param byIds Gets messages of the same chat.
 * @returns What is replied to, as far as it is there.
 */
export async function followReplies(
  start: ReadonlyMap<number, Message>,
  byIds: (ids: readonly number[]) => Promise<Outcome<HistoryPage>>,
): Promise<Outcome<readonly Message[]>> {
  const chain: Message[] = [];
  const asked = new Set(start.keys());
  let tips: readonly Message[] = [...start.values()];
  for (let step = 0; step < MAX_CHAIN; step++) {
    const parents = [...new Set(tips.map(({ reply_to_id }) => reply_to_id ?? 0))]
      .filter((id) => id > 0 && !asked.has(id));
    if (parents.length === 0) break;
    const page = await byIds(parents);
    if (!page.ok) return page;
    for (const id of parents) asked.add(id);
    tips = page.value.messages;
    chain.push(...tips);
  }
  return succeed(chain);
}

/** One page with the message in its middle. */
async function readNeighbours(
  telegram: Telegram,
  { ref, context }: NamedRequest,
  id: number,
  options: CallOptions,
): Promise<Outcome<readonly Message[]>> {
  const page = await telegram.messages.getHistory({
    ref,
    offset_id: id + 1,
    add_offset: -context,
    limit: 2 * context + 1,
  }, options);
  return page.ok ? succeed(neighboursOn(page.value, id, context)) : page;
}

/**
 * Picks a message's neighbours from a page with the message in its middle.
 *
 * @param page The page, newest first.
 * @param id The message.
 * @param context How many on either side.
 */
export function neighboursOn(
  { messages }: HistoryPage,
  id: number,
  context: number,
): readonly Message[] {
  const newer = messages.filter((message) => message.id > id);
  // Near the newest message Telegram may fill the page with older ones.
  const older = messages.filter((message) => message.id < id).slice(0, context);
  return [...newer, ...older];
}
