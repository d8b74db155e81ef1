/** Exports through the whole server, over a real connection to a sandbox. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { combine, cut, withhold } from "../../src/sandbox/faults/short_pages.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { type Answer, readAll, type Setup, setUp } from "./in_process.ts";

const WORLD = sampleWorld();

/** Calls until the export is complete. */
async function exported({ call }: Setup, args: Record<string, unknown>): Promise<Answer["json"]> {
  for (;;) {
    const answer = await call("tg_export_history", args);
    assert.ok(!answer.isError, answer.text);
    if (answer.json.export.complete) return answer.json.export;
    assert.match(answer.json.export.reason, /^(time_limit|in_progress)$/);
  }
}

async function textOf({ client }: Setup, uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri });
  const [content] = contents;
  assert.ok(content !== undefined && "text" in content);
  return content.text;
}

/** The parts joined, once their sizes and the digest are as they were told. */
async function ndjson(setup: Setup, made: Answer["json"]): Promise<string> {
  let all = "";
  for (const { bytes, messages, uri } of made.parts) {
    const part = await textOf(setup, uri);
    const size = new TextEncoder().encode(part).length;
    assert.deepEqual([size, part.split("\n").length - 1], [bytes, messages]);
    assert.ok(size <= 1_048_576);
    all += part;
  }
  assert.equal(createHash("sha256").update(all).digest("hex"), made.sha256);
  return all;
}

/** The messages of pages, as lines. */
function linesOf(pages: readonly Answer[]): string {
  return pages.flatMap(({ json }) => json.messages)
    .map((message) => `${JSON.stringify(message)}\n`).join("");
}

Deno.test("an export is the pages of tg_fetch_history joined, down and up", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_PII: "off" });
  for (const direction of ["desc", "asc"]) {
    const args = { chat: "@tgtk_chat", direction };
    const pages = await readAll(setup.call, {
      ...args,
      page_size: 100,
      response_format: "detailed",
    });
    const made = await exported(setup, args);
    assert.equal(made.messages, 20_600);
    assert.equal(await ndjson(setup, made), linesOf(pages));
    // Upward, the first page is of the basic group that the chat was before.
    const call = { tool: "tg_export_history", arguments: args, estimated_messages: 20_000 };
    assert.deepEqual(pages[0]?.json.export, direction === "desc" ? call : null);
  }
});

Deno.test("an export is the pages joined where pages are withheld and cut", async () => {
  await using setup = await setUp(
    { world: WORLD, shortPages: combine(withhold(0.05, 7), cut(0.3, 8)) },
    { TGTK_PII: "off" },
  );
  for (
    const args of [
      { chat: "@tgtk_chat" },
      { chat: "@tgtk_news", filter: { media_types: ["photo", "poll"] } },
      { chat: "@tgtk_news", search: "river", direction: "asc" },
    ]
  ) {
    const pages = await readAll(setup.call, {
      ...args,
      page_size: 100,
      response_format: "detailed",
    });
    const made = await exported(setup, args);
    assert.ok(made.messages > 0);
    assert.equal(await ndjson(setup, made), linesOf(pages));
  }
});

Deno.test("20 exports at once are all complete, and short reads do not wait for them", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_PII: "off" });
  const chats = ["@tgtk_chat", "@tgtk_news"];
  let complete = 0;
  const exports = Array.from({ length: 20 }, async (_, at) => {
    const made = await exported(setup, {
      chat: chats[at % 2],
      filter: { min_views: at },
      from_date: "2024-03-01",
    });
    complete += 1;
    return made;
  });
  for (let read = 0; read < 5; read++) {
    const page = await setup.call("tg_fetch_history", { chat: "@tgtk_forum", page_size: 20 });
    assert.ok(!page.isError, page.text);
  }
  assert.ok(complete < 20, "the exports were over before the short reads");
  const made = await Promise.all(exports);
  assert.equal(new Set(made.map(({ id }) => id)).size, 20);
  const uris: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await setup.client.listResources(cursor === undefined ? {} : { cursor });
    uris.push(...page.resources.map(({ uri }) => uri));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const expected = made.flatMap((
    { parts, uri },
  ) => [uri, ...parts.map((part: { readonly uri: string }) => part.uri)]);
  assert.deepEqual(uris.toSorted(), expected.toSorted());
});

