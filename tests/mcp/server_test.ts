import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { z } from "zod";
import { protocolServer } from "../../src/mcp/server.ts";
import type { LogFields } from "../../src/model/log.ts";
import type { Tool, ToolDeps } from "../../src/tools/tool.ts";
import { toolbox } from "../../src/tools/toolbox.ts";

const IDENTITY = { name: "tgtk", version: "1.2.3" };

async function connect(tools: readonly Tool[]) {
  const logged: (LogFields | undefined)[] = [];
  const server = protocolServer({
    identity: IDENTITY,
    tools,
    log: (_level, _event, fields) => void logged.push(fields),
    newId: () => "ab12",
    principal: "local",
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  await server.connect(theirs);
  await client.connect(ours);
  return { client, logged, [Symbol.asyncDispose]: () => client.close() };
}

function tool(handle: Tool["handle"]): Tool {
  return {
    definition: {
      name: "tg_test",
      alias: "tg.test",
      title: "A test",
      description: "Does nothing.",
      input: z.strictObject({}),
      output: z.object({}),
      expected: {},
    },
    handle,
  };
}

Deno.test("protocolServer() lists the tools as the snapshot has them", async (t) => {
  // Definitions are data: listing them touches nothing of what the tools work with.
  await using connected = await connect(toolbox({} as ToolDeps));
  const { tools } = await connected.client.listTools();
  for (const each of tools) {
    await t.assertSnapshot(each, { name: each.name, path: `__snapshots__/${each.name}.snap` });
  }
});

Deno.test("protocolServer() answers dotted names, which it does not list", async () => {
  const handle = () =>
    Promise.resolve({ ok: true, value: { text: "yes", structured: {} } } as const);
  await using connected = await connect([tool(handle)]);
  const { tools } = await connected.client.listTools();
  assert.deepEqual(tools.map(({ name }) => name), ["tg_test"]);
  for (const name of ["tg_test", "tg.test"]) {
    const { content } = await connected.client.callTool({ name, arguments: {} });
    assert.deepEqual(content, [{ type: "text", text: "yes" }]);
  }
});

Deno.test("protocolServer() refuses a tool that is not there", async () => {
  await using connected = await connect([tool(() => Promise.reject(new Error("unused")))]);
  await assert.rejects(
    connected.client.callTool({ name: "tg_write", arguments: {} }),
    /Cannot call this tool: expected one of tg_test/,
  );
});

Deno.test("protocolServer() names a bug by a number and tells nothing of its text", async () => {
  await using connected = await connect([
    tool(() => Promise.reject(new TypeError("a private message"))),
  ]);
  const result = await connected.client.callTool({ name: "tg_test", arguments: {} });
  const message = "Something failed inside this server; tell its operator the number ab12.";
  assert.deepEqual(result.content, [{ type: "text", text: `INTERNAL: ${message}` }]);
  assert.deepEqual(result.structuredContent, { error: { code: "INTERNAL", message, id: "ab12" } });
  assert.equal(result.isError, true);
  assert.ok(!JSON.stringify(connected.logged).includes("private"));
  assert.match(String(connected.logged[0]?.cause), /^TypeError at /);
});

Deno.test("protocolServer() logs no line of an error's text, not even one that looks like a frame", async () => {
  const renamed = new Error("x\n    at private (file:///private.ts:1:1)");
  renamed.name = "";
  const reworded = new Error("x\n    at private (file:///private.ts:1:1)");
  reworded.message = "x";
  const unheaded = new Error("    at private (file:///private.ts:1:1)\n    at private");
  for (const error of [renamed, reworded, unheaded]) {
    await using connected = await connect([tool(() => Promise.reject(error))]);
    await connected.client.callTool({ name: "tg_test", arguments: {} });
    const logged = JSON.stringify(connected.logged);
    assert.ok(logged.includes("ab12") && !logged.includes("private"), logged);
  }
  await using connected = await connect([tool(() => Promise.reject(renamed))]);
  await connected.client.callTool({ name: "tg_test", arguments: {} });
  assert.match(String(connected.logged[0]?.cause), / at tests\/mcp\/server_test\.ts:\d+:\d+/);
});

Deno.test("protocolServer() passes a client's cancellation on", async () => {
  const begun = Promise.withResolvers<AbortSignal>();
  await using connected = await connect([
    tool(({ signal }) => {
      begun.resolve(signal);
      const cancelled = { ok: false, failure: { code: "CANCELLED" } } as const;
      return new Promise((resolve) =>
        signal.addEventListener("abort", () => resolve(cancelled), { once: true })
      );
    }),
  ]);
  const caller = new AbortController();
  const call = connected.client.callTool({ name: "tg_test", arguments: {} }, {
    signal: caller.signal,
  });
  const signal = await begun.promise;
  caller.abort();
  await assert.rejects(call);
  await new Promise<void>((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true })
  );
});

Deno.test("protocolServer() tells each second how far a call has come, to a client that asked", async () => {
  const ticks: (() => void)[] = [];
  let stopped = 0;
  const done = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<void>();
  const server = protocolServer({
    identity: IDENTITY,
    tools: [tool(async ({ report }) => {
      report("Telegram call 3 is under way");
      ticks[0]?.();
      await done.promise;
      return { ok: true, value: { text: "yes", structured: {} } };
    })],
    log: () => {},
    newId: () => "ab12",
    principal: "local",
    everySecond: (tick) => {
      ticks.push(tick);
      return () => void (stopped += 1);
    },
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "1" });
  await server.connect(theirs);
  await client.connect(ours);
  const progress: unknown[] = [];
  const call = client.callTool({ name: "tg_test", arguments: {} }, {
    onprogress: (each) => {
      progress.push(each);
      heard.resolve();
    },
  });
  await heard.promise;
  done.resolve();
  await call;
  assert.deepEqual(progress, [{ progress: 1, message: "Telegram call 3 is under way" }]);
  assert.equal(stopped, 1);
  await client.callTool({ name: "tg_test", arguments: {} });
  assert.equal(ticks.length, 1);
  await client.close();
});
