/**
 * A secret in every place of a small world, and in every argument of a caller: it leaves by no way at
 * all. Tools, resources, completions, progress and exports in all formats; errors, log, audit, metrics
 * and traces. With masking off it is in those that tell messages, or the test would prove nothing.
 */
import { type Attributes, type Span, trace, type Tracer } from "@opentelemetry/api";
import assert from "node:assert/strict";
import { exportDepsOf } from "../../src/cli/export_deps.ts";
import { httpExports } from "../../src/cli/http_exports.ts";
import { withPolicies } from "../../src/cli/policies.ts";
import { privacyOf } from "../../src/cli/privacy.ts";
import { checkConfig } from "../../src/config.ts";
import { exportChanges, withChanges } from "../../src/exports/changes.ts";
import { formatter } from "../../src/exports/formats/formats.ts";
import { FORMAT_NAMES } from "../../src/exports/formats/names.ts";
import { observedStore } from "../../src/exports/observed_store.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { chatFinder } from "../../src/history/chats.ts";
import { createSeenNames, withSeenNames } from "../../src/mcp/seen_names.ts";
import { protocolServer } from "../../src/mcp/server.ts";
import { secret } from "../../src/model/secret.ts";
import { startObserving } from "../../src/observe/observing.ts";
import { exportResources } from "../../src/tools/export_resources.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import { deadlines } from "../../src/telegram/deadlines.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { ROOM } from "../exports/exporting.ts";
import { asking, JSON_HEADERS } from "../http/support.ts";
import { CALLS, NOW, worldOf } from "../tools/text_everywhere.ts";

const SECRET = "secret.person@hidden-mail.org";
const HIDDEN = /secret\.person|hidden-mail/;
const KEY = "00".repeat(32);

/** Names and attributes of spans, as JSON. */
const spans: string[] = [];

function recordSpans(): void {
  const span = {
    setAttribute: (name: string, value: unknown) => void spans.push(`${name}: ${value}`),
    setAttributes: (attributes: Attributes) => void spans.push(JSON.stringify(attributes)),
    setStatus: (status: unknown) => void spans.push(JSON.stringify(status)),
    end: () => {},
    spanContext: () => ({ traceId: "1".repeat(32), spanId: "1".repeat(16), traceFlags: 1 }),
  } as unknown as Span;
  const startSpan: Tracer["startSpan"] = (name, options) => {
    spans.push(name, JSON.stringify(options?.attributes ?? {}));
    return span;
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan } as Tracer) });
}

interface Ways {
  /** Each way on which messages leave, by its name. */
  readonly told: Readonly<Record<string, string>>;
  /** Ways on which no text of theirs has any business. */
  readonly silent: Readonly<Record<string, string>>;
}

type Mode = "mask" | "pseudonymize" | "off";

