/** `tg_export_history` and its resources over Telegram in memory. */
import assert from "node:assert/strict";
import { exportChanges, withChanges } from "../../src/exports/changes.ts";
import type { ExportDeps } from "../../src/exports/export.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { chatFinder } from "../../src/history/chats.ts";
import type { Chat } from "../../src/model/chat.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { CallFacts } from "../../src/model/observer.ts";
import type { Message } from "../../src/model/message.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import type { Sleep } from "../../src/telegram/sleep.ts";
import { aroundCalls } from "../../src/telegram/around.ts";
import { exportResources } from "../../src/tools/export_resources.ts";
import type { MessageCount } from "../../src/tools/tool.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { depsOver, quickTime, ROOM } from "../exports/exporting.ts";

const NOW = 1_700_000_000;

const NEWS: Chat = {
  chat_id: -1000000000001,
  kind: "channel",
  title: "News of anna@example.org",
  username: "news",
  usernames: ["news"],
};
const QUIET: Chat = {
  ...NEWS,
  chat_id: -1000000000002,
  username: "quiet",
  usernames: ["quiet"],
  protected: true,
};

const post = (chat: Chat, id: number, more: Partial<Message> = {}): Message => ({
  id,
  chat_id: chat.chat_id,
  date: NOW - 100_000 + 10 * id,
  text: `post ${id}`,
  ...more,
});

const SIGNED = post(NEWS, 3, {
  text: "write to boris@example.org",
  sender: { id: 70, kind: "user", name: "Boris", username: "boris" },
  author: "Boris",
  forward_from: { name: "Vera" },
});

/** The sleep that ends a call's time lasts until the call has ended. */
const CALL_MS = 45_000;

const endless: Sleep = (ms, signal) =>
  ms < CALL_MS
    ? Promise.resolve()
    : new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));

interface Options {
  readonly exports?: Partial<ExportDeps>;
  readonly mode?: "mask" | "off";
  /** Answers a page in place of Telegram. */
  readonly failing?: (call: number) => Failure | undefined;
  readonly posts?: number;
}

function setUp(
  { exports = {}, failing = () => undefined, mode = "mask", posts = 3 }: Options = {},
) {
  let pages = 0;
  const plain = Array.from({ length: posts - 1 }, (_, at) => post(NEWS, at + 1 + Number(at > 1)));
  const behind = memoryTelegram({
    chats: [
      { chat: NEWS, messages: [...plain, SIGNED].sort((a, b) => a.id - b.id) },
      { chat: QUIET, messages: [post(QUIET, 1)] },
    ],
    now: () => NOW,
  });
  const telegram = aroundCalls(behind, async (name, options, run) => {
    const failure = name === "getHistory" ? failing(++pages) : undefined;
    return failure === undefined ? await run(options) : { ok: false, failure };
  });
  const changes = exportChanges();
  const base = depsOver(telegram, { sleep: endless, ...exports });
  let seed = 0;
  const deps = {
    telegram,
    chats: chatFinder(telegram, { mode: "public" }),
    privacy: { mode, kinds: DEFAULT_PII_KINDS },
    exports: { ...base, store: withChanges(base.store, changes.tell) },
    exportChanges: changes,
    cursorKey: new Uint8Array(32),
    random: (bytes: number) => new Uint8Array(bytes).fill(++seed),
  } as const;
  const tools = toolbox(deps);
  const resources = exportResources(deps);
  let facts: CallFacts = {};
  const reports: (readonly [string, MessageCount?])[] = [];
  const call = async (
    args: Record<string, unknown>,
    { name = "tg_export_history", principal = "local", signal = new AbortController().signal } = {},
  ) => {
    const tool = tools.find(({ definition }) => definition.name === name)!;
    const report = (words: string, count?: MessageCount) =>
      void reports.push(count === undefined ? [words] : [words, count]);
    const tell = (more: CallFacts) => void (facts = { ...facts, ...more });
    const outcome = await tool.handle({ arguments: args, signal, principal, report, tell });
    if (outcome.ok) tool.definition.output.parse(outcome.value.structured);
    return outcome;
  };
  /** Both forms of an answer that has to succeed. */
  const answer = async (...args: Parameters<typeof call>) => {
    const outcome = await call(...args);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    // deno-lint-ignore no-explicit-any -- tests reach into any field
    const { structured } = outcome.value as any;
    const { links = [], text } = outcome.value;
    return { text, links, structured, export: structured.export };
  };
  const textOf = async (uri: string, principal = "local") => {
    const found = await resources.read(principal, uri);
    assert.ok(found.ok);
    return found.value?.text;
  };
  return { answer, call, facts: () => facts, pages: () => pages, reports, resources, textOf };
}

