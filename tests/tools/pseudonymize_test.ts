/** People in mode `pseudonymize`, through every tool and an export's lines: a token, and no id. */
import assert from "node:assert/strict";
import type { Chat } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import { DEFAULT_PII_KINDS, type PiiPolicy } from "../../src/privacy/policy.ts";
import { pseudonymsWith } from "../../src/privacy/pseudonyms.ts";
import { exportInput, exportRequest } from "../../src/tools/export_request.ts";
import { exportIdOf } from "../../src/exports/export_messages.ts";
import { NOW, toolsOver } from "./tools_over.ts";

const ANNA_ID = 4_242_424_242;
const TALK: Chat = {
  chat_id: -1_000_000_000_002,
  kind: "supergroup",
  title: "Talk",
  username: "talk",
  usernames: ["talk"],
};
const PERSON: Chat = {
  chat_id: ANNA_ID,
  kind: "user",
  title: "Anna Petrova",
  username: "anna_petrova",
  usernames: ["anna_petrova"],
};
const ANNA = {
  id: ANNA_ID,
  kind: "user",
  name: "Anna Petrova",
  username: "anna_petrova",
} as const;
const BOT = { id: 99, kind: "bot", name: "Weather", username: "weather_bot" } as const;

const said = (id: number, more: Partial<Message>): Message => ({
  id,
  chat_id: TALK.chat_id,
  date: NOW - 1000 + id,
  text: `message ${id}`,
  ...more,
});

const MESSAGES: readonly Message[] = [
  said(1, { sender: ANNA, author: "Anna Petrova" }),
  said(2, { sender: BOT, forward_from: { id: ANNA_ID, name: "Anna Petrova" } }),
  said(3, {
    sender: { id: 7, kind: "user", name: "Boris" },
    text: "Anna Petrova, hi",
    entities: [{ type: "mention_name", offset: 0, length: 12, url: `tg://user?id=${ANNA_ID}` }],
    external_reply: { chat_id: ANNA_ID, message_id: 5 },
    reply_to_id: 1,
  }),
  said(4, { sender: { id: TALK.chat_id, kind: "group", name: "Talk" } }),
  said(5, { sender: ANNA, text: `see tg://user?id=${ANNA_ID}` }),
];

const policyWith = (fill: number): PiiPolicy => ({
  mode: "pseudonymize",
  kinds: DEFAULT_PII_KINDS,
  pseudonyms: pseudonymsWith(new Uint8Array(32).fill(fill)),
});

function setUp(privacy: PiiPolicy) {
  const held = [{ chat: TALK, messages: MESSAGES }, { chat: PERSON, messages: [] }];
  const { answer, call, chats } = toolsOver(held, { policy: { mode: "all" }, privacy });
  const request = async (args: Record<string, unknown>) => {
    const input = exportInput.parse({ chat: "talk", ...args });
    const options = { signal: new AbortController().signal };
    return await exportRequest(input, "local", { chats, privacy }, options);
  };
  const exported = async (args: Record<string, unknown>) => {
    const asked = await request(args);
    assert.ok(asked.ok, JSON.stringify(asked));
    return asked.value;
  };
  return { answer, call, exported, request };
}

const CALLS = [
  ["tg_fetch_history", { chat: "talk" }],
  ["tg_fetch_history", { chat: "talk", response_format: "detailed" }],
  ["tg_get_messages", { chat: "talk", ids: [1, 2, 3, 4, 5], context: 2 }],
  ["tg_resolve_chat", { input: "talk" }],
] as const;

Deno.test("no tool and no export tells a person's name, username or id", async () => {
  const { answer, exported } = setUp(policyWith(7));
  const outputs: string[] = [];
  for (const [tool, args] of CALLS) outputs.push(JSON.stringify(await answer(tool, args)));
  const { line } = await exported({});
  outputs.push(...MESSAGES.map(line));
  for (const output of outputs) {
    for (const secret of [String(ANNA_ID), "Anna", "Petrova", "anna_petrova", "Boris"]) {
      assert.ok(!output.includes(secret), `${secret}: ${output}`);
    }
  }
});

Deno.test("people have one token in senders, forwards, mentions and links; chats and bots stay", async () => {
  const { answer } = setUp(policyWith(7));
  const { json, text } = await answer("tg_fetch_history", { chat: "talk", direction: "asc" });
  const [anna, bot, boris, group] = json.senders;
  assert.match(anna.name, /^user:[B-T]{12}$/);
  assert.deepEqual(Object.keys(anna), ["name"]);
  assert.notEqual(anna.name, boris.name);
  assert.deepEqual(bot, { id: 99, kind: "bot", name: "Weather", username: "weather_bot" });
  assert.equal(group.name, "Talk");
  assert.equal(json.messages[2].text, `[${anna.name}], hi`);
  assert.equal(json.messages[4].text, `see [${anna.name}]`);
  assert.ok(text.includes(`\ns0 ${anna.name}\n`), text);
  const { json: detailed } = await answer("tg_get_messages", { chat: "talk", ids: [1, 2, 3] });
  assert.deepEqual(detailed.messages[0].sender, { kind: "user", name: anna.name });
  assert.deepEqual(detailed.messages[1].forward_from, { name: anna.name });
  assert.equal(detailed.messages[2].entities[0].url, `[${anna.name}]`);
  assert.equal(detailed.messages[2].external_reply, undefined);
});

