/** Comments, threads and topics through the tools, over Telegram in memory. */
import assert from "node:assert/strict";
import type { Chat } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import type { MemoryChat } from "../contracts/memory_telegram.ts";
import { type Answer, idsOf as idsIn, NOW, said, toolsOver } from "./tools_over.ts";

const NEWS_ID = -1000000000001;
const TALK_ID = -1000000000002;
const FORUM_ID = -1000000000003;

const ANNA = { id: 7, kind: "user", name: "Anna", username: "anna_7" } as const;
const BEN = { id: 8, kind: "user", name: "Ben" } as const;

const comment = (id: number, more: Partial<Message>) =>
  said(TALK_ID, id, { thread_id: 10, reply_to_id: 10, ...more });

const TALK: readonly Message[] = [
  said(TALK_ID, 10, {
    text: "the river",
    sender: { id: NEWS_ID, kind: "channel", name: "news" },
    forward_from: { id: NEWS_ID, message_id: 5 },
  }),
  comment(11, { sender: ANNA, text: "what a river" }),
  said(TALK_ID, 12, { sender: ANNA, text: "a river elsewhere" }),
  comment(13, { sender: BEN, media: { type: "photo" } }),
  comment(14, { sender: ANNA, text: "no river here", reply_to_id: 11 }),
  said(TALK_ID, 15, { sender: BEN, media: { type: "photo" } }),
  comment(16, { sender: BEN, reply_to_id: 14 }),
  comment(17, { sender: BEN, media: { type: "sticker" } }),
];

function chat(chat_id: number, kind: Chat["kind"], ...usernames: readonly string[]): Chat {
  const [username] = usernames;
  const title = `Chat ${-chat_id % 1000}`;
  return { chat_id, kind, title, usernames, ...(username === undefined ? {} : { username }) };
}

/** The discussion group is public, or one that only its members can ask. */
function setUp(group: "public" | "shut" = "public") {
  const talkNames = group === "public" ? ["news_talk"] : [];
  const chats: readonly MemoryChat[] = [
    {
      chat: chat(NEWS_ID, "channel", "news"),
      details: { linked_chat_id: TALK_ID },
      messages: [said(NEWS_ID, 5), said(NEWS_ID, 6)],
    },
    {
      chat: chat(TALK_ID, "supergroup", ...talkNames),
      messages: TALK,
      forbidden: group === "shut",
    },
    {
      chat: chat(FORUM_ID, "forum", "forum"),
      messages: [
        said(FORUM_ID, 1),
        said(FORUM_ID, 2, { topic_id: 2 }),
        said(FORUM_ID, 3, { topic_id: 2 }),
        said(FORUM_ID, 4),
      ],
      topics: [
        { id: 2, title: "Trams", date: NOW - 9980, top_message_id: 3 },
        { id: 1, title: "General", date: NOW - 9990, top_message_id: 4 },
      ],
    },
    { chat: chat(7, "user", "anna_7"), messages: [] },
  ];
  const { answer, call, calls } = toolsOver(chats);
  const fetch = (args: Record<string, unknown>) => answer("tg_fetch_history", args);
  return { calls, call, answer, fetch };
}

const idsOf = ({ json }: Answer) => idsIn(json);

Deno.test("tg_fetch_history searches the comments under a post, in the group that holds them", async () => {
  const { calls, fetch } = setUp();
  const found = await fetch({ chat: "news", thread_id: 5, search: "river" });
  assert.deepEqual(idsOf(found), [14, 11]);
  assert.equal(found.json.page_info.match, "telegram_index");
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "messages.getDiscussionMessage",
    "messages.search",
    "messages.search",
  ]);
});

Deno.test("tg_fetch_history finds a thread once for all of its pages", async () => {
  const { calls, fetch } = setUp();
  const args = { chat: "news", thread_id: 5, search: "river", page_size: 1, direction: "asc" };
  const first = await fetch(args);
  const second = await fetch({ ...args, cursor: first.json.page_info.cursor });
  assert.deepEqual([idsOf(first), idsOf(second)], [[11], [14]]);
  assert.equal(calls.filter((method) => method === "messages.getDiscussionMessage").length, 1);
});