Deno.test("tg_export_history gives the export in both forms, with links", async () => {
  const { answer } = setUp();
  const { export: made, links, structured, text } = await answer({ chat: "@news" });
  const uri = `tgtk://exports/${made.id}`;
  assert.match(made.id, /^[0-9a-f]{32}$/);
  assert.deepEqual(Object.keys(structured), ["notice", "export"]);
  assert.deepEqual(made, {
    id: made.id,
    uri,
    format: "ndjson",
    messages: 3,
    bytes: made.parts[0].bytes,
    sha256: made.sha256,
    first_id: 3,
    last_id: 1,
    covered: {
      from_id: 1,
      to_id: 3,
      from_date: "2023-11-13T18:26:50Z",
      to_date: "2023-11-14T22:13:20Z",
    },
    complete: true,
    parts: [{ uri: `${uri}/1.ndjson`, messages: 3, bytes: made.bytes }],
  });
  assert.deepEqual(links, [
    { uri, name: `${made.id}.json`, mimeType: "application/json" },
    {
      uri: `${uri}/1.ndjson`,
      name: `${made.id}/1.ndjson`,
      mimeType: "application/x-ndjson",
      size: made.bytes,
    },
  ]);
  assert.deepEqual(text.split("\n").slice(0, 5), [
    "Export of @news (channel, -1000000000001): complete, 3 messages, ids 3 to 1, " +
    `${made.bytes} bytes of NDJSON.`,
    "Covered: ids 1–3, dates 2023-11-13T18:26:50Z to 2023-11-14T22:13:20Z.",
    `Manifest: ${uri}.`,
    `Part: ${uri}/1.ndjson.`,
    `SHA-256 of all parts joined: ${made.sha256}.`,
  ]);
});

Deno.test("tg_export_history writes masked lines that name nobody", async () => {
  const { answer, textOf } = setUp();
  const { export: made } = await answer({ chat: "@news", direction: "asc" });
  const lines = (await textOf(made.parts[0].uri))?.trimEnd().split("\n") ?? [];
  assert.deepEqual(lines.map((line) => JSON.parse(line)), [
    { id: 1, date: "2023-11-13T18:26:50Z", text: "post 1", link: "https://t.me/news/1" },
    { id: 2, date: "2023-11-13T18:27:00Z", text: "post 2", link: "https://t.me/news/2" },
    {
      id: 3,
      date: "2023-11-13T18:27:10Z",
      text: "write to [email]",
      sender: { id: 70, kind: "user", name: "user" },
      author: "user",
      link: "https://t.me/news/3",
      forward_from: { name: "user" },
    },
  ]);
  const manifest = await textOf(made.uri) ?? "";
  assert.equal(JSON.parse(manifest).chat.title, "News of [email]");
  assert.doesNotMatch(manifest, /anna|boris|vera/i);
});

Deno.test("tg_export_history gives a finished export again without reading, until `refresh`", async () => {
  const { answer, pages } = setUp();
  const first = await answer({ chat: "@news" });
  const read = pages();
  assert.deepEqual((await answer({ chat: "https://t.me/news" })).export, first.export);
  assert.equal(pages(), read);
  assert.deepEqual((await answer({ chat: "@news", refresh: true })).export, first.export);
  assert.ok(pages() > read);
});

Deno.test("tg_export_history works for 45 s and says how to go on", async () => {
  const time = quickTime();
  let isSlow = true;
  const { answer } = setUp({
    posts: 400,
    exports: {
      inFlight: 1,
      clock: time.clock,
      sleep: (ms, signal) => isSlow ? Promise.resolve() : endless(ms, signal),
    },
  });
  const args = { chat: "@news", filter: { has_media: false } };
  const stopped = await answer(args);
  assert.equal(stopped.export.complete, false);
  assert.equal(stopped.export.reason, "time_limit");
  const next = "To go on, call tg_export_history again with the same arguments.";
  assert.equal(stopped.export.next, next);
  assert.ok(stopped.text.includes(`\n${next}\n`));
  isSlow = false;
  const whole = await answer(args);
  assert.equal(whole.export.id, stopped.export.id);
  assert.deepEqual([whole.export.complete, whole.export.messages], [true, 400]);
});

