/**
 * The arguments with which every tool is asked about a history: their schema, the words for what was
 * expected, and the way to a query.
 *
 * @module
 */

import { z } from "zod";
import type { Chats, FoundChat } from "../history/chats.ts";
import { parseWindow } from "../history/dates.ts";
import type { Chat } from "../model/chat.ts";
import { CHAT_EXPECTED } from "../model/chat_input.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import { MEDIA_TYPES } from "../model/message.ts";
import type { HistoryQuery, MessageFilter } from "../model/query.ts";
import { type PiiPolicy, pseudonymsOfPeople } from "../privacy/policy.ts";
import { userToken, userTokenIn } from "../privacy/pseudonyms.ts";
import type { CallOptions } from "../telegram/port.ts";
import { defined } from "./defined.ts";
import { placeIn } from "./link_place.ts";
import { checkSearch } from "./search_term.ts";
import type { ToolDeps } from "./tool.ts";
import { chatInputSchema, messageIdSchema } from "./wire.ts";

const CONTENT_TYPES = ["text", ...MEDIA_TYPES] as const;
const MAX_SEARCH = 256;
const MAX_SENDERS = 20;

const count = z.int().min(0);

const filterSchema = z.strictObject({
  media_types: z.array(z.enum(CONTENT_TYPES)).min(1).optional(),
  has_media: z.boolean().optional(),
  has_links: z.boolean().optional(),
  from_users: z.array(z.union([z.string().min(1).max(100), z.int()])).min(1).max(MAX_SENDERS)
    .optional().describe("Ids or @names; user:… where answers say so"),
  min_views: count.optional(),
  max_views: count.optional(),
  pinned: z.boolean().optional(),
});

/** The arguments' schemas. */
export const queryShape = {
  chat: chatInputSchema.describe(
    "@name, t.me link (one to a topic or comment reads that topic or thread), or numeric id of a " +
      "chat seen before",
  ),
  from_date: z.string().optional().describe(
    "ISO 8601, included: 2024-05-31 (day, UTC) or 2024-05-31T18:30:00Z",
  ),
  to_date: z.string().optional().describe("ISO 8601; an instant is excluded, a bare day included"),
  direction: z.enum(["desc", "asc"]).default("desc").describe("desc: newest first"),
  search: z.string().trim().min(1).max(MAX_SEARCH).optional().describe(
    "Whole words, found by Telegram's own index",
  ),
  topic_id: messageIdSchema.optional().describe("Forum topic; 1 is General"),
  thread_id: messageIdSchema.optional().describe("Post id: its comments; in groups: its replies"),
  filter: filterSchema.optional(),
};

const DATE_EXPECTED = "an ISO 8601 date such as 2024-05-31 or 2024-05-31T18:30:00Z";

/** For each argument the words that finish "expected …". */
export const queryExpected = {
  chat: CHAT_EXPECTED,
  from_date: DATE_EXPECTED,
  to_date: DATE_EXPECTED,
  direction: '"desc" (newest first) or "asc" (oldest first)',
  search: `1 to ${MAX_SEARCH} characters`,
  topic_id: "the id of a forum's topic, from 1",
  thread_id: "the id of a post, or of a group's message with replies, from 1",
  filter: "an object",
  "filter.media_types": `a list of ${CONTENT_TYPES.join(", ")}`,
  "filter.has_media": "true or false",
  "filter.has_links": "true or false",
  "filter.from_users": `1 to ${MAX_SENDERS} ids, @names, or users as answers call them`,
  "filter.min_views": "a whole number from 0",
  "filter.max_views": "a whole number from 0",
  "filter.pinned": "true or false",
} as const;

/** The arguments, parsed. */
export type QueryInput = z.infer<z.ZodObject<typeof queryShape>>;

/** A question, and the marked ids of which its only sender bears one. */
export interface Asked {
  readonly query: HistoryQuery;
  readonly onlySender?: readonly number[];
}

/**
 * Turns arguments into a question.
 *
 * @param input The arguments.
 * @param found The chat they are about, and what the link to it says.
 * @param deps What finds senders, and the operator's policy.
 * @param options The calls' limits.
 * @returns The question, or `VALIDATION_ERROR` for what cannot be or cannot be found.
 */