Deno.test("nothing personal comes out of an export of made-up personal data", async () => {
  await using setup = await setUp({ world: WORLD });
  const pages = await readAll(setup.call, {
    chat: "@tgtk_pii",
    page_size: 100,
    response_format: "detailed",
  });
  const made = await exported(setup, { chat: "@tgtk_pii" });
  const lines = (await ndjson(setup, made)).trimEnd().split("\n").map((line) => JSON.parse(line));
  const messages = pages.flatMap(({ json }) => json.messages);
  // Names are numbered on pages; ids tell people apart in lines. All else is the same.
  const nameless = (value: unknown) => JSON.stringify(value).replace(/"user \d+"/g, '"user"');
  assert.deepEqual(lines.map(nameless), messages.map(nameless));
  const names = lines.map(({ sender }) => sender).filter((sender) => sender?.kind === "user");
  assert.ok(names.every(({ name, username }) => name === "user" && username === undefined));
  const manifest = await textOf(setup, made.uri);
  const everything = `${JSON.stringify(lines)}${manifest}`;
  assert.doesNotMatch(everything, /[\w.]+@[\w-]+\.\w/);
  assert.doesNotMatch(everything, /\+\d[\d ()-]{9,}/);
});

Deno.test("the oldest finished export makes room for the next one", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_EXPORT_MAX_MB: "9" });
  const first = await exported(setup, { chat: "@tgtk_chat" });
  assert.ok(first.bytes > 4_600_000 && first.bytes < 9_000_000, `${first.bytes} bytes`);
  const second = await exported(setup, { chat: "@tgtk_chat", direction: "asc" });
  assert.equal(second.messages, first.messages);
  await assert.rejects(setup.client.readResource({ uri: first.uri }), {
    code: -32602,
    message: /has expired, or there is no such part\. Call tg_export_history/,
  });
  assert.ok(await textOf(setup, second.uri));
});

Deno.test("an export that is larger than all the room ends with what fits, and says why", async () => {
  await using setup = await setUp({ world: WORLD }, { TGTK_EXPORT_MAX_MB: "2" });
  const answer = await setup.call("tg_export_history", { chat: "@tgtk_chat" });
  const { export: made } = answer.json;
  assert.deepEqual([made.complete, made.reason], [false, "storage"]);
  assert.match(made.next, /^Cannot use `TGTK_EXPORT_MAX_MB`: expected more room/);
  assert.ok(made.bytes <= 2_000_000 && made.messages > 0);
  await ndjson(setup, made);
});

Deno.test("an export in a folder outlives the server, and expires there", async () => {
  const folder = await Deno.makeTempDir();
  const settings = { TGTK_EXPORT_DIR: folder };
  let made: Answer["json"];
  {
    await using setup = await setUp({ world: WORLD }, settings);
    made = await exported(setup, { chat: "@tgtk_forum" });
  }
  {
    await using setup = await setUp({ world: WORLD }, settings);
    await ndjson(setup, made);
    const { mode } = await Deno.stat(`${folder}/${made.id}/1.ndjson`);
    if (Deno.build.os !== "windows") assert.equal((mode ?? 0) & 0o777, 0o600);
  }
  const path = `${folder}/${made.id}/manifest.json`;
  const record = JSON.parse(await Deno.readTextFile(path));
  record.manifest.expires = "2020-01-01T00:00:00Z";
  await Deno.writeTextFile(path, JSON.stringify(record));
  {
    await using _setup = await setUp({ world: WORLD }, settings);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  }
  await Deno.remove(folder, { recursive: true });
});