Deno.test("tg_export_history hands on a wait, with what is there until then", async () => {
  const wait: Failure = { code: "FLOOD_WAIT", retry_after_s: 300 };
  const { answer, call } = setUp({
    posts: 400,
    exports: { inFlight: 1 },
    failing: (page) => page === 3 ? wait : undefined,
  });
  const { export: made, text } = await answer({ chat: "@news", refresh: true });
  assert.equal(made.reason, "flood_wait");
  assert.equal(made.retry_after_s, 300);
  assert.ok(made.messages > 0);
  const next = "Telegram asks to wait 300 s; call again after that, not earlier. To go on then, " +
    "call tg_export_history again with the same arguments, but without refresh.";
  assert.equal(made.next, next);
  assert.ok(text.includes(next));
  const rest = await call({ chat: "@news" });
  assert.ok(rest.ok);
});

Deno.test("tg_export_history fails plainly where there is nothing yet", async () => {
  const { call } = setUp({ failing: () => ({ code: "AUTH_REQUIRED" }) });
  assert.deepEqual(await call({ chat: "@news" }), {
    ok: false,
    failure: { code: "AUTH_REQUIRED" },
  });
});

Deno.test("tg_export_history leaves chats that forbid saving alone, and nobody is told to export them", async () => {
  const { call } = setUp();
  const refused = { ok: false, failure: { code: "CHANNEL_PRIVATE", reason: "protected" } };
  assert.deepEqual(await call({ chat: "@quiet" }), refused);
  const read = await call({ chat: "@quiet" }, { name: "tg_fetch_history" });
  assert.ok(read.ok);
  assert.equal(read.value.structured.export, null);
});

Deno.test("tg_export_history reports its address, counts and day", async () => {
  const { answer, facts, reports } = setUp({ posts: 400 });
  const { export: made } = await answer({ chat: "@news" });
  assert.deepEqual(facts(), {
    chatIds: [-1000000000001],
    window: {},
    direction: "desc",
    messages: 400,
  });
  const counted = reports.filter(([, count]) => count !== undefined);
  assert.deepEqual(counted[0], [
    `tgtk://exports/${made.id}: 0 messages`,
    { done: 0, total: undefined },
  ]);
  assert.deepEqual(counted.at(-1), [
    `tgtk://exports/${made.id}: 400 of about 400 messages, now at 2023-11-13`,
    { done: 400, total: 400 },
  ]);
});

Deno.test("tg_export_history keeps what is complete when it is cancelled", async () => {
  const stop = new AbortController();
  const { answer } = setUp({
    posts: 400,
    exports: { inFlight: 1 },
    failing: (page) => {
      if (page === 3) stop.abort();
      return undefined;
    },
  });
  const cancelled = await answer({ chat: "@news" }, { signal: stop.signal });
  assert.equal(cancelled.export.reason, "cancelled");
  assert.ok(cancelled.export.messages > 0 && cancelled.export.messages < 400);
  const whole = await answer({ chat: "@news" });
  assert.deepEqual([whole.export.complete, whole.export.messages], [true, 400]);
});

Deno.test("tg_fetch_history names the export of what it holds many of, and only then", async () => {
  const { call } = setUp({ posts: 600 });
  const exportOf = async (args: Record<string, unknown>) => {
    const outcome = await call(args, { name: "tg_fetch_history" });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return [outcome.value.structured.export, outcome.value.text.split("\n")[0]] as const;
  };
  const [many, said] = await exportOf({ chat: "@news", page_size: 5, response_format: "detailed" });
  assert.deepEqual(many, {
    tool: "tg_export_history",
    arguments: { chat: "@news" },
    estimated_messages: 600,
  });
  assert.match(
    said ?? "",
    / All, about 600: tg_export_history with the same chat, dates and filters\.$/,
  );
  // Ten seconds lie between two posts: 6,000 s hold them all.
  const from = "2023-11-13T18:26:40Z";
  const [dated] = await exportOf({
    chat: "@news",
    from_date: from,
    to_date: "2023-11-13T20:06:50Z",
  });
  assert.deepEqual((dated as { arguments: unknown }).arguments, {
    chat: "@news",
    from_date: from,
    to_date: "2023-11-13T20:06:50Z",
  });
  const [few, silent] = await exportOf({
    chat: "@news",
    from_date: from,
    to_date: "2023-11-13T18:46:40Z",
  });
  assert.equal(few, null);
  assert.doesNotMatch(silent ?? "", /tg_export_history/);
});

