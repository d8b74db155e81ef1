/** The short way to answer a call, beside the SDK's: whatever is asked, both say the same. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { directCall, GONE } from "../../src/mcp/direct_call.ts";
import { protocolServer, type ServerParts } from "../../src/mcp/server.ts";
import { observers } from "../../src/model/observer.ts";
import type { Tool } from "../../src/tools/tool.ts";
import { type Ask, asking, call2025, call2026, deps, ERAS, toolNamed } from "./support.ts";

const RUNS = Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 1000);

const STRUCTURED = { zebra: 1, content: [], nested: { "": null, b: ["é\u2028"] }, a: -0 };

/** Tools that end in each way. */
const TOOLS: readonly Tool[] = [
  toolNamed("tg_echo", ({ arguments: args, principal, tell }) => {
    tell({ chatIds: [-7], messages: 2 });
    const structured = { ...STRUCTURED, principal, args };
    return Promise.resolve({ ok: true, value: { text: JSON.stringify(structured), structured } });
  }),
  toolNamed(
    "tg_refuse",
    () => Promise.resolve({ ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 7 } }),
  ),
  toolNamed("tg_break", () => Promise.reject(new TypeError("a secret"))),
];

interface Way {
  readonly ask: Ask;
  /** What an observer and the log heard since it was last asked. */
  readonly heard: () => readonly unknown[];
  /** How many protocol servers were made. */
  readonly servers: () => number;
}

/** Either way; the SDK answers where the layer itself knows of no tools. */
function way(isDirect: boolean): Way {
  let heard: unknown[] = [];
  let servers = 0;
  const hear = (what: string) => (begun: unknown) => {
    heard.push([what, "begun", begun]);
    return {
      within: <T>(work: () => T) => work(),
      end: (end: unknown) => void heard.push([what, "ended", end]),
    };
  };
  const observer = observers([{ operation: hear("operation"), toolCall: hear("toolCall") }]);
  const { identity, newId } = deps().parts;
  const parts: Omit<ServerParts, "principal"> = {
    identity,
    newId,
    observer,
    log: (_level, event, { cause: _, ...fields } = {}) => void heard.push([event, fields]),
    tools: TOOLS,
  };
  const ask = asking({
    tools: isDirect ? TOOLS : [],
    parts: { ...parts, tools: isDirect ? TOOLS : [] },
    newServer: (_, principal) => {
      servers += 1;
      return protocolServer({ ...parts, principal });
    },
  });
  return {
    ask,
    servers: () => servers,
    heard() {
      const all = heard;
      heard = [];
      // The SDK's own words about what it refuses are not about calls.
      return all.filter((each) => (each as [string])[0] !== "protocol error");
    },
  };
}

type Init = ReturnType<typeof call2025>;

async function said({ ask, heard }: Way, init: Init) {
  const response = await ask("/mcp", init);
  const text = await response.text();
  return { status: response.status, headers: [...response.headers], text, heard: heard() };
}

const direct = way(true);
const sdk = way(false);

async function assertSame(init: Init): Promise<void> {
  assert.deepEqual(await said(direct, init), await said(sdk, init));
}

const CALLS: readonly Init[] = ["tg_echo", "tg.echo", "tg_refuse", "tg_break"].flatMap((name) => [
  call2025(name, { a: { b: [1, "ü"] }, "": null }),
  call2026(name, { a: { b: [1, "ü"] }, "": null }),
]);

Deno.test("directCall() answers plain calls of both eras as the SDK does, without a server", async () => {
  for (const init of CALLS) {
    const before = direct.servers();
    await assertSame(init);
    assert.equal(direct.servers(), before);
  }
});

Deno.test("directCall() leaves to the SDK what it does not know", async () => {
  const { body, headers } = call2026("tg_echo");
  const wrong: readonly Init[] = [
    call2025("tg_nothing"),
    call2025("tg_echo", {}, null),
    call2025("tg_echo", {}, 1.5),
    { ...call2025("tg_echo"), headers: { ...headers, "mcp-name": "tg_other" } },
    { method: "POST", body, headers: { ...headers, "mcp-name": "tg_other" } },
    { method: "POST", body, headers: { ...headers, "mcp-protocol-version": "2025-11-25" } },
    { method: "POST", body, headers: { ...headers, accept: "application/json" } },
    { ...call2025("tg_echo"), body: call2025("tg_echo").body.replace('"2.0"', '"1.0"') },
    {
      ...call2025("tg_echo"),
      body: call2025("tg_echo").body.replace("{}", '{"__proto__":{"a":1}}'),
    },
    { ...call2025("tg_echo"), body: `[${call2025("tg_echo").body}]` },
  ];
  for (const init of wrong) {
    const before = [direct.servers(), sdk.servers()];
    await assertSame(init);
    assert.equal(direct.servers() - before[0]!, sdk.servers() - before[1]!, init.body);
  }
});

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    "2.0",
    "tools/call",
    "tg_echo",
    "tg_break",
    "2026-07-28",
    "2025-11-25",
    {},
    [],
    -0,
  ),
  fc.constantFrom(...[1e21, 2 ** 53, "__proto__", { __proto__: null, a: 1 }, {
    name: "a",
    version: "1",
  }]),
);

