import assert from "node:assert/strict";
import { LOCAL_CALLER } from "../../src/http/caller.ts";
import { protocolServer } from "../../src/mcp/server.ts";
import type { ExportResources } from "../../src/tools/export_resources.ts";
import { asking, call2026, deps } from "./support.ts";

const URI = "tgtk://exports/0123456789abcdef0123456789abcdef";
const OTHER = "tgtk://exports/fedcba9876543210fedcba9876543210";

/** Exports that a test changes; tells whose changes are listened to. */
function changing() {
  const listeners = new Map<string, (uris: readonly string[]) => void>();
  const exports: ExportResources = {
    list: () => Promise.resolve({ ok: true, value: { resources: [] } }),
    read: () => Promise.resolve({ ok: true, value: undefined }),
    changes(principal, listener) {
      listeners.set(principal, listener);
      return () => void listeners.delete(principal);
    },
  };
  return { exports, listeners };
}

Deno.test("mcpRoute() tells who listens of changes of their own exports, and of nothing else", async () => {
  const { exports, listeners } = changing();
  const { parts } = deps();
  const ask = asking({
    changes: exports.changes,
    newServer: (tools, principal, era) =>
      protocolServer({
        ...parts,
        tools,
        principal,
        resources: { exports, ...(era === "modern" ? { updates: "carrier" as const } : {}) },
      }),
  });
  const call = call2026("tg_echo");
  const { id, jsonrpc, params } = JSON.parse(call.body);
  const gone = new AbortController();
  const { "mcp-name": _, ...headers } = call.headers as Record<string, string>;
  const response = await ask("/mcp", {
    ...call,
    signal: gone.signal,
    headers: { ...headers, "mcp-method": "subscriptions/listen" },
    body: JSON.stringify({
      id,
      jsonrpc,
      method: "subscriptions/listen",
      params: { _meta: params._meta, notifications: { resourceSubscriptions: [URI] } },
    }),
  });
  assert.equal(response.status, 200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = (await reader.read()).value ?? "";
  assert.match(heard, /subscriptions\/acknowledged/);
  assert.deepEqual([...listeners.keys()], [LOCAL_CALLER.principal]);
  listeners.get(LOCAL_CALLER.principal)!([OTHER, URI]);
  while (!heard.includes("resources/updated")) heard += (await reader.read()).value ?? "";
  assert.ok(heard.includes(URI));
  assert.ok(!heard.includes(OTHER));
  gone.abort();
  await reader.cancel();
  assert.equal(listeners.size, 0);
});
