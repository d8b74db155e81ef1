import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { httpHandler } from "../../src/http/handler.ts";
import type { ToolCall } from "../../src/tools/tool.ts";
import { asking, deps, ERAS, hangingTool, JSON_HEADERS, toolNamed } from "./support.ts";

for (const [era, call] of Object.entries(ERAS)) {
  Deno.test(`mcpRoute() answers a call of ${era} with JSON, under the caller's name`, async () => {
    const response = await asking()("/mcp", call("tg_echo", { a: 1 }, "seven"));
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "application/json");
    const { id, result } = await response.json();
    assert.equal(id, "seven");
    assert.deepEqual(result.structuredContent, { principal: "local", a: 1 });
  });

  Deno.test(`mcpRoute() tells progress to a call of ${era} as a stream of events`, async () => {
    const ticks: (() => void)[] = [];
    const tool = toolNamed("tg_slow", ({ report }) => {
      report("Telegram call 3 is under way");
      ticks[0]?.();
      return Promise.resolve({ ok: true, value: { text: "yes", structured: {} } });
    });
    const everySecond = (tick: () => void) => {
      ticks.push(tick);
      return () => {};
    };
    const init = call("tg_slow");
    const message = JSON.parse(init.body);
    message.params._meta = { ...message.params._meta, progressToken: "p" };
    const response = await asking({ tools: [tool], everySecond })("/mcp", {
      ...init,
      body: JSON.stringify(message),
    });
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const events = (await response.text()).split("\n").filter((line) => line.startsWith("data: "))
      .map((line) => JSON.parse(line.slice("data: ".length)));
    assert.deepEqual(events.map(({ method, id }) => method ?? id), ["notifications/progress", 1]);
    assert.equal(events[0].params.message, "Telegram call 3 is under way");
  });

  for (const packets of [1, 2]) {
    Deno.test(`mcpRoute() cancels a call of ${era} sent in ${packets} packets when its connection is dropped`, async () => {
      const begun = Promise.withResolvers<ToolCall>();
      const handler = httpHandler(deps({ tools: [hangingTool(begun.resolve)] }));
      await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
      const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
      for (const part of requestIn(packets, call("tg_hang"))) {
        await connection.write(new TextEncoder().encode(part));
        // The first packet has to be read before the second is sent.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { signal } = await begun.promise;
      const started = performance.now();
      const aborted = new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => resolve(), { once: true })
      );
      connection.close();
      await aborted;
      assert.ok(performance.now() - started < 1000);
    });
  }

  Deno.test(`mcpRoute() gives signs of life while a call of ${era} takes long`, async () => {
    const begun = Promise.withResolvers<ToolCall>();
    const done = Promise.withResolvers<void>();
    const tool = toolNamed("tg_long", async (call) => {
      begun.resolve(call);
      await done.promise;
      return { ok: true, value: { text: "yes", structured: {} } };
    });
    const response = await asking({ tools: [tool] })("/mcp", call("tg_long"));
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader.read()).value, ": working\n\n");
    done.resolve();
    let rest = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) rest += next.value;
    const [, data] = /^event: message\ndata: (.+)\n\n$/m.exec(rest) ?? [];
    assert.equal(JSON.parse(data!).result.content[0].text, "yes");
  });

  Deno.test(`mcpRoute() tells a call of ${era} that it was cancelled when the server ends`, async () => {
    const cancelling = new AbortController();
    const tools = [hangingTool(() => cancelling.abort())];
    const response = await asking({ tools, cancelling: cancelling.signal })(
      "/mcp",
      call("tg_hang"),
    );
    const { result } = await response.json();
    assert.equal(result.structuredContent.error.code, "CANCELLED");
  });
}

Deno.test("mcpRoute() cancels a call of 2025 whose stream of events is closed", async () => {
  const begun = Promise.withResolvers<ToolCall>();
  const init = ERAS["2025"]("tg_hang");
  const message = JSON.parse(init.body);
  message.params._meta = { progressToken: 1 };
  const response = await asking({ tools: [hangingTool(begun.resolve)] })("/mcp", {
    ...init,
    body: JSON.stringify(message),
  });
  const { signal } = await begun.promise;
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
  await response.body?.cancel();
  await aborted;
});

Deno.test("mcpRoute() leaves a call alone that was answered before its connection ended", async () => {
  const signals: AbortSignal[] = [];
  const tool = toolNamed("tg_note", ({ signal }) => {
    signals.push(signal);
    return Promise.resolve({ ok: true, value: { text: "yes", structured: {} } });
  });
  const handler = httpHandler(deps({ tools: [tool] }));
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  for (const call of Object.values(ERAS)) {
    const response = await fetch(`http://127.0.0.1:${server.addr.port}/mcp`, call("tg_note"));
    await response.json();
  }
  await server.shutdown();
  assert.deepEqual(signals.map(({ aborted }) => aborted), [false, false]);
});

Deno.test("mcpRoute() checks the headers of 2026-07-28 against the body", async () => {
  const ask = asking();
  const init = ERAS["2026"]("tg_echo");
  const wrong = [["mcp-method", "tools/list"], ["mcp-name", "tg_other"]] as const;
  for (const [name, value] of wrong) {
    const headers = { ...init.headers, [name]: value };
    const response = await ask("/mcp", { ...init, headers });
    assert.equal(response.status, 400, name);
    assert.equal((await response.json()).error.code, -32020);
  }
});

Deno.test("mcpRoute() answers what is no message of either era", async () => {
  for (const body of ["null", "[]", "1", '{"jsonrpc":"1.0","id":1,"method":"ping"}', '"a"']) {
    const response = await asking()("/mcp", { method: "POST", headers: JSON_HEADERS, body });
    assert.equal(response.status, 400, body);
    await response.body?.cancel();
  }
});

Deno.test("mcpRoute() takes notifications", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" });
  const response = await asking()("/mcp", { method: "POST", headers: JSON_HEADERS, body });
  assert.equal(response.status, 202);
});

Deno.test("mcpRoute() serves the SDK's client", async () => {
  const ask = asking();
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL("http://127.0.0.1:8000/mcp"), {
    fetch: (_url, init) => ask("/mcp", init ?? {}),
  });
  await client.connect(transport);
  const { structuredContent } = await client.callTool({ name: "tg_echo", arguments: { b: 2 } });
  assert.deepEqual(structuredContent, { principal: "local", b: 2 });
  await client.close();
});

/** A request as it goes over the wire: at once, or its body by itself. */
function requestIn(
  packets: number,
  { headers, body }: { readonly headers: Record<string, string>; readonly body: string },
): readonly string[] {
  const all = { ...headers, host: "127.0.0.1", "content-length": String(body.length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /mcp HTTP/1.1\r\n${lines.join("")}\r\n`;
  return packets === 1 ? [head + body] : [head, body];
}
