/** What tasks cost in Telegram calls, counted at the sandbox. */
import assert from "node:assert/strict";
import { NEWS } from "../../src/sandbox/world/sample/directory.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { readAll, type Setup, setUp } from "../e2e/in_process.ts";
import { CALLS, EXPORT_CALLS, EXPORT_CALLS_SLACK } from "./budgets.ts";
import { keeps } from "./keeps.ts";

const WORLD = sampleWorld();

/** What is asked, after what had been asked before. */
interface Task {
  readonly before?: readonly Ask[];
  readonly asks: readonly Ask[];
}

type Ask = (setup: Setup) => Promise<unknown>;

/** A call of a tool that has to succeed. */
const ask = (tool: string, args: Record<string, unknown>): Ask => async ({ call }) => {
  const answer = await call(tool, args);
  assert.ok(!answer.isError, answer.text);
};
const resolve = (input: string | number) => ask("tg_resolve_chat", { input });
const fetch = (args: Record<string, unknown>) =>
  ask("tg_fetch_history", { page_size: 100, ...args });
const fetchAll = (args: Record<string, unknown>): Ask => ({ call }) =>
  readAll(call, { page_size: 100, ...args });
const get = (args: Record<string, unknown>) => ask("tg_get_messages", args);
const topics = ask("tg_list_topics", { chat: "@tgtk_forum" });

const knows = (input: string) => ({ before: [resolve(input)] });

const big = WORLD.chats.find(({ entity }) =>
  "username" in entity && entity.username === "tgtk_big"
)!;
const deep = big.history.dateAt(500_000);
const DEEP = {
  chat: "@tgtk_big",
  from_date: new Date(deep * 1000).toISOString(),
  to_date: new Date((deep + 7200) * 1000).toISOString(),
};
const THREAD = { chat: "@tgtk_news", thread_id: NEWS.busy.id };
const TOPIC = { chat: "@tgtk_forum", topic_id: 140 };
const NOWHERE = { ...TOPIC, search: "nowhere" };

const tenPages: Ask = async ({ call }) => {
  let cursor: string | undefined;
  for (let page = 0; page < 10; page++) {
    const asked = { chat: "@tgtk_news", page_size: 100, ...(cursor && { cursor }) };
    const { isError, json, text } = await call("tg_fetch_history", asked);
    assert.ok(!isError, text);
    cursor = json.page_info.cursor;
  }
};

/** A call works for a while and returns; the same call goes on. */
const exported = (args: Record<string, unknown>): Ask => async ({ call }) => {
  for (;;) {
    const answer = await call("tg_export_history", args);
    assert.ok(!answer.isError, answer.text);
    if (answer.json.export.complete) return;
  }
};

const TASKS: Readonly<Record<keyof typeof CALLS, Task>> = {
  "a chat not seen before, with its description": { asks: [resolve("@tgtk_news")] },
  "a chat seen before, by name, link or id": {
    ...knows("@tgtk_news"),
    asks: [resolve("t.me/TGTK_NEWS/7"), resolve(-1001000000101), resolve(1000000101)],
  },
  "a page of 100 of a chat not seen before": { asks: [fetch({ chat: "@tgtk_news" })] },
  "a page of 100": { ...knows("@tgtk_news"), asks: [fetch({ chat: "@tgtk_news" })] },
  "ten pages of 100": { ...knows("@tgtk_news"), asks: [tenPages] },
  "all 206 pages of a group that has migrated": {
    ...knows("@tgtk_chat"),
    asks: [fetchAll({ chat: "@tgtk_chat" })],
  },
  "the first page of two hours deep in a million posts, oldest first": {
    ...knows("@tgtk_big"),
    asks: [fetch({ ...DEEP, direction: "asc" })],
  },
  "the first page of two hours deep in a million posts, newest first": {
    ...knows("@tgtk_big"),
    asks: [fetch(DEEP)],
  },
  "a page of 100 found by a word": {
    ...knows("@tgtk_news"),
    asks: [fetch({ chat: "@tgtk_news", search: "the" })],
  },
  "all photos of 5,000 posts": {
    ...knows("@tgtk_news"),
    asks: [fetchAll({ chat: "@tgtk_news", filter: { media_types: ["photo"] } })],
  },
  "a page of comments": { ...knows("@tgtk_news"), asks: [fetch(THREAD)] },
  "all 450 comments under a post": { ...knows("@tgtk_news"), asks: [fetchAll(THREAD)] },
  "a page of comments found by a word": {
    ...knows("@tgtk_news"),
    asks: [fetch({ ...THREAD, search: "the" })],
  },
  "a forum's topics": { ...knows("@tgtk_forum"), asks: [topics] },
  "a page of a topic": { ...knows("@tgtk_forum"), asks: [fetch(TOPIC)] },
  "a word that a topic does not hold": { ...knows("@tgtk_forum"), asks: [fetch(NOWHERE)] },
  "a word that a listed topic does not hold": { before: [topics], asks: [fetch(NOWHERE)] },
  "100 messages by id": {
    ...knows("@tgtk_news"),
    asks: [get({ chat: "@tgtk_news", ids: Array.from({ length: 100 }, (_, at) => 3000 + at) })],
  },
  "a message with two neighbours on either side": {
    ...knows("@tgtk_news"),
    asks: [get({ chat: "@tgtk_news", ids: [3000], context: 2 })],
  },
  "a comment by its link": {
    ...knows("@tgtk_news"),
    asks: [get({ links: [`t.me/tgtk_news/${NEWS.busy.id}?comment=15481`] })],
  },
};

const EXPORTS: Readonly<Record<keyof typeof EXPORT_CALLS, Task>> = {
  "an export of 5,000 posts": {
    ...knows("@tgtk_news"),
    asks: [exported({ chat: "@tgtk_news" })],
  },
  "an export of 20,600 messages of a group that has migrated": {
    ...knows("@tgtk_chat"),
    asks: [exported({ chat: "@tgtk_chat" })],
  },
};

for (const [what, task] of Object.entries(TASKS)) {
  check(what, task, CALLS[what as keyof typeof CALLS], 0);
}
for (const [what, task] of Object.entries(EXPORTS)) {
  check(what, task, EXPORT_CALLS[what as keyof typeof EXPORT_CALLS], EXPORT_CALLS_SLACK);
}

function check(what: string, { asks, before = [] }: Task, budget: number, slack: number): void {
  Deno.test(`${what}: ${budget} Telegram calls`, async () => {
    await using setup = await setUp({ world: WORLD });
    for (const each of before) await each(setup);
    const start = setup.trace.length;
    for (const each of asks) await each(setup);
    // What opens the connection is no part of a task.
    const calls = setup.trace.slice(start).filter(({ method }) => method !== "help.getConfig");
    keeps({ what, budget, unit: "Telegram calls", slack }, calls.length);
  });
}
