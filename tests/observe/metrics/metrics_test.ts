import assert from "node:assert/strict";
import { observedMetrics } from "./observed_metrics.ts";

const ROOT = new URL("../../../", import.meta.url);

/** The samples, without buckets and without what the machine decides. */
async function samples(text: Promise<string>): Promise<readonly string[]> {
  return (await text).split("\n").filter((line) =>
    line !== "" && !line.startsWith("#") && !/_bucket\{|^process_.*_bytes |^tgtk_/.test(line)
  );
}

Deno.test("createMetrics() counts and times what it is told", async () => {
  const { metrics } = observedMetrics();
  const operation = 'gen_ai_tool_name="tg_fetch_history",gen_ai_operation_name="execute_tool"';
  const version = 'mcp_protocol_version="2025-11-25"';
  const called = `{mcp_method_name="tools/call",network_transport="pipe",${operation},${version}}`;
  const refused = `{mcp_method_name="unknown",network_transport="pipe",${version},` +
    'error_type="-32601",rpc_response_status_code="-32601"}';
  assert.deepEqual(await samples(metrics.text()), [
    "process_event_loop_lag_seconds 0.125",
    `mcp_server_operation_duration_seconds_sum${called} 1.5`,
    `mcp_server_operation_duration_seconds_count${called} 1`,
    `mcp_server_operation_duration_seconds_sum${refused} 0`,
    `mcp_server_operation_duration_seconds_count${refused} 1`,
    'mcp_tool_calls_total{tool="tg_fetch_history",status="ok"} 1',
    'mcp_tool_calls_total{tool="tg_resolve_chat",status="ok"} 1',
    'mcp_tool_calls_total{tool="unknown",status="FLOOD_WAIT"} 1',
    'mcp_tool_duration_seconds_sum{tool="tg_fetch_history"} 1.5',
    'mcp_tool_duration_seconds_count{tool="tg_fetch_history"} 1',
    'mcp_tool_duration_seconds_sum{tool="tg_resolve_chat"} 0',
    'mcp_tool_duration_seconds_count{tool="tg_resolve_chat"} 1',
    'mcp_tool_duration_seconds_sum{tool="unknown"} 0',
    'mcp_tool_duration_seconds_count{tool="unknown"} 1',
    'telegram_messages_fetched_total{tool="tg_fetch_history"} 50',
    'telegram_pages_served_total{tool="tg_fetch_history",direction="desc"} 1',
    'telegram_toolkit_errors_total{code="FLOOD_WAIT"} 1',
    'telegram_api_calls_total{method="messages.getHistory",status="ok"} 1',
    'telegram_api_calls_total{method="messages.search",status="FLOOD_WAIT"} 1',
    'telegram_api_duration_seconds_sum{method="messages.getHistory"} 0.04',
    'telegram_api_duration_seconds_count{method="messages.getHistory"} 1',
    'telegram_api_duration_seconds_sum{method="messages.search"} 0',
    'telegram_api_duration_seconds_count{method="messages.search"} 1',
    'telegram_flood_wait_events_total{method="messages.search"} 1',
    "telegram_flood_wait_duration_seconds_sum 17",
    "telegram_flood_wait_duration_seconds_count 1",
    "telegram_active_connections 1",
    'telegram_cache_hits_total{cache="chats"} 2',
    'telegram_cache_misses_total{cache="chats"} 1',
    'telegram_ndjson_exports_total{status="complete"} 1',
    'telegram_ndjson_exports_total{status="partial"} 1',
    "telegram_ndjson_export_size_bytes_sum 4096",
    "telegram_ndjson_export_size_bytes_count 1",
  ]);
});

Deno.test("createMetrics() says that the connection has ended", async () => {
  const { metrics, observer } = observedMetrics();
  observer.connection("down");
  assert.match(await metrics.text(), /^telegram_active_connections 0$/m);
});

Deno.test("createMetrics() keeps the names and labels of the snapshot", async (t) => {
  const { metrics } = observedMetrics();
  const text = await metrics.text();
  const surface = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => {
    const line = text.split("\n").find((each) => each.startsWith(name!)) ?? "";
    const labels = [...line.matchAll(/(\w+)="/g)].map(([, label]) => label);
    return `${name} ${type} {${labels.join(",")}}`;
  });
  await t.assertSnapshot(surface.sort());
  assert.match(text, /^tgtk_build_info\{version="1\.2\.3",deno="\d+\.\d+\.\d+"\} 1$/m);
  assert.match(text, /^process_resident_memory_bytes [1-9]\d{6,}$/m);
  assert.equal(metrics.contentType, "text/plain; version=0.0.4; charset=utf-8");
});

Deno.test("docs/observability.md has every metric, with its type", async () => {
  const { metrics } = observedMetrics();
  const types = [...(await metrics.text()).matchAll(/^# TYPE (\S+ \S+)$/gm)];
  const page = await Deno.readTextFile(new URL("docs/observability.md", ROOT));
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (\w+) /gm)];
  assert.deepEqual(
    rows.map(([, name, type]) => `${name} ${type}`).sort(),
    types.map(([, type]) => type).sort(),
  );
});

Deno.test("createMetrics() writes no chat and no principal", async () => {
  const { metrics } = observedMetrics();
  assert.doesNotMatch(await metrics.text(), /1234567890|anna/);
});
