/**
 * Budgets of what does not depend on the machine: Telegram calls, tokens, bytes on the wire, modules at
 * the start. A count above its budget fails the gate, and so does a budget that has become loose: then
 * the figure here follows.
 */

/** Telegram calls a task; what opens the connection is left out. Chats are known where nothing else is said. */
export const CALLS = {
  "a chat not seen before, with its description": 2,
  "a chat seen before, by name, link or id": 0,
  "a page of 100 of a chat not seen before": 2,
  "a page of 100": 1,
  "ten pages of 100": 10,
  "all 206 pages of a group that has migrated": 207,
  "the first page of two hours deep in a million posts, oldest first": 1,
  "the first page of two hours deep in a million posts, newest first": 1,
  "a page of 100 found by a word": 1,
  "all photos of 5,000 posts": 13,
  "a page of comments": 1,
  "all 450 comments under a post": 6,
  // The first search in a thread has to find the group that holds it.
  "a page of comments found by a word": 2,
  "a forum's topics": 1,
  "a page of a topic": 1,
  "a word that a topic does not hold": 2,
  "a word that a listed topic does not hold": 1,
  "100 messages by id": 1,
  "a message with two neighbours on either side": 2,
  // The comment, and four steps back along its replies.
  "a comment by its link": 5,
} as const;

/** The same of exports, 16 pages in flight: how wide a page ahead is depends a little on which came first. */
export const EXPORT_CALLS = {
  "an export of 5,000 posts": 57,
  "an export of 20,600 messages of a group that has migrated": 256,
} as const;
export const EXPORT_CALLS_SLACK = 12;

/** Tokens (o200k) of the list of tools; the design's bounds are 1,800 and 5,000. */
export const LIST_TOKENS = {
  "names, descriptions and inputs": 1650,
  "the list": 4405,
} as const;
export const LIST_TOKENS_SLACK = 20;

/** A concise page of 100, and its tokens (o200k) a message beyond the bodies: all of the answer counts. */
export interface PageTokens {
  readonly args: Readonly<Record<string, unknown>>;
  readonly mask: Forms;
  /** What people call themselves costs extra: 70 to 90 names and usernames a page in groups. */
  readonly off: Forms;
}

/** Tokens of an answer's two forms; the design's bounds are 15 and 40 where people are masked. */
export interface Forms {
  readonly text: number;
  readonly json: number;
}

export const PAGE_TOKENS: readonly PageTokens[] = [
  {
    args: { chat: "@tgtk_news" },
    mask: { text: 13.7, json: 33.1 },
    off: { text: 13.7, json: 33.1 },
  },
  {
    args: { chat: "@tgtk_big" },
    mask: { text: 9.4, json: 27.5 },
    off: { text: 9.4, json: 27.5 },
  },
  {
    args: { chat: "@tgtk_chat" },
    mask: { text: 12.4, json: 39.6 },
    off: { text: 20.6, json: 48.8 },
  },
  {
    args: { chat: "@tgtk_forum" },
    mask: { text: 12.3, json: 38.2 },
    off: { text: 19.5, json: 46.1 },
  },
  {
    args: { chat: "@tgtk_forum", topic_id: 140 },
    mask: { text: 14, json: 38.2 },
    off: { text: 21.2, json: 46.1 },
  },
  // 84 messages of 100 are replies, and `reply_to_id` costs 7 of JSON.
  {
    args: { chat: "@tgtk_news_chat" },
    mask: { text: 14.8, json: 43.5 },
    off: { text: 20.6, json: 49.9 },
  },
  // The basic group before the migration: each message's own `chat_id` costs 8 of JSON, for with the
  // supergroup's the id would name another message. Nearly each message has a day of its own.
  {
    args: { chat: "@tgtk_chat", direction: "asc" },
    mask: { text: 14.5, json: 43.3 },
    off: { text: 18.9, json: 48.2 },
  },
  // Comments: the linked group's `chat_id` costs 10 of JSON, and each of them is a reply.
  {
    args: { chat: "@tgtk_news", thread_id: 4700 },
    mask: { text: 14.8, json: 54.5 },
    off: { text: 21.8, json: 62.2 },
  },
];
/** Cursors are random, and what random letters cost differs. */
export const PAGE_TOKENS_SLACK = 0.6;

/** Bytes between a server that has just started and the data centre, of `@tgtk_news`. */
export const BYTES = {
  "a connection and a page of 100": { sent: 800, received: 80_000 },
  "a connection and ten pages of 100": { sent: 2_800, received: 790_000 },
} as const;
/** Acknowledgements come when there is time: a part of the budget. */
export const BYTES_SLACK = 0.08;

/** Modules loaded until `tools/list` is answered over stdio, and the packages that those of others are of. */
export const MODULES = { ours: 227, theirs: 209 } as const;
export const MODULES_SLACK = 3;
export const PACKAGES = [
  "@modelcontextprotocol/core",
  "@modelcontextprotocol/server",
  "@noble/hashes",
  "@scure/base",
  "@scure/bip39",
  "libphonenumber-js",
  "zod",
] as const;
