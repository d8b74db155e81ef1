import assert from "node:assert/strict";
import { Api, bigInt } from "../../src/gramjs.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "./in_process.ts";

const WORLD = sampleWorld();
const SECRET = "PUSHED-PRIVATE-SECRET";

/** The names of people and bots in the world, and ids of its private chats, in every spelling. */
function privateInputs(): readonly string[] {
  return WORLD.chats.flatMap(({ entity }) => {
    const id = Number(entity.id);
    if (entity instanceof Api.User) {
      const name = entity.username;
      return [String(id), ...(name === undefined ? [] : [`@${name}`, `https://t.me/${name}`])];
    }
    if (entity instanceof Api.Chat) return entity.migratedTo ? [] : [String(id), `-${id}`];
    if (entity.username !== undefined || entity.usernames !== undefined) return [];
    return [String(id), `-100${id}`, `https://t.me/c/${id}/1`];
  });
}

Deno.test("no input reads a private dialog or a private group", async () => {
  await using setup = await setUp({ world: WORLD });
  const inputs = [
    ...privateInputs(),
    "me",
    "@me",
    "self",
    "+79991234567",
    "tg://resolve?domain=me",
  ];
  assert.ok(inputs.length > 10);
  for (const chat of inputs) {
    for (const tool of ["tg_fetch_history", "tg.fetch_history", "tg_export_history"]) {
      const answer = await setup.call(tool, { chat });
      assert.ok(answer.isError, `${chat} was read`);
      assert.match(answer.json.error.code, /^(CHANNEL_PRIVATE|CHAT_NOT_FOUND|VALIDATION_ERROR)$/);
      assert.ok(!answer.text.includes("PRIVATE-"), answer.text);
    }
  }
  assert.deepEqual(setup.trace.filter(({ method }) => method === "messages.getHistory"), []);
});

Deno.test("the id of a basic group that was migrated stands for the supergroup it has become", async () => {
  await using setup = await setUp({ world: WORLD });
  const group = WORLD.chats.find(({ entity }) => entity instanceof Api.Chat && entity.migratedTo);
  const answer = await setup.call("tg_resolve_chat", { input: `-${group!.entity.id}` });
  assert.equal(answer.json.username, "tgtk_chat");
});

Deno.test("people and bots resolve to kind and name, and to nothing else", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_PII: "off" });
  const answer = await setup.call("tg_resolve_chat", { input: "@tgtk_helper_bot" });
  const { notice: _, chat_id: __, title, ...rest } = answer.json;
  assert.equal(typeof title, "string");
  assert.deepEqual(rest, {
    kind: "bot",
    username: "tgtk_helper_bot",
    link: "https://t.me/tgtk_helper_bot",
  });
  assert.ok(setup.trace.every(({ method }) => method !== "users.getFullUser"));
});

Deno.test("a pushed private message is in no answer and in no log", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_LOG: "debug" });
  await setup.call("tg_resolve_chat", { input: "@tgtk_news" });
  const peer = new Api.PeerUser({ userId: bigInt(4242) });
  await setup.sandbox.push(
    new Api.UpdateShort({
      date: 1_700_000_000,
      update: new Api.UpdateNewMessage({
        message: new Api.Message({
          id: 99,
          peerId: peer,
          fromId: peer,
          date: 1_700_000_000,
          message: SECRET,
        }),
        pts: 2,
        ptsCount: 1,
      }),
    }),
  );
  const answers = [
    await setup.call("tg_fetch_history", { chat: "@tgtk_news", response_format: "detailed" }),
    await setup.call("tg_fetch_history", { chat: "4242" }),
    await setup.call("tg_resolve_chat", { input: "4242" }),
  ];
  assert.ok(!answers[0]?.isError);
  const everything = JSON.stringify([answers, setup.log]);
  assert.ok(!everything.includes(SECRET));
});

Deno.test("the operator's list opens what is on it, and nothing else", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_CHATS: "@tgtk_chat" });
  assert.ok(!(await setup.call("tg_fetch_history", { chat: "@TGTK_chat" })).isError);
  const refused = await setup.call("tg_fetch_history", { chat: "@tgtk_news" });
  assert.equal(
    refused.text,
    "CHANNEL_PRIVATE: Cannot read this chat: this chat is not on the operator's list of chats.",
  );
});

Deno.test("messages with a lifetime are never shown", async () => {
  await using setup = await setUp({ world: WORLD });
  const news = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_news"
  )!;
  const index = Array.from({ length: news.history.count }, (_, each) => each).find((each) => {
    const message = news.history.at(each);
    return message instanceof Api.Message && message.ttlPeriod !== undefined &&
      message.ttlPeriod !== null;
  });
  assert.ok(index !== undefined, "the world has no message with a lifetime");
  const id = news.history.idAt(index);
  const day = new Date(news.history.dateAt(index) * 1000).toISOString().slice(0, 10);
  const answer = await setup.call("tg_fetch_history", {
    chat: "tgtk_news",
    from_date: day,
    to_date: day,
  });
  const ids = answer.json.messages.map((message: { readonly id: number }) => message.id);
  assert.ok(!ids.includes(id) && ids.length > 0);
});

const WRONG: readonly (readonly [Record<string, unknown>, string])[] = [
  [{}, "Cannot use `chat`: expected a public chat: @name,"],
  [
    { chat: "@tgtk_news", page_size: 0 },
    "Cannot use `page_size`: expected a whole number from 1 to 100.",
  ],
  [
    { chat: "@tgtk_news", page_size: 101 },
    "Cannot use `page_size`: expected a whole number from 1 to 100.",
  ],
  [
    { chat: "@tgtk_news", page_size: "many" },
    "Cannot use `page_size`: expected a whole number from 1 to 100.",
  ],
  [
    { chat: "@tgtk_news", direction: "up" },
    'Cannot use `direction`: expected "desc" (newest first)',
  ],
  [
    { chat: "@tgtk_news", from_date: "yesterday" },
    "Cannot use `from_date`: expected an ISO 8601 date",
  ],
  [
    { chat: "@tgtk_news", cursor: "AQAB" },
    "Cannot continue from this cursor: it is no cursor of this tool.",
  ],
  [
    { chat: "@tgtk_news", channel: "x" },
    "Cannot use `channel`: expected one of chat, from_date,",
  ],
  [{ chat: "@tgtk_nobody_has_this" }, "Cannot find @tgtk_nobody_has_this: nobody has this name;"],
  [
    { chat: "-1009999999999" },
    "Cannot find chat -1009999999999: a number works only for chats seen before;",
  ],
];

Deno.test("bad input gets one sentence that names the field and what was expected", async () => {
  await using setup = await setUp({ world: WORLD });
  for (const [args, sentence] of WRONG) {
    const answer = await setup.call("tg_fetch_history", args);
    assert.ok(answer.isError);
    assert.ok(answer.json.error.message.startsWith(sentence), answer.json.error.message);
    assert.equal(answer.text.split("\n").length, 1);
  }
});
