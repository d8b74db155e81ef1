/**
 * `tg_resolve_chat`: what a name, link or id points to.
 *
 * @module
 */

import { z } from "zod";
import { CHAT_EXPECTED, type ChatTarget } from "../model/chat_input.ts";
import { succeed } from "../model/failure.ts";
import { cleanerFor } from "./cleaner.ts";
import { parseInput } from "./input.ts";
import { topicOfLink } from "./link_place.ts";
import { renderChat } from "./render.ts";
import { spending } from "./spending.ts";
import type { Tool, ToolDefinition, ToolDeps } from "./tool.ts";
import { chatInputSchema, chatSchema } from "./wire.ts";

/** What clients are told of the tool. */
export const RESOLVE_CHAT = {
  name: "tg_resolve_chat",
  alias: "tg.resolve_chat",
  title: "Resolve a Telegram chat",
  description: "Tells what a Telegram @name, t.me link or id points to: kind, title, members, " +
    "description, linked chat. Reads nothing and marks nothing as read. Not needed before the " +
    "other tools, which take the same inputs.",
  input: z.strictObject({
    input: chatInputSchema.describe(
      "@name, name, t.me or tg:// link (also to a message or topic), or numeric id of a chat seen before",
    ),
  }),
  output: z.object({
    notice: z.string(),
    ...chatSchema.shape,
    description: z.string().optional(),
    member_count: z.int().optional(),
    verified: z.literal(true).optional(),
    scam: z.literal(true).optional(),
    linked_chat_id: z.int().optional(),
    link: z.string().optional(),
    message_id: z.int().optional(),
    topic_id: z.int().optional(),
  }),
  expected: {
    input: CHAT_EXPECTED,
  },
} as const satisfies ToolDefinition;

/**
 * Binds the tool.
 *
 * @param deps What it works with.
 * @returns The tool.
 */
export function resolveChatTool(deps: ToolDeps): Tool {
  return {
    definition: RESOLVE_CHAT,
    async handle(call) {
      const input = parseInput(RESOLVE_CHAT, call.arguments);
      if (!input.ok) return input;
      const { options } = spending(call);
      const found = await deps.chats.described(String(input.value.input), "input", options);
      if (!found.ok) return found;
      const topic = await topicOfLink(found.value, deps.chats, options);
      if (!topic.ok) return topic;
      const { chat, details, target } = found.value;
      call.tell({ chatIds: [chat.chat_id] });
      const link = linkTo(cleanerFor(deps.privacy).username(chat), target);
      return succeed(renderChat(
        {
          chat,
          details,
          ...(link === undefined ? {} : { link }),
          ...(target.message_id === undefined ? {} : { message_id: target.message_id }),
          ...(topic.value === undefined ? {} : { topic_id: topic.value }),
        },
        deps,
      ));
    },
  };
}

function linkTo(
  username: string | undefined,
  { topic_id, message_id }: ChatTarget,
): string | undefined {
  if (username === undefined) return undefined;
  const parts = [username, topic_id, message_id].filter((part) => part !== undefined);
  return `https://t.me/${parts.join("/")}`;
}