Deno.test("tokens are the same in another process with the key, and others with another key", async () => {
  const nameIn = async (privacy: PiiPolicy) =>
    (await setUp(privacy).answer("tg_fetch_history", { chat: "talk", direction: "asc" }))
      .json.senders[0].name;
  assert.equal(await nameIn(policyWith(7)), await nameIn(policyWith(7)));
  assert.notEqual(await nameIn(policyWith(7)), await nameIn(policyWith(8)));
});

Deno.test("from_users takes tokens, and cursors are bound to them", async () => {
  const { answer, call, exported } = setUp(policyWith(7));
  const first = await answer("tg_fetch_history", { chat: "talk", direction: "asc" });
  const [anna, , boris] = first.json.senders.map(({ name }: { name: string }) => name);
  const ids = async (from_users: unknown[], more = {}) => {
    const { json } = await answer("tg_fetch_history", {
      chat: "talk",
      filter: { from_users },
      ...more,
    });
    return json.messages.map(({ id }: { id: number }) => id);
  };
  assert.deepEqual(await ids([anna]), [5, 1]);
  assert.deepEqual(await ids([`[${boris}]`.toLowerCase()]), [3]);
  assert.deepEqual(await ids([anna, TALK.chat_id]), [5, 4, 1]);
  assert.deepEqual(await ids(["user:BBBBBBBBBBBB"]), []);
  const page = { chat: "talk", filter: { from_users: [anna] }, page_size: 1 };
  const { json } = await answer("tg_fetch_history", page);
  const { cursor } = json.page_info;
  const next = await answer("tg_fetch_history", { ...page, cursor });
  assert.deepEqual(next.json.messages.map(({ id }: { id: number }) => id), [1]);
  const other = await call("tg_fetch_history", {
    ...page,
    filter: { from_users: [boris] },
    cursor,
  });
  assert.deepEqual(other, {
    ok: false,
    failure: { code: "INVALID_CURSOR", reason: "other_query" },
  });
  const one = exportIdOf(await exported({ filter: { from_users: [anna] } }));
  assert.notEqual(one, exportIdOf(await exported({ filter: { from_users: [boris] } })));
});

Deno.test("nobody is found by id or name", async () => {
  const { call } = setUp(policyWith(7));
  for (const from of [ANNA_ID, String(ANNA_ID), "@anna_petrova", "t.me/anna_petrova"]) {
    const outcome = await call("tg_fetch_history", {
      chat: "talk",
      filter: { from_users: [from] },
    });
    assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR", String(from));
  }
  for (const input of ["@anna_petrova", String(ANNA_ID)]) {
    const outcome = await call("tg_resolve_chat", { input });
    assert.deepEqual(outcome, {
      ok: false,
      failure: { code: "CHANNEL_PRIVATE", reason: "private_chat" },
    });
  }
});

Deno.test("masked people are not named where they are described", async () => {
  const { answer } = setUp({ mode: "mask", kinds: DEFAULT_PII_KINDS });
  const { json } = await answer("tg_resolve_chat", { input: "@anna_petrova" });
  const { notice: _, ...told } = json;
  assert.deepEqual(told, { chat_id: ANNA_ID, kind: "user", title: "user 1" });
});

Deno.test("tokens are no senders where people have none", async () => {
  const { call } = setUp({ mode: "mask", kinds: DEFAULT_PII_KINDS });
  const outcome = await call("tg_fetch_history", {
    chat: "talk",
    filter: { from_users: ["user:BBBBBBBBBBBB"] },
  });
  assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
});

Deno.test("every tool that searches, and exports, refuse a term that is personal data", async () => {
  const privacy: PiiPolicy = { mode: "mask", kinds: DEFAULT_PII_KINDS };
  const { call, request } = setUp(privacy);
  const search = '"+7 912" "345-67-89"';
  const outcomes = [
    await call("tg_fetch_history", { chat: "talk", search }),
    await call("tg_list_topics", { chat: "talk", search }),
    await request({ search }),
  ];
  for (const outcome of outcomes) {
    assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
    assert.equal(outcome.failure.field, "search");
  }
});
