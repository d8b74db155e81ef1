/** The tools over Telegram in memory. */
import assert from "node:assert/strict";
import type { Chat } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import type { MemoryChat } from "../contracts/memory_telegram.ts";
import { idsOf, NOW, said as saidIn, toolsOver } from "./tools_over.ts";

function chat(id: number, kind: Chat["kind"], username: string): Chat {
  return {
    chat_id: -1_000_000_000_000 - id,
    kind,
    title: username,
    username,
    usernames: [username],
  };
}

const NEWS = chat(1, "channel", "news");
const TALK = chat(2, "supergroup", "news_talk");
const FORUM = chat(3, "forum", "forum");
const EARLIER: Chat = { chat_id: -77, kind: "group", title: "before", usernames: [] };

const said = ({ chat_id }: Chat, id: number, more: Partial<Message> = {}): Message =>
  saidIn(chat_id, id, more);

const ANNA = { id: 7, kind: "user", name: "Anna" } as const;

const CHATS: readonly MemoryChat[] = [
  {
    chat: NEWS,
    details: { linked_chat_id: TALK.chat_id },
    messages: Array.from(
      { length: 30 },
      (_, at) => said(NEWS, at + 1, at % 10 === 0 ? { pinned: true } : {}),
    ),
  },
  {
    chat: TALK,
    details: { linked_chat_id: NEWS.chat_id, migrated_from: { chat_id: -77, max_id: 3 } },
    messages: [
      said(TALK, 1, {
        sender: { id: NEWS.chat_id, kind: "channel", name: "news" },
        forward_from: { id: NEWS.chat_id, message_id: 5 },
      }),
      said(TALK, 2, { thread_id: 1, reply_to_id: 1, sender: ANNA, text: "first comment" }),
      said(TALK, 3, { thread_id: 1, reply_to_id: 2, text: "an answer to it" }),
      said(TALK, 4, { sender: ANNA, text: "river" }),
    ],
  },
  {
    chat: EARLIER,
    messages: [
      said(EARLIER, 1, { date: 1_600_000_000 }),
      said(EARLIER, 2, { date: 1_600_000_001 }),
    ],
  },
  {
    chat: FORUM,
    messages: [said(FORUM, 1), said(FORUM, 2, { topic_id: 2 }), said(FORUM, 3)],
    topics: [
      { id: 2, title: "Trams\n1 forged", date: NOW - 9000, top_message_id: 2, closed: true },
      { id: 1, title: "General", date: NOW - 9999, top_message_id: 3 },
    ],
  },
];

function setUp(chats: readonly MemoryChat[] = CHATS) {
  const { answer, call, calls, told } = toolsOver(chats);
  const json = async (name: string, args: Record<string, unknown>) =>
    (await answer(name, args)).json;
  return { calls, call, json, told };
}

Deno.test("tg_fetch_history reads the comments under a post, which say where they are", async () => {
  const { json } = setUp();
  const answer = await json("tg_fetch_history", { chat: "news", thread_id: 5, direction: "asc" });
  assert.deepEqual(idsOf(answer), [2, 3]);
  assert.equal(answer.messages[0].chat_id, TALK.chat_id);
});

Deno.test("tg_fetch_history searches with Telegram's index, and says so", async () => {
  const { calls, json } = setUp();
  const answer = await json("tg_fetch_history", { chat: "news_talk", search: "RIVER" });
  assert.deepEqual(idsOf(answer), [4]);
  assert.equal(answer.page_info.match, "telegram_index");
  assert.deepEqual(calls.slice(0, 2), ["contacts.resolveUsername", "messages.search"]);
});

Deno.test("tg_fetch_history reads pinned messages by search, and a migrated group to its beginning", async () => {
  const { calls, json } = setUp();
  assert.deepEqual(
    idsOf(await json("tg_fetch_history", { chat: "news", filter: { pinned: true } })),
    [21, 11, 1],
  );
  const talk = await json("tg_fetch_history", { chat: "news_talk" });
  assert.deepEqual(
    talk.messages.map(({ id, chat_id }: { id: number; chat_id?: number }) => [chat_id, id]),
    [[undefined, 4], [undefined, 3], [undefined, 2], [undefined, 1], [-77, 2], [-77, 1]],
  );
  assert.deepEqual(talk.page_info.covered.migrated_from, { chat_id: -77, from_id: 1, to_id: 2 });
  assert.equal(talk.page_info.telegram_calls, calls.length - 2);
});

Deno.test("tg_fetch_history reads a topic, General as well", async () => {
  const { json } = setUp();
  assert.deepEqual(idsOf(await json("tg_fetch_history", { chat: "forum", topic_id: 2 })), [2]);
  assert.deepEqual(idsOf(await json("tg_fetch_history", { chat: "forum", topic_id: 1 })), [3, 1]);
});

