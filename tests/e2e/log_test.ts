/** Everything that the program logs while all tools are used, searched for what must not be there. */
import assert from "node:assert/strict";
import { Api } from "../../src/gramjs.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { World, WorldChat } from "../../src/sandbox/world/world.ts";
import { accountOf } from "./in_process.ts";
import { start, tgtk } from "./program.ts";
import { connectStdio, type StdioClient } from "./stdio_client.ts";

const WORLD = sampleWorld();
const PII_KEY = "a1".repeat(32);
const CURSOR_KEY = "b2".repeat(32);
const EDGE = 200;

/** The oldest and the newest messages of a chat. */
function messagesOf({ history }: WorldChat): readonly (Api.Message | Api.MessageService)[] {
  const all = Array.from({ length: Math.min(history.count, 2 * EDGE) }, (_, at) => at);
  return all.map((at) => history.at(at < EDGE ? at : history.count - 1 - (at - EDGE)));
}

/** What is written in the world: texts, names, titles, phone numbers, words of media. */
function writtenIn(world: World): ReadonlySet<string> {
  const written = new Set<string>();
  const gather = (value: unknown, depth: number) => {
    if (depth > 6 || value === null || typeof value !== "object") return;
    for (const [name, each] of Object.entries(value)) {
      if (
        typeof each === "string" &&
        /^(message|title|firstName|lastName|username|phone|about|url|fileName|text|address|phoneNumber|question|description)$/
          .test(name)
      ) {
        written.add(each);
      } else gather(each, depth + 1);
    }
  };
  for (const chat of world.chats) {
    gather(chat.entity, 0);
    gather(chat.details, 0);
    gather(chat.topics ?? [], 0);
    for (const message of messagesOf(chat)) {
      gather(message, 0);
      const from = message.fromId;
      if (from instanceof Api.PeerUser) gather(world.user(Number(from.userId)), 0);
    }
  }
  gather(world.self, 0);
  return written;
}

/** Every way of asking for every chat, with each tool. */
async function useEverything({ call }: StdioClient): Promise<void> {
  for (const chat of WORLD.chats) {
    const id = Number(chat.entity.id);
    const name = "username" in chat.entity ? chat.entity.username : undefined;
    const ways = name === undefined ? [String(id), `-${id}`, `-100${id}`] : [`@${name}`];
    const ids = messagesOf(chat).slice(-20).map((message) => message.id);
    for (const input of ways) {
      await call("tg_resolve_chat", { input });
      await call("tg_fetch_history", { chat: input, response_format: "detailed" });
      await call("tg_get_messages", ids.length === 0 ? { chat: input } : { chat: input, ids });
      await call("tg_list_topics", { chat: input });
    }
  }
  const wrong = ["me", "+12025550143", "https://t.me/+AbCdEfGhIjKlMnOp", "no such name at all"];
  for (const input of wrong) {
    await call("tg_resolve_chat", { input });
    await call("tg_fetch_history", { chat: input, cursor: "a cursor of my own" });
    await call("tg_get_messages", { links: [input], context: 3 });
  }
  await call("tg_fetch_history", { chat: "@tgtk_pii", from_date: "a secret day" });
  await call("tg_fetch_history", { chat: "@tgtk_pii", search: "river" });
  await call("tg_fetch_history", { chat: "@tgtk_news", thread_id: 1 });
  await call("tg_get_messages", { links: ["https://t.me/tgtk_news/1"] });
  await call("a secret tool", {});
}

function secretsOf(ready: SandboxReady): readonly string[] {
  const account = Object.entries(accountOf(ready)).filter(([name]) => name.startsWith("TELEGRAM_"))
    .map(([, value]) => value);
  return [...account, PII_KEY, CURSOR_KEY];
}

const FAULTS = [
  {
    when: { method: "channels.getForumTopics" },
    do: { error: { code: 400, message: "PRIVATE_TEXT_X" } },
  },
  { when: { method: "messages.getHistory", call: { nth: 3 } }, do: { drop: {} } },
  { when: { method: "messages.getReplies" }, do: { flood_wait: { seconds: 3600 } } },
] as const;

Deno.test("nothing that people wrote and no secret is ever logged", async () => {
  const sandbox = await startSandbox({ world: WORLD, faults: { faults: [...FAULTS] } });
  const program = start(tgtk("serve"), {
    ...accountOf(sandbox.ready),
    TGTK_CHATS: "all",
    TGTK_PII: "off",
    TGTK_PII_KEY: PII_KEY,
    TGTK_CURSOR_KEY: CURSOR_KEY,
    TGTK_REQUEST_TIMEOUT_S: "1",
    TGTK_AUDIT: "stderr",
    TGTK_LOG: "debug",
    TGTK_LOG_FORMAT: "json",
  });
  await useEverything(await connectStdio(program));
  await program.endStdin();
  const { code, err } = await program.ended();
  await sandbox.close();
  assert.equal(code, 0);

  const lines = err.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  const calls = lines.filter(({ event }) => event === "tool call");
  const statuses = new Set(calls.map(({ status }) => status));
  for (
    const status of [
      "ok",
      "CHAT_NOT_FOUND",
      "VALIDATION_ERROR",
      "UPSTREAM",
      "FLOOD_WAIT",
    ]
  ) {
    assert.ok(statuses.has(status), `no call ended with ${status}`);
  }
  assert.equal(lines.filter(({ audit }) => audit === "tool call").length, calls.length);
  assert.ok(calls.every(({ trace_id }) => /^[0-9a-f]{32}$/.test(trace_id)));

  // Digits and the first letters alone stand in every trace id and pseudonym.
  const written = [...writtenIn(WORLD)].filter((each) =>
    each.length > 3 && /[g-z]|[^\0-\x7f]/i.test(each)
  );
  assert.ok(written.length > 2000);
  const values = lines.flatMap((line) => Object.values(line)).map(String);
  const log = values.join("\n");
  const found = [...written, ...secretsOf(sandbox.ready)].filter((each) => log.includes(each));
  assert.deepEqual(found, []);
  const asked =
    /river|AbCdEfGh|cursor of my own|secret|no such name|2025550143|PRIVATE_TEXT|-100\d/;
  assert.doesNotMatch(log, asked);
});