const name = fc.oneof(
  fc.constantFrom("jsonrpc", "id", "method", "params", "name", "arguments", "_meta", "task"),
  fc.constantFrom(
    "progressToken",
    "traceparent",
    "result",
    "__proto__",
    "constructor",
    "inputResponses",
  ),
  fc.constantFrom(
    ...["protocolVersion", "clientCapabilities", "clientInfo", "logLevel"].map((each) =>
      `io.modelcontextprotocol/${each}`
    ),
  ),
);

const change = fc.record({
  at: fc.constantFrom([], ["params"], ["params", "arguments"], ["params", "_meta"], [
    "params",
    "_meta",
    "io.modelcontextprotocol/clientInfo",
  ], ["params", "_meta", "io.modelcontextprotocol/clientCapabilities"]),
  name,
  value: fc.option(json, { nil: undefined }),
});

const headers = fc.dictionary(
  fc.constantFrom(
    ...["accept", "content-type", "mcp-method", "mcp-name", "mcp-protocol-version"],
    ...["mcp-session-id", "last-event-id", "mcp-param-a", "traceparent"],
  ),
  fc.constantFrom(
    ...["application/json", "application/json; charset=utf-8", "text/event-stream", "*/*", ""],
    ...["2026-07-28", "2025-11-25", "2025-03-26", "1999-01-01", "tools/call", "tg_echo", "TG_ECHO"],
    ...["application/json, text/event-stream", "=?base64?dGdfZWNobw==?=", "initialize"],
  ),
  { maxKeys: 2 },
);

/** Changes a field, if there is an object that could have it. */
function changed(
  body: string,
  { at, name, value }: { at: readonly string[]; name: string; value: unknown },
) {
  const message = JSON.parse(body);
  const place = at.reduce((each, key) => each?.[key], message);
  if (typeof place !== "object" || place === null) return body;
  const field = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(place, name, field);
  return JSON.stringify(message);
}

Deno.test("directCall() and the SDK say the same to changed calls of both eras", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CALLS),
      fc.array(change, { maxLength: 3 }),
      fc.option(headers, { nil: {} }),
      async (init, changes, more) => {
        const body = changes.reduce(changed, init.body);
        // Nobody reads streams to their end here: what asks for progress is answered with one.
        fc.pre(!body.includes("progressToken") && !body.includes("subscriptions/listen"));
        await assertSame({ ...init, body, headers: { ...init.headers, ...more } });
      },
    ),
    { numRuns: RUNS },
  );
});

const ENDS = [
  ["that nobody waits for as cancelled", GONE, "cancelled"],
  ["that the server's end cuts off as the tool's failure", undefined, "tool_error"],
] as const;

for (
  const [era, call, [how, reason, errorType]] of Object.entries(ERAS).flatMap(([era, call]) =>
    ENDS.map((end) => [era, call, end] as const)
  )
) {
  Deno.test(`directCall() tells of a call of ${era} ${how}`, async () => {
    const heard: unknown[] = [];
    const observer = observers([{
      operation: ({ method }) => ({
        within: (work) => work(),
        end: (end) => void heard.push([method, end]),
      }),
    }]);
    const ending = new AbortController();
    const tool = toolNamed("tg_hang", ({ signal }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => resolve());
      return promise.then(() => ({ ok: false, failure: { code: "CANCELLED" } }));
    });
    const init = call("tg_hang");
    const { headers } = new Request("http://127.0.0.1/mcp", init);
    const posted = { headers, body: JSON.parse(init.body), principal: "anna" };
    const answer = directCall(posted, { ...deps().parts, tools: [tool], observer })!(ending.signal);
    ending.abort(reason);
    await answer;
    assert.deepEqual(heard, [["tools/call", { errorType }]]);
  });
}
