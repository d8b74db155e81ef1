import {
  createMcpHandler,
  InMemoryTransport,
  type JSONRPCMessage,
} from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import { z } from "zod";
import { protocolServer } from "../../src/mcp/server.ts";
import { NO_OBSERVER, type Observer } from "../../src/model/observer.ts";
import type { Tool } from "../../src/tools/tool.ts";

type Told = readonly [string, unknown];

/** Makes servers with one tool that tell what they do. */
function observed(handle: Tool["handle"]) {
  const told: Told[] = [];
  const depth: string[] = [];
  const begin = (name: string) => (begun: unknown) => {
    told.push([`${name} begun`, begun]);
    return {
      within<T>(work: () => T): T {
        depth.push(name);
        try {
          return work();
        } finally {
          depth.pop();
        }
      },
      end: (end: unknown) => void told.push([`${name} ended`, end]),
    };
  };
  const observer: Observer = {
    ...NO_OBSERVER,
    operation: begin("operation"),
    toolCall: begin("tool call"),
  };
  const newServer = () =>
    protocolServer({
      identity: { name: "tgtk", version: "1.2.3" },
      tools: [{
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
      }],
      log: () => {},
      newId: () => "ab12",
      principal: "anna",
      observer,
    });
  return { newServer, told, depth };
}

/** A connection to such a server, spoken to in plain JSON-RPC. */
async function connect(handle: Tool["handle"]) {
  const { depth, newServer, told } = observed(handle);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const answers = new Map<unknown, (message: JSONRPCMessage) => void>();
  ours.onmessage = (message) => {
    if ("id" in message) answers.get(message.id)?.(message);
  };
  await ours.start();
  await newServer().connect(theirs);
  const send = (message: Record<string, unknown>) =>
    ours.send({ jsonrpc: "2.0", ...message } as JSONRPCMessage);
  const ask = async (id: string | number, method: string, params: Record<string, unknown>) => {
    const { promise, resolve } = Promise.withResolvers<JSONRPCMessage>();
    answers.set(id, resolve);
    await send({ id, method, params });
    return await promise;
  };
  await ask("hello", "initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  });
  return { ask, send, told, depth, [Symbol.asyncDispose]: () => ours.close() };
}

const FINDS: Tool["handle"] = ({ tell }) => {
  tell({ chatIds: [-1001], direction: "asc" });
  tell({ messages: 7 });
  return Promise.resolve({ ok: true, value: { text: "yes", structured: {} } });
};

Deno.test("a server tells of its requests, the SDK's own included", async () => {
  await using connected = await connect(FINDS);
  await connected.ask(1, "ping", {});
  await connected.ask("two", "tools/list", {});
  const { told } = connected;
  assert.deepEqual(told, [
    ["operation begun", { method: "initialize", requestId: "hello", transport: "pipe" }],
    ["operation ended", {}],
    ["operation begun", {
      method: "ping",
      requestId: "1",
      transport: "pipe",
      protocolVersion: "2025-11-25",
    }],
    ["operation ended", {}],
    ["operation begun", {
      method: "tools/list",
      requestId: "two",
      transport: "pipe",
      protocolVersion: "2025-11-25",
    }],
    ["operation ended", {}],
  ]);
});

Deno.test("a tool call is told inside its operation, with what the tool tells", async () => {
  await using connected = await connect((call) => {
    assert.deepEqual(connected.depth, ["tool call"]);
    return FINDS(call);
  });
  connected.told.length = 0;
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  await connected.ask(1, "tools/call", {
    name: "tg.test",
    arguments: {},
    _meta: { traceparent, tracestate: "rojo=00f067aa0ba902b7" },
  });
  assert.deepEqual(connected.told, [
    ["operation begun", {
      method: "tools/call",
      tool: "tg_test",
      requestId: "1",
      transport: "pipe",
      protocolVersion: "2025-11-25",
      parent: { traceparent, tracestate: "rojo=00f067aa0ba902b7" },
    }],
    ["tool call begun", { tool: "tg_test", principal: "anna" }],
    ["tool call ended", {
      status: "ok",
      facts: { chatIds: [-1001], direction: "asc", messages: 7 },
    }],
    ["operation ended", {}],
  ]);
});

Deno.test("what a client makes up is told as unknown", async () => {
  await using connected = await connect(FINDS);
  connected.told.length = 0;
  await connected.ask(1, "a secret method", {});
  await connected.ask(2, "tools/call", { name: "a secret tool" });
  await connected.ask(3, "tools/call", { name: { toString: 1 } });
  await connected.send({ id: 4, method: "ping", params: { _meta: [] } });
  await connected.ask("x".repeat(100), "resources/read", {
    uri: "tgtk://a secret",
    _meta: { traceparent: 7, "io.modelcontextprotocol/protocolVersion": "a secret version" },
  });
  const begun = connected.told.filter(([name]) => name === "operation begun");
  assert.deepEqual(begun.map(([, each]) => each), [
    { method: "unknown", requestId: "1", transport: "pipe", protocolVersion: "2025-11-25" },
    {
      method: "tools/call",
      tool: "unknown",
      requestId: "2",
      transport: "pipe",
      protocolVersion: "2025-11-25",
    },
    {
      method: "tools/call",
      tool: "unknown",
      requestId: "3",
      transport: "pipe",
      protocolVersion: "2025-11-25",
    },
    {
      method: "resources/read",
      requestId: "x".repeat(64),
      transport: "pipe",
      protocolVersion: "unknown",
    },
  ]);
  const ended = connected.told.filter(([name]) => name.endsWith("ended"));
  assert.deepEqual(ended, [
    ["operation ended", { errorType: "-32601", errorCode: -32601 }],
    ["tool call ended", { status: "VALIDATION_ERROR", facts: {} }],
    ["operation ended", { errorType: "-32602", errorCode: -32602 }],
    ["operation ended", { errorType: "-32602", errorCode: -32602 }],
    ["operation ended", { errorType: "-32601", errorCode: -32601 }],
  ]);
});

Deno.test("a failure is a tool_error, with its code in the tool call", async () => {
  await using connected = await connect(() =>
    Promise.resolve({ ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 3 } })
  );
  await connected.ask(1, "tools/call", { name: "tg_test", arguments: {} });
  assert.deepEqual(connected.told.slice(-2), [
    ["tool call ended", { status: "FLOOD_WAIT", facts: {} }],
    ["operation ended", { errorType: "tool_error" }],
  ]);
});

