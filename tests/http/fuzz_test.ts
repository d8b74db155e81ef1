/** Whatever is sent, more than ten thousand times: no 5xx, no hang, no crash. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { authentication } from "../../src/http/authentication.ts";
import { asking, call2025, call2026, echoTool } from "./support.ts";

const RUNS = Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 5000);

const ask = asking({
  tools: [echoTool("tg_fetch_history")],
  body: { bytes: 5000, ms: 1000, depth: 16 },
  rates: { perMinute: 1_000_000, burst: 1_000_000 },
});

const guarded = asking({
  authentication: authentication({ tokens: [{ name: "a", sha256: "00".repeat(32) }] }),
});

/** What a header may hold without being refused before it gets here. */
const headerValue = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
});

const headerName = fc.constantFrom(
  ...["accept", "authorization", "content-encoding", "content-length", "content-type", "host"],
  ...["if-match", "if-none-match", "if-range", "last-event-id", "mcp-method", "mcp-name"],
  ...[
    "mcp-protocol-version",
    "mcp-session-id",
    "origin",
    "range",
    "traceparent",
    "x-forwarded-proto",
  ],
);

const wellKnownValue = fc.constantFrom(
  ...["application/json", "application/json; charset=utf-16", "text/event-stream", "*/*", "gzip"],
  ...["2026-07-28", "2025-11-25", "2024-11-05", "9999-01-01", "tools/call", "tg_fetch_history"],
  ...["127.0.0.1", "localhost:1", "[::1]", "null", "http://localhost", "bytes=0-", "-1", "NaN"],
  ...["99999999999999999999", "Bearer a", "Bearer a.b.c", "application/json, text/event-stream"],
);

const headers = fc.dictionary(headerName, fc.oneof(headerValue, wellKnownValue), { maxKeys: 6 });

const path = fc.oneof(
  fc.constantFrom("/mcp", "/", "/health", "/ready", "/api/tools", "/exports/a.ndjson", "/%00"),
  fc.webPath().map((each) => `/${each}`),
  fc.string().map((each) => `/mcp?${encodeURIComponent(each)}`),
);

const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "QUERY");

const id = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.constantFrom(null, true, 1.5, 2 ** 60, [], {}),
);

const rpcMethod = fc.oneof(
  fc.constantFrom(
    ...[
      "initialize",
      "ping",
      "tools/call",
      "tools/list",
      "server/discover",
      "subscriptions/listen",
    ],
    ...["resources/read", "prompts/get", "completion/complete", "logging/setLevel", "__proto__"],
    ...["notifications/cancelled", "notifications/initialized", "tasks/get"],
  ),
  fc.string(),
);

/** Close to a message, with something wrong in most cases. */
const message = fc.record({
  jsonrpc: fc.constantFrom("2.0", "1.0", 2, null),
  id,
  method: rpcMethod,
  params: fc.oneof(
    fc.record({
      name: fc.oneof(fc.constant("tg_fetch_history"), fc.string()),
      arguments: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
      _meta: fc.oneof(
        fc.jsonValue(),
        fc.record({
          progressToken: fc.oneof(fc.integer(), fc.jsonValue()),
          "io.modelcontextprotocol/protocolVersion": fc.constantFrom("2026-07-28", "2025-11-25", 1),
          "io.modelcontextprotocol/clientCapabilities": fc.jsonValue(),
          "io.modelcontextprotocol/clientInfo": fc.jsonValue(),
        }, { requiredKeys: [] }),
      ),
    }, { requiredKeys: [] }),
    fc.jsonValue(),
  ),
}, { requiredKeys: [] });

const text = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  message.map((value) => JSON.stringify(value)),
  fc.array(message, { maxLength: 4 }).map((value) => JSON.stringify(value)),
  fc.string(),
);

/** A good call of either era, cut, doubled or with bytes changed. */
const damaged = fc.tuple(
  fc.constantFrom(call2025, call2026),
  fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
  fc.nat(400),
).map(([call, changes, end]) => {
  const bytes = new TextEncoder().encode(call("tg_fetch_history", { chat: "@a" }).body);
  for (const [at, value] of changes) bytes[at % bytes.length] = value;
  return bytes.slice(0, end);
});

const body = fc.oneof(text.map((each) => new TextEncoder().encode(each)), damaged, fc.uint8Array());

/** Some answers are streams that end when their client goes. */
async function drain(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
}

function isWithBody(name: string): boolean {
  return name !== "GET" && name !== "HEAD";
}

Deno.test("httpHandler() survives any request", async () => {
  await fc.assert(
    fc.asyncProperty(path, method, headers, body, async (path, method, headers, body) => {
      for (const each of [ask, guarded]) {
        const init = { method, headers, ...(isWithBody(method) && { body }) };
        const response = await each(path, init);
        assert.ok(response.status < 500, `${response.status} ${await response.clone().text()}`);
        await drain(response);
      }
    }),
    { numRuns: RUNS },
  );
});

Deno.test("httpHandler() survives any body where a message belongs", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(call2025, call2026),
      headers,
      body,
      async (call, more, body) => {
        const { host: _, ...rest } = more;
        const init = call("tg_fetch_history");
        const response = await ask("/mcp", {
          method: "POST",
          headers: { ...rest, ...init.headers, "content-encoding": "identity" },
          body,
        });
        assert.ok(response.status < 500, `${response.status} ${await response.clone().text()}`);
        await drain(response);
      },
    ),
    { numRuns: RUNS },
  );
});