/** Serves the world over HTTP, every observer on. */
async function serve(mode: Mode, breaks = false) {
  const { config } = checkConfig(
    { TGTK_PII: mode, TGTK_PII_KEY: KEY, TGTK_PACE: "unlimited" },
    [],
  );
  assert.ok(config);
  const lines: string[] = [];
  const observing = await startObserving({
    log: { level: "debug", format: "json" },
    stderr: (line) => void lines.push(line),
    version: "1.2.3",
    metrics: true,
    audit: { to: "stderr", key: secret(KEY) },
  });
  assert.ok(!("error" in observing));
  const { log, metrics, observer } = observing;
  const onCall = () => {
    if (breaks) throw new Error(`Cannot read ${SECRET}`);
    return undefined;
  };
  const memory = memoryTelegram({ chats: worldOf(SECRET).chats, onCall, now: () => NOW });
  const telegram = withPolicies(memory, config, observer, deadlines(() => 0));
  const privacy = privacyOf(config);
  const changes = exportChanges();
  const store = withChanges(observedStore(memoryStore(ROOM), observer), changes.tell);
  const deps = {
    telegram,
    chats: chatFinder(telegram, { mode: "public" }, observer),
    privacy,
    observer,
    exports: exportDepsOf(telegram, store, config),
    exportChanges: changes,
    cursorKey: new Uint8Array(32),
    random: (bytes: number) => new Uint8Array(bytes).fill(1),
  };
  const seen = createSeenNames();
  const everySecond = (tick: () => void) => {
    tick();
    return () => {};
  };
  const parts = {
    identity: { name: "tgtk", version: "1.2.3" },
    tools: withSeenNames(toolbox(deps), seen),
    seen,
    log,
    newId: () => "ab12",
    observer,
    everySecond,
  };
  const resources = { exports: exportResources(deps) };
  const ask = asking({
    parts,
    newServer: (tools, principal) => protocolServer({ ...parts, tools, principal, resources }),
    exports: httpExports(store, privacy),
    metrics: metrics!,
  });
  let id = 0;
  const request = async (method: string, params: Readonly<Record<string, unknown>>) => {
    const message = { jsonrpc: "2.0", id: ++id, method, params };
    const body = JSON.stringify(message);
    return await (await ask("/mcp", { method: "POST", headers: JSON_HEADERS, body })).text();
  };
  const call = (name: string, args: unknown) =>
    request("tools/call", { name, arguments: args, _meta: { progressToken: "p" } });
  return { ask, call, lines, metrics: metrics!, request, close: observing.close };
}

/** What came of a request, whether at once or as the last event of a stream. */
// deno-lint-ignore no-explicit-any -- tests reach into any field
function resultIn(text: string): any {
  const event = text.split("\n").findLast((line) => line.startsWith("data: "));
  return JSON.parse(event?.slice("data: ".length) ?? text).result;
}

/** Asks for everything that is to be had. */
async function waysOut(mode: Mode): Promise<Ways> {
  spans.length = 0;
  const { ask, call, close, lines, metrics, request } = await serve(mode);
  const told: Record<string, string> = {};
  for (const [at, [name, args]] of CALLS.entries()) told[`${name} ${at}`] = await call(name, args);
  const exported = await call("tg_export_history", { chat: "news" });
  const { id } = resultIn(exported).structuredContent.export;
  told["manifest"] = await request("resources/read", { uri: `tgtk://exports/${id}` });
  told["part"] = await request("resources/read", { uri: `tgtk://exports/${id}/1.ndjson` });
  const file = await (await ask(`/exports/${id}.ndjson`)).text();
  const { chat } = JSON.parse(resultIn(told["manifest"]).contents[0].text);
  for (const name of FORMAT_NAMES) {
    const { end, part } = formatter(name, chat);
    const bytes = [part(new TextEncoder().encode(file)), end()];
    told[name] = bytes.map((each) => new TextDecoder().decode(each)).join("");
  }
  const complete = (name: string) =>
    request("completion/complete", {
      ref: { type: "ref/prompt", name: "summarise_period" },
      argument: { name, value: "" },
      context: { arguments: { chat: "@forum" } },
    });
  const silent = {
    export: exported,
    resources: await request("resources/list", {}),
    "completed chats": await complete("chat"),
    "completed topics": await complete("topic_id"),
    prompts: await request("prompts/list", {}),
    "metrics over HTTP": await (await ask("/metrics")).text(),
    metrics: await metrics.text(),
    "log and audit": lines.join("\n"),
    traces: spans.join("\n"),
  };
  close();
  return { told, silent };
}

recordSpans();

