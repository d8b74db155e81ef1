import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { accountOf } from "./in_process.ts";
import { collect, type CollectedSpan } from "./otlp.ts";
import { start } from "./program.ts";
import { connectStdio } from "./stdio_client.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const PARENT_ID = "b7ad6b7169203331";
const FLOOD = { flood_wait: { seconds: 3600 } };
const WHEN = { method: "messages.getHistory", call: { nth: 2 } };

/**
 * Serves with the network permission for the sandbox alone and puts four requests; gives the spans of
 * them and the log.
 */
async function traced(protocol: "http/json" | "http/protobuf") {
  await using collector = collect();
  const sandbox = await startSandbox({
    world: sampleWorld(),
    faults: { faults: [{ when: WHEN, do: FLOOD }] },
  });
  const account = accountOf(sandbox.ready);
  const base = Number(account.TGTK_LEASE_PORT);
  const net = [sandbox.ready.port, ...Array.from({ length: 8 }, (_, at) => base + at)]
    .map((port) => `127.0.0.1:${port}`).join(",");
  const program = start(
    [
      "run",
      "--quiet",
      "--no-prompt",
      `--allow-net=${net}`,
      "--allow-env=TELEGRAM_*,TGTK_*,OTEL_*",
      "--ignore-env",
      "src/main.ts",
      "serve",
    ],
    {
      ...account,
      TGTK_LOG: "debug",
      TGTK_LOG_FORMAT: "json",
      OTEL_DENO: "true",
      OTEL_DENO_CONSOLE: "ignore",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    },
  );
  const { ask } = await connectStdio(program);
  const tracestate = "rojo=00f067aa0ba902b7";
  const _meta = { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`, tracestate };
  const page = { chat: "@tgtk_news", page_size: 3 };
  await ask("tools/call", { name: "tg_fetch_history", arguments: page, _meta });
  await ask("tools/call", { name: "tg.fetch_history", arguments: page });
  await ask("tools/call", { name: "a_made_up_tool", arguments: {} });
  await program.endStdin();
  const { code, err } = await program.ended();
  assert.equal(code, 0, err);
  await sandbox.close();
  const log = err.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  return { spans: collector.spans(), everything: collector.everything(), log };
}

type Span = CollectedSpan;
type Seven = readonly [Span, Span, Span, Span, Span, Span, Span];

function essence({ attributes, kind, name, status }: CollectedSpan) {
  return { name, kind, attributes, status };
}

const OK = { code: 0, message: "" };
const ERROR = { code: 2, message: "" };
const ASKED = { "network.transport": "pipe", "mcp.protocol.version": "2025-11-25" };
const CALLED = {
  ...ASKED,
  "mcp.method.name": "tools/call",
  "gen_ai.operation.name": "execute_tool",
};
const FETCHED = { ...CALLED, "gen_ai.tool.name": "tg_fetch_history" };

function telegram(name: string, failure: Record<string, string | number> = {}) {
  const attributes = { "rpc.system.name": "mtproto", "rpc.method": name, ...failure };
  return { name, kind: 3, attributes, status: "error.type" in failure ? ERROR : OK };
}

for (const protocol of ["http/json", "http/protobuf"] as const) {
  Deno.test(`traces arrive over ${protocol}, named as the conventions say`, async () => {
    const { everything, log, spans } = await traced(protocol);
    assert.deepEqual(spans.map(essence), [
      {
        name: "initialize",
        kind: 2,
        attributes: {
          "mcp.method.name": "initialize",
          "jsonrpc.request.id": "1",
          "network.transport": "pipe",
        },
        status: OK,
      },
      {
        name: "tools/call tg_fetch_history",
        kind: 2,
        attributes: { ...FETCHED, "jsonrpc.request.id": "2" },
        status: OK,
      },
      telegram("contacts.resolveUsername"),
      telegram("messages.getHistory"),
      {
        name: "tools/call tg_fetch_history",
        kind: 2,
        attributes: {
          ...FETCHED,
          "jsonrpc.request.id": "3",
          "error.type": "tool_error",
          "tgtk.failure.code": "FLOOD_WAIT",
        },
        status: ERROR,
      },
      telegram("messages.getHistory", {
        "error.type": "FLOOD_WAIT",
        "tgtk.flood_wait.seconds": 3600,
      }),
      {
        name: "tools/call",
        kind: 2,
        attributes: {
          ...CALLED,
          "jsonrpc.request.id": "4",
          "error.type": "-32602",
          "rpc.response.status_code": "-32602",
          "tgtk.failure.code": "VALIDATION_ERROR",
        },
        status: ERROR,
      },
    ]);
    const [hello, first, resolved, read, second, refused, unknown] = spans as Seven;
    assert.deepEqual(
      [first, resolved, read].map((span) => [span.traceId, span.parentSpanId]),
      [[TRACE_ID, PARENT_ID], [TRACE_ID, first.spanId], [TRACE_ID, first.spanId]],
    );
    assert.deepEqual([refused.traceId, refused.parentSpanId], [second.traceId, second.spanId]);
    assert.equal(new Set([hello, first, second, unknown].map((span) => span.traceId)).size, 4);
    for (const span of [hello, second, unknown]) assert.match(span.parentSpanId, /^0*$/);
    for (const { endNs, startNs } of spans) assert.ok(endNs > startNs);
    assert.ok(first.endNs >= read.endNs);
    assert.doesNotMatch(everything, /tgtk_news|made_up|page_size|-100\d/);
    const logged = log.filter(({ event }) => event === "tool call").map((line) => line.trace_id);
    assert.deepEqual(logged, [first.traceId, second.traceId, unknown.traceId]);
  });
}