const NARROWED: readonly (readonly [Record<string, unknown>, readonly number[], string])[] = [
  [{ media_types: ["photo"] }, [13], "messages.search"],
  [{ from_users: ["@anna_7"] }, [14, 11], "messages.search"],
  [{ from_users: ["@anna_7"], media_types: ["photo"] }, [], "messages.search"],
  [{ media_types: ["sticker"] }, [17], "messages.getReplies"],
];

for (const [filter, ids, method] of NARROWED) {
  Deno.test(`tg_fetch_history reads comments by ${JSON.stringify(filter)} with ${method}`, async () => {
    const { calls, fetch } = setUp();
    assert.deepEqual(idsOf(await fetch({ chat: "news", thread_id: 5, filter })), ids);
    assert.equal(calls.at(-1), method);
  });
}

Deno.test("tg_fetch_history searches the replies to a group's message", async () => {
  const found = await setUp().fetch({ chat: "news_talk", thread_id: 10, search: "river" });
  assert.deepEqual(idsOf(found), [14, 11]);
  assert.equal(found.json.page_info.covered.chat_id, undefined);
  const told = "2 messages in the thread of message 10 of @news_talk (supergroup, -1000000000002),";
  assert.ok(found.text.startsWith(told), found.text);
});

Deno.test("tg_fetch_history scans the comments whose group it may not search", async () => {
  const { fetch, call } = setUp("shut");
  const photos = await fetch({ chat: "news", thread_id: 5, filter: { media_types: ["photo"] } });
  assert.deepEqual(idsOf(photos), [13]);
  const outcome = await call("tg_fetch_history", { chat: "news", thread_id: 5, search: "river" });
  assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
  assert.equal(outcome.failure.field, "search");
});

Deno.test("tg_fetch_history refuses to search under a post that takes no comments", async () => {
  const outcome = await setUp().call("tg_fetch_history", {
    chat: "news",
    thread_id: 6,
    search: "river",
  });
  assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
  assert.equal(outcome.failure.field, "thread_id");
});

Deno.test("tg_fetch_history says whose ids those of comments are", async () => {
  const { fetch } = setUp();
  const { json, text } = await fetch({ chat: "news", thread_id: 5, direction: "asc" });
  const { chat_id, from_id, to_id } = json.page_info.covered;
  assert.deepEqual([chat_id, from_id, to_id], [TALK_ID, 1, 17]);
  const told = "5 comments under post 5 of @news (channel, -1000000000001), " +
    "messages of the discussion group -1000000000002, oldest first.";
  assert.ok(text.startsWith(told), text);
  assert.match(text, /Covered: ids 1–17 of -1000000000002, dates /);
});

Deno.test("tg_fetch_history asks whose ids they are when the last page tells nothing", async () => {
  const first = await setUp().fetch({ chat: "news", thread_id: 5, page_size: 4, filter: {} });
  const cursor = first.json.page_info.cursor;
  assert.deepEqual(idsOf(first), [17, 16, 14, 13]);
  // Another process goes on, which has seen nothing of the group; the only comment left is gone.
  const { calls, fetch } = setUp();
  const at = TALK.findIndex(({ id }) => id === 11);
  const [gone] = (TALK as Message[]).splice(at, 1);
  try {
    const last = await fetch({ chat: "news", thread_id: 5, page_size: 4, cursor });
    assert.deepEqual(idsOf(last), []);
    const { chat_id, from_id, to_id } = last.json.page_info.covered;
    assert.deepEqual([chat_id, from_id, to_id], [TALK_ID, 1, 17]);
    assert.deepEqual(calls, [
      "contacts.resolveUsername",
      "messages.getReplies",
      "messages.getDiscussionMessage",
    ]);
  } finally {
    (TALK as Message[]).splice(at, 0, gone!);
  }
});

Deno.test("a discussion group met in comments is found by its id", async () => {
  const { calls, answer, fetch } = setUp();
  await fetch({ chat: "news", thread_id: 5 });
  const found = await answer("tg_resolve_chat", { input: TALK_ID });
  assert.equal(found.json.username, "news_talk");
  assert.equal(idsOf(await fetch({ chat: TALK_ID, search: "river" })).length, 4);
  assert.equal(calls.filter((method) => method === "contacts.resolveUsername").length, 1);
});