Deno.test("with masking off a secret is on every way that tells messages, and on no other", async () => {
  const { silent, told } = await waysOut("off");
  for (const [way, text] of Object.entries(told)) assert.match(text, HIDDEN, way);
  for (const [way, text] of Object.entries(silent)) assert.doesNotMatch(text, HIDDEN, way);
  // The other ways are open, too: each has told of what happened.
  assert.match(silent.export!, /"method":"notifications\/progress"/);
  assert.match(silent.resources!, /tgtk:\/\/exports\//);
  assert.match(silent["completed chats"]!, /@news/);
  assert.match(silent["completed topics"]!, /"values":\["2","1"\]/);
  assert.match(silent.metrics!, /mcp_tool_calls_total\{tool="tg_export_history",status="ok"\} 1/);
  assert.match(silent["metrics over HTTP"]!, /mcp_tool_calls_total/);
  assert.match(silent["log and audit"]!, /"principal"/);
  assert.match(silent.traces!, /tools\/call tg_fetch_history/);
  assert.match(silent.traces!, /messages\.getHistory/);
});

for (const mode of ["mask", "pseudonymize"] as const) {
  Deno.test(`a secret in every place of the world leaves by no way (${mode})`, async () => {
    const { silent, told } = await waysOut(mode);
    for (const [way, text] of Object.entries({ ...told, ...silent })) {
      assert.doesNotMatch(text, HIDDEN, way);
    }
    for (const [way, text] of Object.entries(told)) assert.match(text, /\[email/, way);
  });
}

/** Calls with the secret as an argument, one at a time. */
const ARGUMENTS: readonly (readonly [tool: string, args: Readonly<Record<string, unknown>>])[] = [
  ["tg_resolve_chat", { input: SECRET }],
  ["tg_fetch_history", { chat: SECRET }],
  ["tg_fetch_history", { chat: "news", search: SECRET }],
  ["tg_fetch_history", { chat: "news", cursor: SECRET }],
  ["tg_fetch_history", { chat: "news", from_date: SECRET }],
  ["tg_fetch_history", { chat: "news", direction: SECRET }],
  ["tg_fetch_history", { chat: "news", filter: { from_users: [SECRET] } }],
  ["tg_fetch_history", { chat: "news", filter: { media_types: [SECRET] } }],
  ["tg_get_messages", { chat: "news", ids: [SECRET] }],
  ["tg_list_topics", { chat: "forum", cursor: SECRET }],
  ["tg_export_history", { chat: "news", search: SECRET }],
  [SECRET, {}],
];

Deno.test("what a caller asks with is in no error, log, audit line, metric or span", async () => {
  spans.length = 0;
  const { call, close, lines, metrics, request } = await serve("mask");
  const answers: string[] = [];
  for (const [name, args] of ARGUMENTS) answers.push(await call(name, args));
  answers.push(await request("resources/list", { cursor: SECRET }));
  answers.push(await request("prompts/get", { name: SECRET }));
  answers.push(
    await request("prompts/get", { name: "summarise_period", arguments: { [SECRET]: "" } }),
  );
  answers.push(await request(SECRET, {}));
  // The protocol has the error of a resource name it.
  assert.match(await request("resources/read", { uri: `tgtk://exports/${SECRET}` }), /"error":/);
  // Whoever misnames an argument is told which, in letters only.
  const misnamed = await call("tg_fetch_history", { chat: "news", [SECRET]: 1 });
  assert.ok(!misnamed.includes(SECRET));
  for (const [at, answer] of answers.entries()) {
    assert.doesNotMatch(answer, HIDDEN, `${at}`);
    assert.match(answer, /"isError":true|"error":/, `${at}`);
  }
  const text = [...lines, await metrics.text(), ...spans].join("\n");
  assert.match(text, /VALIDATION_ERROR/);
  assert.doesNotMatch(text, HIDDEN);
  close();
});

Deno.test("the text of an exception is in no answer, log, audit line, metric or span", async () => {
  spans.length = 0;
  const { call, close, lines, metrics } = await serve("mask", true);
  for (const [name, args] of CALLS) {
    const answer = await call(name, args);
    assert.match(answer, /"isError":true/);
    assert.doesNotMatch(answer, HIDDEN);
  }
  const text = [...lines, await metrics.text(), ...spans].join("\n");
  assert.match(text, /INTERNAL/);
  assert.doesNotMatch(text, HIDDEN);
  close();
});