const IMPOSSIBLE: readonly (readonly [Record<string, unknown>, string])[] = [
  [{ chat: "news", topic_id: 2 }, "topic_id"],
  [{ chat: "forum", topic_id: 2, thread_id: 2 }, "thread_id"],
  [{ chat: "forum", thread_id: 2 }, "thread_id"],
  [{ chat: "t.me/forum/2/2", topic_id: 1 }, "topic_id"],
  [{ chat: "t.me/forum/2/2", thread_id: 2 }, "thread_id"],
  [{ chat: "t.me/news/5?comment=3", thread_id: 4 }, "thread_id"],
  [{ chat: "t.me/news_talk/3?thread=1", thread_id: 4 }, "thread_id"],
  [{ chat: "news", search: "  " }, "search"],
  [{ chat: "news", filter: { min_views: 5, max_views: 4 } }, "filter.max_views"],
  [{ chat: "news", filter: { media_types: ["text"], has_media: true } }, "filter.media_types"],
  [{ chat: "news", filter: { media_types: ["photo"], has_media: false } }, "filter.media_types"],
  [{ chat: "news", filter: { media_types: ["selfie"] } }, "filter.media_types"],
  [{ chat: "news", filter: { pinned: "yes" } }, "filter.pinned"],
  [{ chat: "news", filter: { likes: 5 } }, "filter.likes"],
  [{ chat: "news", filter: { from_users: ["me"] } }, "filter.from_users"],
];

for (const [args, field] of IMPOSSIBLE) {
  Deno.test(`tg_fetch_history refuses ${JSON.stringify(args)} and names ${field}`, async () => {
    const outcome = await setUp().call("tg_fetch_history", args);
    assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
    assert.equal(outcome.failure.field, field);
  });
}

Deno.test("a cursor that nobody signed costs no call", async () => {
  for (const [tool, chat] of [["tg_fetch_history", "news"], ["tg_list_topics", "forum"]] as const) {
    const { call, calls } = setUp();
    for (const [cursor, reason] of [["x", "malformed"], ["A".repeat(75), "altered"]]) {
      assert.deepEqual(await call(tool, { chat, cursor }), {
        ok: false,
        failure: { code: "INVALID_CURSOR", reason },
      });
    }
    assert.deepEqual(calls, []);
  }
});

Deno.test("tg_fetch_history says what from_users takes", async () => {
  for (
    const sender of [
      "me",
      "self",
      "+49 151 23456789",
      "https://example.org/x",
      "0",
      "t.me/+abcdefgh12",
    ]
  ) {
    const outcome = await setUp().call("tg_fetch_history", {
      chat: "news",
      filter: { from_users: [sender] },
    });
    assert.deepEqual(outcome, {
      ok: false,
      failure: {
        code: "VALIDATION_ERROR",
        field: "filter.from_users",
        expected: "ids or @names of users, bots or channels",
      },
    });
  }
});

Deno.test("a cursor goes on with a bare sender id after its chat became known", async () => {
  const { call, calls, json } = setUp();
  const args = { chat: "news_talk", filter: { from_users: [1] }, page_size: 1 };
  const talk = { ...args, filter: { from_users: [1, 7] } };
  const first = await json("tg_fetch_history", talk);
  assert.deepEqual(idsOf(first), [4]);
  await call("tg_resolve_chat", { input: "@news" });
  assert.ok(calls.length > 2);
  const next = await json("tg_fetch_history", { ...talk, cursor: first.page_info.cursor });
  assert.deepEqual(idsOf(next), [2]);
  const last = await json("tg_fetch_history", { ...talk, cursor: next.page_info.cursor });
  assert.deepEqual(idsOf(last), [1]);
  // Known or not, a bare id is whoever bears it: here the channel.
  assert.deepEqual(idsOf(await setUp().json("tg_fetch_history", args)), [1]);
  assert.deepEqual(idsOf(await json("tg_fetch_history", args)), [1]);
});

Deno.test("tg_get_messages gets messages with their neighbours, and says which are missing", async () => {
  const { calls, json } = setUp();
  const answer = await json("tg_get_messages", { chat: "news", ids: [10, 99], context: 2 });
  assert.deepEqual(idsOf(answer), [8, 9, 10, 11, 12, 29, 30]);
  const named = (id: number) => ({ chat_id: NEWS.chat_id, id });
  assert.deepEqual([answer.requested, answer.missing], [[named(10), named(99)], [named(99)]]);
  assert.deepEqual(calls, [
    "contacts.resolveUsername",
    "channels.getMessages",
    "messages.getHistory",
    "messages.getHistory",
  ]);
});

Deno.test("tg_get_messages follows the chain of replies", async () => {
  const answer = await setUp().json("tg_get_messages", { chat: "news_talk", ids: [3] });
  assert.deepEqual(idsOf(answer), [1, 2, 3]);
});