Deno.test("a discussion group that is not public is read as comments only", async () => {
  const { call, fetch } = setUp("shut");
  assert.equal(idsOf(await fetch({ chat: "news", thread_id: 5 })).length, 5);
  assert.deepEqual(await call("tg_fetch_history", { chat: TALK_ID }), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "not_public" },
  });
});

const LINKS: readonly (readonly [string, readonly number[]])[] = [
  ["https://t.me/news/5?comment=13", [17, 16, 14, 13, 11]],
  ["https://t.me/news_talk/13?thread=10", [17, 16, 14, 13, 11]],
  ["https://t.me/news_talk/10/13", [17, 16, 14, 13, 11]],
  ["https://t.me/forum/2/3", [3, 2]],
  ["https://t.me/forum/3?thread=2", [3, 2]],
  // The link to a topic is the one to the message that opened it.
  ["https://t.me/forum/2", [3, 2]],
  ["https://t.me/forum/1", [4, 1]],
  // Other messages' links name their chat.
  ["https://t.me/forum/3", [4, 3, 2, 1]],
  ["https://t.me/forum/99", [4, 3, 2, 1]],
  ["https://t.me/news/5", [6, 5]],
];

for (const [link, ids] of LINKS) {
  Deno.test(`tg_fetch_history reads what ${link} names`, async () => {
    assert.deepEqual(idsOf(await setUp().fetch({ chat: link })), ids);
  });
}

Deno.test("tg_fetch_history takes a topic beside a message's link, and asks nothing about it", async () => {
  const { calls, fetch } = setUp();
  assert.deepEqual(idsOf(await fetch({ chat: "t.me/forum/3", topic_id: 1 })), [4, 1]);
  assert.equal(calls.includes("channels.getMessages"), false);
});

Deno.test("tg_fetch_history refuses a topic beside the link to another one, and says which", async () => {
  const outcome = await setUp().call("tg_fetch_history", { chat: "t.me/forum/2/3", topic_id: 1 });
  assert.deepEqual(outcome, {
    ok: false,
    failure: {
      code: "VALIDATION_ERROR",
      field: "topic_id",
      expected: "2, as the link in chat says, or a chat without it",
    },
  });
});

/** In topic 2 nobody says "river"; there is no topic 99. */
const NARROWED_BY: readonly Record<string, unknown>[] = [
  { search: "river" },
  { filter: { media_types: ["photo"] } },
  { filter: { pinned: true }, direction: "asc" },
];

for (const narrowed of NARROWED_BY) {
  Deno.test(`tg_fetch_history refuses ${JSON.stringify(narrowed)} in a topic that is not there`, async () => {
    const { call, calls } = setUp();
    const asked = { chat: "forum", topic_id: 99, ...narrowed };
    assert.deepEqual(await call("tg_fetch_history", asked), {
      ok: false,
      failure: {
        code: "VALIDATION_ERROR",
        field: "topic_id",
        expected: "the id of a topic of this forum",
      },
    });
    assert.deepEqual(calls, [
      "contacts.resolveUsername",
      "messages.search",
      "messages.getReplies",
    ]);
  });
}

Deno.test("tg_fetch_history asks once whether there is the topic in which it finds nothing", async () => {
  const { calls, fetch } = setUp();
  const asked = { chat: "forum", topic_id: 2, search: "river" };
  assert.deepEqual(idsOf(await fetch(asked)), []);
  assert.deepEqual(idsOf(await fetch(asked)), []);
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "messages.search",
    "messages.getReplies",
    "messages.search",
  ]);
});

Deno.test("tg_fetch_history asks nothing about a topic that it knows", async () => {
  const listed = setUp();
  await listed.answer("tg_list_topics", { chat: "forum" });
  await listed.fetch({ chat: "forum", topic_id: 2, search: "river" });
  assert.equal(listed.calls.at(-1), "messages.search");
  // Every forum has General, and what was found in a topic proves it.
  const { calls, fetch } = setUp();
  await fetch({ chat: "forum", topic_id: 1, search: "river" });
  assert.deepEqual(idsOf(await fetch({ chat: "forum", topic_id: 2, search: "message" })), [3, 2]);
  await fetch({ chat: "forum", topic_id: 2, search: "river" });
  assert.equal(calls.includes("messages.getReplies"), false);
});

