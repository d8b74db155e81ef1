/**
 * `tg_get_messages`: messages by id or link, with their neighbours and what they reply to.
 *
 * @module
 */

import { z } from "zod";
import type { FoundChat } from "../history/chats.ts";
import { type Named, readNamed } from "../history/named.ts";
import { type Chat, peerOf } from "../model/chat.ts";
import { CHAT_EXPECTED } from "../model/chat_input.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { CallOptions, ChatRef } from "../telegram/port.ts";
import { parseInput } from "./input.ts";
import { renderNamed } from "./render_named.ts";
import { spending } from "./spending.ts";
import type { Tool, ToolAnswer, ToolCall, ToolDefinition, ToolDeps } from "./tool.ts";
import {
  chatInputSchema,
  chatSchema,
  messageIdSchema,
  messageSchema,
  namedSchema,
} from "./wire.ts";

const MAX_IDS = 100;
const MAX_LINKS = 20;
const MAX_CONTEXT = 20;
/** Each message's neighbours cost a Telegram call. */
const MAX_WITH_CONTEXT = 10;

/** What clients are told of the tool. */
export const GET_MESSAGES = {
  name: "tg_get_messages",
  alias: "tg.get_messages",
  title: "Get Telegram messages by id or link",
  description: "Gets messages of public Telegram chats by id or t.me link, in full detail, with " +
    "the messages they reply to and, on request, their neighbours. requested names those asked " +
    "for, missing those that do not exist.",
  input: z.strictObject({
    chat: chatInputSchema.optional().describe(
      "For ids: @name, t.me link, or numeric id seen before",
    ),
    ids: z.array(messageIdSchema).min(1).max(MAX_IDS).optional(),
    links: z.array(z.string().min(1).max(300)).min(1).max(MAX_LINKS).optional().describe(
      "t.me links to messages or comments",
    ),
    context: z.int().min(0).max(MAX_CONTEXT).default(0).describe("Neighbours on either side"),
  }),
  output: z.object({
    notice: z.string(),
    chat: chatSchema,
    chats: z.array(chatSchema).optional().describe("Where messages carry another chat_id"),
    messages: z.array(messageSchema),
    requested: z.array(namedSchema),
    missing: z.array(namedSchema).optional(),
    page_info: z.object({ count: z.int(), telegram_calls: z.int(), waited_s: z.number() }),
  }),
  expected: {
    chat: `${CHAT_EXPECTED}, together with ids`,
    ids: `1 to ${MAX_IDS} message ids, together with chat`,
    links: `1 to ${MAX_LINKS} t.me links to messages`,
    context: `a whole number from 0 to ${MAX_CONTEXT}, for at most ${MAX_WITH_CONTEXT} messages`,
  },
} as const satisfies ToolDefinition;

type Input = z.infer<typeof GET_MESSAGES.input>;

/** Messages of one chat that are asked for. */
interface Wanted {
  readonly chat: Chat;
  readonly ref: ChatRef;
  readonly ids: readonly number[];
  /** Comments, each under its post. */
  readonly comments: readonly { readonly postId: number; readonly id: number }[];
}

/**
 * Binds the tool.
 *
 * @param deps What it works with.
 * @returns The tool.
 */
export function getMessagesTool(deps: ToolDeps): Tool {
  return { definition: GET_MESSAGES, handle: (call) => getMessages(call, deps) };
}

async function getMessages(call: ToolCall, deps: ToolDeps): Promise<Outcome<ToolAnswer>> {
  const input = parseInput(GET_MESSAGES, call.arguments);
  if (!input.ok) return input;
  const wrong = WRONG_TOGETHER.find(({ holds }) => holds(input.value));
  if (wrong !== undefined) return invalid(wrong.field);
  const spent = spending(call);
  const wanted = await wantedBy(input.value, deps, spent.options);
  if (!wanted.ok) return wanted;
  call.tell({ chatIds: wanted.value.map(({ chat }) => chat.chat_id) });
  const results: (Named & { readonly chat: Chat })[] = [];
  for (const each of wanted.value) {
    const named = await readWanted(each, input.value.context, deps, spent.options);
    if (!named.ok) return named;
    results.push({ chat: each.chat, ...named.value });
  }
  const messages = results.reduce((sum, each) => sum + each.messages.length, 0);
  call.tell({ messages });
  const requested = wanted.value.flatMap(({ chat: { chat_id }, comments, ids }) =>
    [...ids, ...comments.map(({ id }) => id)].map((id) => ({ chat_id, id }))
  );
  return succeed(renderNamed({ results, requested, ...spent.sum() }, deps));
}