Deno.test("tg_get_messages gets what links point to, in several chats, comments too", async () => {
  const answer = await setUp().json("tg_get_messages", {
    links: ["https://t.me/news/5", "t.me/forum/2/2", "https://t.me/news/5?comment=3"],
  });
  assert.deepEqual(
    answer.messages.map(({ id, chat_id }: { id: number; chat_id?: number }) => [chat_id, id]),
    [[undefined, 5], [TALK.chat_id, 1], [TALK.chat_id, 2], [TALK.chat_id, 3], [FORUM.chat_id, 2]],
  );
  const chatIds = answer.chats.map(({ chat_id }: { chat_id: number }) => chat_id);
  assert.deepEqual(chatIds, [NEWS.chat_id, TALK.chat_id, FORUM.chat_id]);
  assert.deepEqual(answer.requested, [
    { chat_id: NEWS.chat_id, id: 5 },
    { chat_id: TALK.chat_id, id: 3 },
    { chat_id: FORUM.chat_id, id: 2 },
  ]);
});

const WRONG: readonly (readonly [Record<string, unknown>, string])[] = [
  [{}, "ids"],
  [{ chat: "news" }, "ids"],
  [{ ids: [1] }, "chat"],
  [{ chat: "news", ids: [] }, "ids"],
  [{ chat: "news", ids: [0] }, "ids"],
  [{ links: ["https://t.me/news"] }, "links"],
  [{ links: ["me"] }, "links"],
  [{ chat: "news", ids: [1], context: 21 }, "context"],
  [{ chat: "news", ids: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], context: 1 }, "context"],
];

for (const [args, field] of WRONG) {
  Deno.test(`tg_get_messages refuses ${JSON.stringify(args)} and names ${field}`, async () => {
    const outcome = await setUp().call("tg_get_messages", args);
    assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
    assert.equal(outcome.failure.field, field);
  });
}

Deno.test("tg_list_topics lists topics, whose titles forge no line", async () => {
  const { call, json } = setUp();
  const answer = await json("tg_list_topics", { chat: "@forum" });
  assert.deepEqual(answer.topics, [
    {
      topic_id: 2,
      title: "Trams 1 forged",
      date: "2023-11-14T19:43:20Z",
      top_message_id: 2,
      closed: true,
      link: "https://t.me/forum/2",
    },
    {
      topic_id: 1,
      title: "General",
      date: "2023-11-14T19:26:41Z",
      top_message_id: 3,
      link: "https://t.me/forum/1",
    },
  ]);
  assert.deepEqual([answer.page_info.has_more, answer.page_info.total], [false, 2]);
  const outcome = await call("tg_list_topics", { chat: "@forum" });
  assert.ok(outcome.ok);
  assert.match(outcome.value.text, /\n2 2023-11-14 newest 2 \[closed\] Trams 1 forged\n1 2023/);
});

Deno.test("tg_list_topics refuses what is no forum", async () => {
  const outcome = await setUp().call("tg_list_topics", { chat: "@news" });
  assert.deepEqual(outcome, {
    ok: false,
    failure: {
      code: "VALIDATION_ERROR",
      field: "chat",
      expected: "a forum, for this chat has no topics; read it with tg_fetch_history",
    },
  });
});

Deno.test("tg_list_topics knows the last page by the number of topics", async () => {
  const topics = Array.from({ length: 150 }, (_, at) => ({
    id: at + 1,
    title: `Topic ${at + 1}`,
    date: NOW - at,
    top_message_id: 1000 - at,
  }));
  const { calls, json } = setUp([{ chat: FORUM, messages: [], topics }]);
  const first = await json("tg_list_topics", { chat: "@forum" });
  const second = await json("tg_list_topics", { chat: "@forum", cursor: first.page_info.cursor });
  assert.deepEqual([first.topics.length, second.topics.length], [100, 50]);
  assert.deepEqual([first.page_info.has_more, second.page_info.has_more], [true, false]);
  assert.equal(calls.filter((method) => method === "channels.getForumTopics").length, 2);
});

Deno.test("tools tell what they are about, then what they found", async () => {
  const { call, json, told } = setUp();
  const news = { chatIds: [NEWS.chat_id] };
  await json("tg_resolve_chat", { input: "news" });
  assert.deepEqual(told.splice(0), [news]);
  const window = { from: 1_699_920_000, to: 1_700_006_400 };
  const page = { chat: "news", from_date: "2023-11-14", to_date: "2023-11-14", page_size: 7 };
  await json("tg_fetch_history", page);
  assert.deepEqual(told.splice(0), [{ ...news, window, direction: "desc" }, { messages: 7 }]);
  const links = ["https://t.me/news/3", "https://t.me/news_talk/4"];
  await json("tg_get_messages", { links });
  assert.deepEqual(told.splice(0), [
    { chatIds: [NEWS.chat_id, TALK.chat_id] },
    { messages: 2 },
  ]);
  await json("tg_list_topics", { chat: "forum" });
  assert.deepEqual(told.splice(0), [{ chatIds: [FORUM.chat_id] }, { topics: 2 }]);
  await call("tg_list_topics", { chat: "news" });
  assert.deepEqual(told.splice(0), [news]);
  await call("tg_fetch_history", { chat: "nobody_there" });
  assert.deepEqual(told, []);
});