Deno.test("a message that was asked for as a topic is no topic for that", async () => {
  const { answer, fetch } = setUp();
  assert.deepEqual(idsOf(await fetch({ chat: "forum", topic_id: 3, search: "river" })), []);
  const { json } = await answer("tg_resolve_chat", { input: "t.me/forum/3" });
  assert.equal(json.topic_id, 2);
});

Deno.test("tg_resolve_chat tells the topic of a forum's message", async () => {
  const { answer, calls } = setUp();
  const resolve = async (input: string) => (await answer("tg_resolve_chat", { input })).json;
  const places = [];
  for (const input of ["t.me/forum/2", "t.me/forum/3", "t.me/forum/1", "t.me/forum/99"]) {
    const { message_id, topic_id } = await resolve(input);
    places.push([message_id, topic_id]);
  }
  assert.deepEqual(places, [[2, 2], [3, 2], [1, 1], [99, undefined]]);
  await resolve("t.me/forum/3");
  assert.equal(calls.filter((method) => method === "channels.getMessages").length, 4);
});

Deno.test("tg_get_messages brings a comment's neighbours in its thread and what it replies to", async () => {
  const { answer, calls } = setUp();
  const found = await answer("tg_get_messages", { links: ["t.me/news/5?comment=14"], context: 1 });
  // 12 and 15 are not in the thread; 11 is replied to, and 10 is the post's copy.
  assert.deepEqual(idsOf(found), [10, 11, 13, 14, 16]);
  assert.deepEqual(found.json.requested, [{ chat_id: TALK_ID, id: 14 }]);
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "messages.getReplies",
    "channels.getMessages",
    "channels.getMessages",
  ]);
});

Deno.test("tg_get_messages follows replies through the post where the group is shut", async () => {
  const found = await setUp("shut").answer("tg_get_messages", {
    links: ["t.me/news/5?comment=16"],
  });
  assert.deepEqual(idsOf(found), [11, 14, 16]);
});

Deno.test("tg_get_messages says which comments are missing, by the ids of their group", async () => {
  const { answer } = setUp();
  const named = (id: number) => ({ chat_id: TALK_ID, id });
  // Nothing is said under post 6, nor before 11 under post 5; 13 is there, under the other post.
  const found = await answer("tg_get_messages", {
    links: ["5?comment=12", "6?comment=13", "5?comment=13", "6?comment=99", "5?comment=3"]
      .map((place) => `t.me/news/${place}`),
  });
  assert.deepEqual(idsOf(found), [10, 13]);
  assert.deepEqual(found.json.requested, [12, 13, 3, 99].map(named));
  assert.deepEqual(found.json.missing, [12, 3, 99].map(named));
});

Deno.test("tg_get_messages asks at most once where comments are that it does not find", async () => {
  const { answer, calls } = setUp();
  for (const link of ["t.me/news/6?comment=99", "t.me/news/5?comment=3"]) {
    const { json, text } = await answer("tg_get_messages", { links: [link] });
    assert.equal(json.missing[0].chat_id, TALK_ID);
    assert.match(text, /Not there: \d+\./);
  }
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "messages.getReplies",
    "channels.getFullChannel",
    "messages.getReplies",
  ]);
});

Deno.test("tg_get_messages knows whose ids comments have, though it cannot address their group", async () => {
  const { answer } = setUp("shut");
  const { json } = await answer("tg_get_messages", { links: ["t.me/news/5?comment=12"] });
  assert.deepEqual(json.missing, [{ chat_id: TALK_ID, id: 12 }]);
});

Deno.test("tg_get_messages refuses a comment of a channel that has none", async () => {
  const alone = [{ chat: chat(NEWS_ID, "channel", "news"), messages: [said(NEWS_ID, 5)] }];
  const { call } = toolsOver(alone);
  assert.deepEqual(await call("tg_get_messages", { links: ["t.me/news/5?comment=12"] }), {
    ok: false,
    failure: {
      code: "VALIDATION_ERROR",
      field: "links",
      expected: "links to comments of channels with a discussion group: -1000000000001 has none",
    },
  });
});
