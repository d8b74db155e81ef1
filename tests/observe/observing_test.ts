import assert from "node:assert/strict";
import { secret } from "../../src/model/secret.ts";
import { startObserving } from "../../src/observe/observing.ts";

const KEY = secret("00".repeat(32));

async function observing(audit?: { readonly to: string; readonly key: typeof KEY }) {
  const lines: string[] = [];
  const started = await startObserving({
    log: { level: "warn", format: "json" },
    stderr: (line) => void lines.push(line),
    version: "1.2.3",
    metrics: audit === undefined,
    ...(audit === undefined ? {} : { audit }),
  });
  return { started, lines };
}

Deno.test("startObserving() collects metrics if they are wanted, and no audit", async () => {
  const { lines, started } = await observing();
  assert.ok(!("error" in started));
  started.observer.toolCall({ tool: "tg_resolve_chat", principal: "anna" })
    .end({ status: "ok", facts: {} });
  const text = await started.metrics?.text();
  assert.match(text ?? "", /^mcp_tool_calls_total\{tool="tg_resolve_chat",status="ok"\} 1$/m);
  started.close();
  assert.deepEqual(lines, []);
});

Deno.test("startObserving() writes the audit to stderr", async () => {
  const { lines, started } = await observing({ to: "stderr", key: KEY });
  assert.ok(!("error" in started));
  assert.equal(started.metrics, undefined);
  started.observer.toolCall({ tool: "tg_resolve_chat", principal: "anna" })
    .end({ status: "ok", facts: { chatIds: [-1001] } });
  started.close();
  const [{ chats, principal }] = lines.map((line) => JSON.parse(line));
  assert.deepEqual({ chats, principal }, {
    chats: ["f458eda217ef21f38500e45642cebacf"],
    principal: "anna",
  });
});

Deno.test("startObserving() says why the audit cannot be written", async () => {
  const { started } = await observing({ to: "/nowhere/audit.jsonl", key: KEY });
  assert.ok("error" in started);
  assert.match(started.error, /^Cannot write the audit to \/nowhere\/audit\.jsonl \(NotFound\)/);
});

Deno.test("startObserving() says that an audit line was lost, and answers all the same", async () => {
  if (Deno.build.os !== "linux") return;
  // A device that is always full.
  const { lines, started } = await observing({ to: "/dev/full", key: KEY });
  assert.ok(!("error" in started));
  started.observer.toolCall({ tool: "tg_resolve_chat", principal: "anna" })
    .end({ status: "ok", facts: {} });
  started.close();
  const [{ time: _, ...line }] = lines.map((each) => JSON.parse(each));
  assert.deepEqual(line, { level: "error", event: "audit line lost", cause: "Error" });
});