export async function askedBy(
  input: QueryInput,
  found: FoundChat,
  { chats, privacy }: Pick<ToolDeps, "chats" | "privacy">,
  options: CallOptions,
): Promise<Outcome<Asked>> {
  const searched = checkSearch(input.search, privacy);
  if (!searched.ok) return searched;
  const window = parseWindow(input.from_date, input.to_date);
  if (!window.ok) return window;
  const place = await placeIn(input, found, chats, options);
  if (!place.ok) return place;
  const placed = { ...input, ...place.value };
  const impossible = CONTRADICTIONS.find(({ holds }) => holds(placed, found.chat));
  if (impossible !== undefined) {
    const { expected, field } = impossible;
    return fail({ code: "VALIDATION_ERROR", field, expected });
  }
  const wanted = sendersIn(input.filter?.from_users ?? [], privacy);
  const senders = await findSenders(wanted.others, chats, options);
  if (!senders.ok) return senders;
  const { direction, search, topic_id, thread_id } = placed;
  const query = defined<HistoryQuery>({
    window: window.value,
    direction,
    search,
    topic_id,
    thread_id,
    filter: filterOf(input, senderFilter(senders.value.flat(), wanted.tokens, privacy)),
  });
  // Nobody can ask Telegram for a token.
  const nameable = wanted.tokens.length > 0 ? [] : senders.value;
  return succeed(defined<Asked>({ query, onlySender: onlyOf(nameable, found.chat) }));
}

/** Everything in a channel is its own: there is nothing to narrow by the channel itself. */
function onlyOf(senders: readonly (readonly number[])[], { chat_id, kind }: Chat) {
  const [only = [], ...others] = senders;
  if (others.length > 0 || (kind === "channel" && only.includes(chat_id))) return undefined;
  return only;
}

/** What cannot be asked together, and what was expected instead. */
interface Contradiction {
  readonly field: string;
  readonly expected: string;
  readonly holds: (input: QueryInput, chat: Chat) => boolean;
}

const CONTRADICTIONS: readonly Contradiction[] = [
  {
    field: "thread_id",
    expected: "either topic_id or thread_id, for a message is in one of them",
    holds: ({ thread_id, topic_id }) => thread_id !== undefined && topic_id !== undefined,
  },
  {
    field: "topic_id",
    expected: "a forum in chat, for this chat has no topics",
    holds: ({ topic_id }, { kind }) => topic_id !== undefined && kind !== "forum",
  },
  {
    field: "thread_id",
    expected: "a channel or a group in chat, for this chat has no threads",
    holds: ({ thread_id }, { kind }) =>
      thread_id !== undefined && !["channel", "supergroup"].includes(kind),
  },
  {
    field: "filter.max_views",
    expected: "a number not below filter.min_views",
    holds: ({ filter: { min_views = 0, max_views = Infinity } = {} }) => min_views > max_views,
  },
  {
    field: "filter.media_types",
    expected: "types other than text, for filter.has_media is true",
    holds: ({ filter }) => filter?.has_media === true && isOnlyText(filter.media_types),
  },
  {
    field: "filter.has_links",
    expected: "true or nothing, for filter.media_types is link alone",
    holds: ({ filter }) =>
      filter?.has_links === false && filter.media_types?.every((type) => type === "link") === true,
  },
  {
    field: "filter.media_types",
    expected: "text among the types, for filter.has_media is false",
    holds: ({ filter }) =>
      filter?.has_media === false && filter.media_types?.includes("text") === false,
  },
];

function isOnlyText(types: readonly string[] | undefined): boolean {
  return types !== undefined && types.every((type) => type === "text");
}

/** Tokens of users, where users have them, and senders to be found by name or id. */
function sendersIn(inputs: readonly (string | number)[], privacy: PiiPolicy) {
  const hasTokens = pseudonymsOfPeople(privacy) !== undefined;
  const read = inputs.map(String).map((input) => ({
    input,
    token: hasTokens ? userTokenIn(input) : undefined,
  }));
  return {
    tokens: read.flatMap(({ token }) => token ?? []),
    others: read.flatMap(({ input, token }) => token === undefined ? [input] : []),
  };
}

function senderFilter(
  ids: readonly number[],
  tokens: readonly string[],
  privacy: PiiPolicy,
): MessageFilter {
  const pseudonyms = pseudonymsOfPeople(privacy);
  if (tokens.length > 0 && pseudonyms !== undefined) {
    const tokenOf = (id: number) => userToken(pseudonyms, id);
    return { from_pseudonyms: { ids, tokens, key: pseudonyms.keyId, tokenOf } };
  }
  return ids.length === 0 ? {} : { from_users: ids };
}

async function findSenders(
  inputs: readonly string[],
  chats: Chats,
  options: CallOptions,
): Promise<Outcome<readonly (readonly number[])[]>> {
  const found: (readonly number[])[] = [];
  for (const input of inputs) {
    const sender = await chats.sender(input, "filter.from_users", options);
    if (!sender.ok) return sender;
    found.push(sender.value);
  }
  return succeed(found);
}

function filterOf(
  { filter }: QueryInput,
  senders: MessageFilter,
): MessageFilter | undefined {
  if (filter === undefined) return undefined;
  const { from_users: _, ...others } = filter;
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  const wanted = { ...Object.fromEntries(given), ...senders };
  return Object.keys(wanted).length === 0 ? undefined : wanted;
}
