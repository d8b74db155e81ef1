import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "./in_process.ts";

const WORLD = sampleWorld();

function sample(text: string, name: string): string | undefined {
  return text.split("\n").find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
}

Deno.test("metrics tell what the tools did, and each Telegram call under the name it has there", async () => {
  await using setup = await setUp({ world: WORLD }, {}, { metrics: true });
  assert.equal(sample(await setup.metrics(), "telegram_active_connections"), "0");
  await setup.call("tg_resolve_chat", { input: "@tgtk_chat" });
  const first = await setup.call("tg_fetch_history", { chat: "@tgtk_news", page_size: 30 });
  const { cursor } = first.json.page_info;
  await setup.call("tg_fetch_history", { chat: "@tgtk_news", page_size: 30, cursor });
  await setup.call("tg_fetch_history", { chat: "@tgtk_news", page_size: 7, direction: "asc" });
  await setup.call("tg_get_messages", { chat: "@tgtk_chat", ids: [20_000, 19_999, 19_998] });
  await setup.call("tg_list_topics", { chat: "@tgtk_forum" });
  await setup.call("tg_fetch_history", { chat: "@tgtk_nobody_has_this" });
  const text = await setup.metrics();
  const expected: Record<string, string> = {
    'mcp_tool_calls_total{tool="tg_fetch_history",status="ok"}': "3",
    'mcp_tool_calls_total{tool="tg_fetch_history",status="CHAT_NOT_FOUND"}': "1",
    'mcp_tool_duration_seconds_count{tool="tg_fetch_history"}': "4",
    'telegram_pages_served_total{tool="tg_fetch_history",direction="desc"}': "2",
    'telegram_pages_served_total{tool="tg_fetch_history",direction="asc"}': "1",
    'telegram_messages_fetched_total{tool="tg_fetch_history"}': "67",
    'telegram_toolkit_errors_total{code="CHAT_NOT_FOUND"}': "1",
    'telegram_cache_hits_total{cache="chats"}': "3",
    'telegram_cache_misses_total{cache="chats"}': "4",
    "telegram_active_connections": "1",
  };
  for (const [name, value] of Object.entries(expected)) {
    assert.equal(sample(text, name), value, name);
  }
  const told = [...text.matchAll(/^telegram_api_calls_total\{method="(\S+?)",.*\} (\d+)$/gm)]
    .flatMap(([, method, count]) => Array<string>(Number(count)).fill(method!));
  const made = setup.trace.map(({ method }) => method).filter((each) => each !== "help.getConfig");
  assert.ok(made.length > 6);
  assert.deepEqual(told.sort(), [...made].sort());
});

Deno.test("metrics tell of a flood wait", async () => {
  const when = { method: "contacts.resolveUsername" };
  const faults = { faults: [{ when, do: { flood_wait: { seconds: 3600 } } }] };
  await using setup = await setUp({ world: WORLD, faults }, {}, { metrics: true });
  await setup.call("tg_resolve_chat", { input: "@tgtk_news" });
  const text = await setup.metrics();
  const method = 'method="contacts.resolveUsername"';
  assert.equal(sample(text, `telegram_flood_wait_events_total{${method}}`), "1");
  assert.equal(sample(text, "telegram_flood_wait_duration_seconds_sum"), "3600");
  assert.equal(sample(text, `telegram_api_calls_total{${method},status="FLOOD_WAIT"}`), "1");
  assert.equal(
    sample(text, 'mcp_tool_calls_total{tool="tg_resolve_chat",status="FLOOD_WAIT"}'),
    "1",
  );
});
