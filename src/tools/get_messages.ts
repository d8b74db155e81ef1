/**
 * `tg_get_messages`: messages by id or link, with their neighbours and what they reply to.
 *
 * @module
 */

import { z } from "zod";
import type { FoundChat } from "../history/chats.ts";
import { asGroup } from "../history/former_group.ts";
import { CHAT_EXPECTED } from "../model/chat_input.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { CallOptions } from "../telegram/port.ts";
import { parseInput } from "./input.ts";
import { type Asked, joined, readWanted, type Wanted } from "./read_wanted.ts";
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
  const read: Asked[] = [];
  for (const each of wanted.value) {
    const asked = await readWanted(each, input.value.context, deps, spent.options);
    if (!asked.ok) return asked;
    read.push(...asked.value);
  }
  call.tell({ messages: read.reduce((sum, { messages }) => sum + messages.length, 0) });
  return succeed(renderNamed({ ...joined(read), ...spent.sum() }, deps));
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
      comments: [...known?.comments ?? [], ...more.comments].filter(({ id, postId }, at, all) =>
        all.findIndex((other) => other.id === id && other.postId === postId) === at
      ),
    });
  };
  if (chat !== undefined) {
    const found = await chats.readable(String(chat), "chat", options);
    if (!found.ok) return found;
    // Messages are named by chat and id, and the group's own ids are not the supergroup's.
    add(asGroup(found.value), { ids, comments: [] });
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

function namedBy({ target }: FoundChat): Pick<Wanted, "ids" | "comments"> | undefined {
  const { comment_id, message_id } = target;
  if (message_id === undefined) return undefined;
  return comment_id === undefined
    ? { ids: [message_id], comments: [] }
    : { ids: [], comments: [{ postId: message_id, id: comment_id }] };
}