/** What cannot be asked together, by the argument that is named for it. */
const WRONG_TOGETHER: readonly {
  readonly field: keyof typeof GET_MESSAGES.expected;
  readonly holds: (input: Input) => boolean;
}[] = [
  { field: "ids", holds: ({ ids, links }) => ids === undefined && links === undefined },
  { field: "ids", holds: ({ chat, ids }) => chat !== undefined && ids === undefined },
  { field: "chat", holds: ({ chat, ids }) => ids !== undefined && chat === undefined },
  {
    field: "context",
    holds: ({ context, ids = [], links = [] }) =>
      context > 0 && ids.length + links.length > MAX_WITH_CONTEXT,
  },
];

function invalid(field: keyof typeof GET_MESSAGES.expected): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field, expected: GET_MESSAGES.expected[field] });
}

async function wantedBy(
  { chat, ids = [], links = [] }: Input,
  { chats }: ToolDeps,
  options: CallOptions,
): Promise<Outcome<readonly Wanted[]>> {
  const wanted = new Map<number, Wanted>();
  const add = (found: FoundChat, more: Pick<Wanted, "ids" | "comments">) => {
    const known = wanted.get(found.chat.chat_id);
    wanted.set(found.chat.chat_id, {
      chat: found.chat,
      ref: found.ref,
      ids: [...new Set([...known?.ids ?? [], ...more.ids])],
      comments: [...known?.comments ?? [], ...more.comments].filter(({ id }, at, all) =>
        all.findIndex((other) => other.id === id) === at
      ),
    });
  };
  if (chat !== undefined) {
    const found = await chats.readable(String(chat), "chat", options);
    if (!found.ok) return found;
    add(asNamed(found.value), { ids, comments: [] });
  }
  for (const link of links) {
    const found = await chats.readable(link, "links", options);
    if (!found.ok) return found;
    const named = namedBy(found.value);
    if (named === undefined) return invalid("links");
    add(found.value, named);
  }
  return succeed([...wanted.values()]);
}

/**
 * The old id of a migrated group stands for its supergroup everywhere but here: messages are named by
 * chat and id, and the group's own ids are not the supergroup's.
 */
function asNamed(found: FoundChat): FoundChat {
  const { by, ...target } = found.target;
  const id = by === "id" && "id" in target ? target.id : 0;
  const peer = peerOf(id);
  if (peer?.type !== "group" || found.chat.chat_id === id) return found;
  const chat: Chat = { chat_id: id, kind: "group", title: found.chat.title, usernames: [] };
  return { ...found, chat, ref: { type: "group", id: peer.id } };
}

function namedBy({ target }: FoundChat): Pick<Wanted, "ids" | "comments"> | undefined {
  const { comment_id, message_id } = target;
  if (message_id === undefined) return undefined;
  return comment_id === undefined
    ? { ids: [message_id], comments: [] }
    : { ids: [], comments: [{ postId: message_id, id: comment_id }] };
}

async function readWanted(
  { ref, ids, comments }: Wanted,
  context: number,
  { telegram }: ToolDeps,
  options: CallOptions,
): Promise<Outcome<Named>> {
  const named = ids.length === 0
    ? succeed<Named>({ messages: [], missing: [] })
    : await readNamed(telegram, { ref, ids, context }, options);
  if (!named.ok) return named;
  const messages = [...named.value.messages];
  const missing = [...named.value.missing];
  for (const { postId, id } of comments) {
    const request = { ref, root_id: postId, offset_id: id + 1, limit: 1 };
    const page = await telegram.messages.getReplies(request, options);
    // A post that takes no comments has not this one either.
    if (!page.ok && page.failure.code !== "VALIDATION_ERROR") return page;
    const comment = page.ok ? page.value.messages.find((message) => message.id === id) : undefined;
    if (comment === undefined) missing.push(id);
    else messages.push(comment);
  }
  return succeed({ messages, missing });
}
