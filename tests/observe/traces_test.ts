import assert from "node:assert/strict";
import { collect, type CollectedSpan } from "../e2e/otlp.ts";
import { childEnv, ROOT } from "../e2e/program.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const HTTP = { "network.transport": "tcp", "network.protocol.name": "http" };
const ASKED = { ...HTTP, "jsonrpc.request.id": "7", "mcp.protocol.version": "2026-07-28" };

Deno.test("createTraces() links the HTTP request to a call that has a parent of its own", async () => {
  await using collector = collect();
  const { code, stderr, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-net=127.0.0.1", "tests/observe/traced_program.ts"],
    cwd: ROOT,
    clearEnv: true,
    env: childEnv({
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    }),
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.equal(new TextDecoder().decode(stdout), TRACE_ID);

  const spans = collector.spans();
  const http = spans.find(({ kind, name }) => kind === 2 && name === "GET") as CollectedSpan;
  const ours = spans.filter(({ attributes: { "mcp.method.name": method }, name }) =>
    method !== undefined || name === "export part"
  );
  const [called] = ours as [CollectedSpan];
  const inHttp = { traceId: http.traceId, spanId: http.spanId };
  const inCall = { traceId: TRACE_ID, parentSpanId: called.spanId, kind: 1, links: [] };
  assert.deepEqual(
    ours.map(({ endNs: _, spanId: __, startNs: ___, traceState: ____, ...span }) => span),
    [
      {
        name: "tools/call tg_export_history",
        traceId: TRACE_ID,
        parentSpanId: "b7ad6b7169203331",
        kind: 2,
        attributes: {
          ...ASKED,
          "mcp.method.name": "tools/call",
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.name": "tg_export_history",
        },
        links: [inHttp],
        status: { code: 0, message: "" },
      },
      {
        ...inCall,
        name: "export part",
        attributes: { "tgtk.export.messages": 10, "tgtk.export.bytes": 4096 },
        status: { code: 0, message: "" },
      },
      {
        ...inCall,
        name: "export part",
        attributes: {
          "tgtk.export.messages": 3,
          "tgtk.export.bytes": 1000,
          "error.type": "TIMEOUT",
        },
        status: { code: 2, message: "" },
      },
      {
        name: "resources/read",
        traceId: http.traceId,
        parentSpanId: http.spanId,
        kind: 2,
        attributes: {
          ...ASKED,
          "mcp.method.name": "resources/read",
          "mcp.resource.uri": "tgtk://exports/abc/1.ndjson",
          "error.type": "cancelled",
        },
        links: [],
        status: { code: 2, message: "" },
      },
    ],
  );
});