Deno.test("exportResources() lists manifests and parts, the newest first, page by page", async () => {
  const time = quickTime();
  const { answer, resources } = setUp({ exports: { clock: time.clock } });
  const ids: string[] = [];
  for (let at = 0; at < 60; at++) {
    time.advance(1000);
    ids.unshift(
      (await answer({ chat: "@news", from_date: `20${10 + at % 13}-0${1 + at % 9}-01` })).export.id,
    );
  }
  const first = await resources.list("local", undefined);
  assert.ok(first.ok);
  assert.equal(first.value.resources.length, 100);
  const second = await resources.list("local", first.value.nextCursor);
  assert.ok(second.ok);
  assert.equal(second.value.nextCursor, undefined);
  const uris = [...first.value.resources, ...second.value.resources].map(({ uri }) => uri);
  const expected = [...new Set(ids)].flatMap((id) => [
    `tgtk://exports/${id}`,
    `tgtk://exports/${id}/1.ndjson`,
  ]);
  assert.deepEqual([...uris].sort(), [...expected].sort());
  assert.deepEqual(uris.slice(0, 2), expected.slice(0, 2));
});

Deno.test("exportResources() refuses a cursor of its own making only", async () => {
  const { resources } = setUp();
  for (const cursor of ["x", "", btoa("000000000001 zz 000001")]) {
    assert.deepEqual(await resources.list("local", cursor), {
      ok: false,
      failure: { code: "VALIDATION_ERROR", field: "cursor", expected: "nextCursor of a list" },
    });
  }
});

Deno.test("exportResources() shows an export to its owner alone, until it expires", async () => {
  const time = quickTime();
  const { answer, resources, textOf } = setUp({
    exports: { clock: time.clock, ttlS: 60, store: memoryStore(ROOM) },
  });
  const { export: made } = await answer({ chat: "@news" }, { principal: "anna" });
  assert.ok(await textOf(made.uri, "anna"));
  assert.equal(await textOf(made.uri, "boris"), undefined);
  assert.equal(await textOf(made.parts[0].uri, "boris"), undefined);
  assert.deepEqual(await resources.list("boris", undefined), {
    ok: true,
    value: { resources: [] },
  });
  assert.equal(await textOf(`${made.uri}/2.ndjson`, "anna"), undefined);
  assert.equal(await textOf(`${made.uri}/../1.ndjson`, "anna"), undefined);
  time.advance(60_000);
  assert.equal(await textOf(made.uri, "anna"), undefined);
  assert.equal(await textOf(made.parts[0].uri, "anna"), undefined);
  const afresh = await answer({ chat: "@news" }, { principal: "anna" });
  assert.equal(afresh.export.id, made.id);
});

Deno.test("a manifest's cursor goes on with tg_fetch_history where the export stands", async () => {
  const stop = new AbortController();
  const { answer, call, textOf } = setUp({
    posts: 400,
    exports: { inFlight: 1 },
    failing: (page) => {
      if (page === 3) stop.abort();
      return undefined;
    },
  });
  const args = { chat: "@news", from_date: "2023-11-13", filter: { has_media: false } };
  const { export: made } = await answer(args, { signal: stop.signal });
  const { cursor, query } = JSON.parse(await textOf(made.uri) ?? "{}");
  assert.deepEqual(query, {
    from_date: "2023-11-13T00:00:00Z",
    direction: "desc",
    filter: { has_media: false },
  });
  const page = await call({ ...args, cursor, page_size: 1 }, { name: "tg_fetch_history" });
  assert.ok(page.ok, JSON.stringify(page));
  const { messages, page_info } = page.value.structured as {
    messages: { id: number }[];
    page_info: { total_fetched: number };
  };
  assert.deepEqual(messages.map(({ id }) => id), [made.last_id - 1]);
  assert.equal(page_info.total_fetched, made.messages + 1);
});
