/** Runs with `OTEL_DENO=true`: one HTTP request that carries two MCP operations and an export's part. */
import { observers } from "../../src/model/observer.ts";
import { createTraces } from "../../src/observe/traces.ts";

const { observer, traceId } = createTraces("1.2.3");
const { exportPart, operation } = observers([observer]);

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async () => {
  const request = { requestId: "7", transport: "tcp", protocolVersion: "2026-07-28" } as const;
  const called = operation({
    ...request,
    method: "tools/call",
    tool: "tg_export_history",
    parent: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
  });
  const id = await called.within(async () => {
    await Promise.resolve();
    exportPart().end({ status: "ok", messages: 10, bytes: 4096 });
    exportPart().end({ status: "TIMEOUT", messages: 3, bytes: 1000 });
    return traceId();
  });
  called.end({});
  const uri = "tgtk://exports/abc/1.ndjson";
  operation({ ...request, method: "resources/read", uri, parent: { traceparent: "no trace" } })
    .end({ errorType: "cancelled" });
  return new Response(id);
});
const response = await fetch(`http://127.0.0.1:${server.addr.port}/`);
Deno.stdout.writeSync(await response.bytes());
await server.shutdown();