Deno.test("cancelled requests have ended, and so have those of a connection that is closed", async () => {
  const connected = await connect(({ signal }) =>
    new Promise((resolve) => {
      const end = () => resolve({ ok: false, failure: { code: "CANCELLED" } });
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    })
  );
  const { send, told } = connected;
  await send({ id: 1, method: "tools/call", params: { name: "tg_test", arguments: {} } });
  await send({ method: "notifications/cancelled", params: { requestId: 1 } });
  const cancelled = ["operation ended", { errorType: "cancelled" }];
  assert.deepEqual(told.filter(([name]) => name === "operation ended").at(-1), cancelled);
  await send({ id: 2, method: "tools/call", params: { name: "tg_test", arguments: {} } });
  const before = told.filter(([name]) => name === "operation ended").length;
  await connected[Symbol.asyncDispose]();
  const ended = told.filter(([name]) => name === "operation ended");
  assert.equal(ended.length, before + 1);
  assert.deepEqual(ended.at(-1), cancelled);
});

function post(body: Record<string, unknown>, headers: Record<string, string>): Request {
  return new Request("http://127.0.0.1/mcp", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", ...body }),
  });
}

Deno.test("both eras over HTTP are told, with their version", async () => {
  const { newServer, told } = observed(FINDS);
  const { fetch } = createMcpHandler(newServer);
  const call = { name: "tg_test", arguments: {} };
  const version = "2026-07-28";
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  };
  const modern = await fetch(post({ params: { ...call, _meta } }, {
    "mcp-protocol-version": version,
    "mcp-method": "tools/call",
    "mcp-name": "tg_test",
  }));
  assert.equal((await modern.json()).result.content[0].text, "yes");
  const legacy = await fetch(post({ params: call }, { "mcp-protocol-version": "2025-11-25" }));
  assert.match(await legacy.text(), /"text":"yes"/);
  const asked = { method: "tools/call", tool: "tg_test", requestId: "1", transport: "tcp" };
  const operations = told.filter(([name]) => name.startsWith("operation"));
  assert.deepEqual(operations, [
    ["operation begun", { ...asked, protocolVersion: "2026-07-28" }],
    ["operation ended", {}],
    ["operation begun", { ...asked, protocolVersion: "2025-11-25" }],
    ["operation ended", {}],
  ]);
});
