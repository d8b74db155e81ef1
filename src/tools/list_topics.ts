/**
 * `tg_list_topics`: the topics of a forum.
 *
 * @module
 */

import { z } from "zod";
import { type CursorScope, openCursor, sealCursor } from "../history/cursor.ts";
import { startingPlace } from "../history/place.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { Topic, TopicPage, TopicsRequest } from "../telegram/port.ts";
import { defined } from "./defined.ts";
import { renderTopics } from "./render_topics.ts";
import { checkSearch } from "./search_term.ts";
import { parseSigned, sealOf } from "./signed_input.ts";
import { spending } from "./spending.ts";
import type { Tool, ToolAnswer, ToolCall, ToolDefinition, ToolDeps } from "./tool.ts";
import { CHAT_EXPECTED } from "../model/chat_input.ts";
import { chatInputSchema, chatSchema, topicSchema } from "./wire.ts";

const PAGE = 100;
const MAX_SEARCH = 256;

/** What clients are told of the tool. */
export const LIST_TOPICS = {
  name: "tg_list_topics",
  alias: "tg.list_topics",
  title: "List a forum's topics",
  description: "Lists the topics of a public Telegram forum, General (1) included, the most " +
    "recently active first. A topic's topic_id goes into tg_fetch_history.",
  input: z.strictObject({
    chat: chatInputSchema.describe("@name, t.me link, or numeric id of a chat seen before"),
    search: z.string().trim().min(1).max(MAX_SEARCH).optional().describe("Words of the title"),
    cursor: z.string().optional().describe("page_info.cursor of the page before"),
  }),
  output: z.object({
    notice: z.string(),
    chat: chatSchema,
    topics: z.array(topicSchema),
    page_info: z.object({
      cursor: z.string().optional(),
      has_more: z.boolean(),
      count: z.int(),
      total: z.int(),
      telegram_calls: z.int(),
      waited_s: z.number(),
    }),
  }),
  expected: {
    chat: CHAT_EXPECTED,
    search: `1 to ${MAX_SEARCH} characters`,
    cursor: "the page_info.cursor of the page before",
  },
} as const satisfies ToolDefinition;

/**
 * Binds the tool.
 *
 * @param deps What it works with.
 * @returns The tool.
 */
export function listTopicsTool(deps: ToolDeps): Tool {
  return { definition: LIST_TOPICS, handle: (call) => listTopics(call, deps) };
}

async function listTopics(call: ToolCall, deps: ToolDeps): Promise<Outcome<ToolAnswer>> {
  const input = searchIn(call, deps);
  if (!input.ok) return input;
  const { cursor, search } = input.value;
  const spent = spending(call);
  const found = await deps.chats.readable(String(input.value.chat), "chat", spent.options);
  if (!found.ok) return found;
  const { chat, ref } = found.value;
  call.tell({ chatIds: [chat.chat_id] });
  if (chat.kind !== "forum") {
    const expected = "a forum, for this chat has no topics; read it with tg_fetch_history";
    return fail({ code: "VALIDATION_ERROR", field: "chat", expected });
  }
  const scope: CursorScope = {
    ...sealOf(call, deps),
    chatId: chat.chat_id,
    query: { topics: search ?? null },
  };
  const begun = begunBy(cursor, scope);
  if (!begun.ok) return begun;
  const { after, fetched } = begun.value;
  const request = defined<TopicsRequest>({ ref, limit: PAGE, search, after });
  const page = await deps.telegram.topics.getTopics(request, spent.options);
  if (!page.ok) return page;
  deps.chats.sawTopics(chat, page.value.topics.map(({ id }) => id));
  call.tell({ topics: page.value.topics.length });
  const next = cursorAfter(page.value, fetched + page.value.topics.length, scope);
  const view = { chat, ...page.value, ...next, ...spent.sum() };
  return succeed(renderTopics(view, deps));
}

function searchIn(call: ToolCall, deps: ToolDeps): Outcome<z.infer<typeof LIST_TOPICS.input>> {
  const input = parseSigned(LIST_TOPICS, call, deps);
  if (!input.ok) return input;
  const searched = checkSearch(input.value.search, deps.privacy);
  return searched.ok ? input : searched;
}

/** How many topics were listed so far, and which was the last of them. */
interface Begun extends Pick<TopicsRequest, "after"> {
  readonly fetched: number;
}

function begunBy(
  cursor: string | undefined,
  scope: CursorScope,
): Outcome<Begun> {
  if (cursor === undefined) return succeed({ fetched: 0 });
  const place = openCursor(scope, cursor);
  if (!place.ok) return place;
  const { fetched, next_id: id, first_id: top_message_id, last_date: top_message_date } =
    place.value;
  return succeed({ fetched, after: { id, top_message_id, top_message_date } });
}

/** An empty page is the end, and so is the last of as many topics as there are. */
function cursorAfter(
  { topics, total }: TopicPage,
  fetched: number,
  scope: CursorScope,
): { readonly cursor?: string } {
  const last: Topic | undefined = topics.at(-1);
  if (last === undefined || fetched >= total) return {};
  const place = {
    ...startingPlace({ window: {}, direction: "desc" }, 0),
    fetched,
    next_id: last.id,
    first_id: last.top_message_id,
    last_date: last.top_message_date ?? last.date,
  };
  return { cursor: sealCursor(scope, place) };
}
