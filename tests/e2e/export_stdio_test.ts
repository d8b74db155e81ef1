/** Exports over stdio, by the letter of both eras: links, progress, resources, subscriptions, errors. */
import assert from "node:assert/strict";
import { type Program, ROOT, start, tgtk } from "./program.ts";

// deno-lint-ignore no-explicit-any -- tests reach into any field of an answer
type Message = Record<string, any>;

const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
};
const UNKNOWN = `tgtk://exports/${"0".repeat(32)}`;

/** A conversation; what comes unasked is kept. */
function talk(program: Program, _meta: Message | undefined) {
  const notifications: Message[] = [];
  let lastId = 0;
  const send = (message: Message) =>
    program.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const withMeta = (params: Message) =>
    _meta === undefined ? params : { ...params, _meta: { ..._meta, ...params._meta } };
  const next = async (): Promise<Message> => {
    const message = JSON.parse(await program.line());
    if (message.method !== undefined) notifications.push(message);
    return message;
  };
  const begin = async (method: string, params: Message = {}): Promise<number> => {
    await send({ id: ++lastId, method, params: withMeta(params) });
    return lastId;
  };
  const ask = async (method: string, params: Message = {}): Promise<Message> => {
    const id = await begin(method, params);
    for (;;) {
      const message = await next();
      if (message.id === id && message.method === undefined) return message;
    }
  };
  return { ask, begin, next, notifications, send };
}

const export_ = (refresh: boolean, progressToken?: string) => ({
  name: "tg_export_history",
  arguments: { chat: "@tgtk_forum", refresh },
  ...(progressToken === undefined ? {} : { _meta: { progressToken } }),
});

/** What is the same in both eras. */
async function exportOnce({ ask, notifications }: ReturnType<typeof talk>): Promise<Message> {
  const { result } = await ask("tools/call", export_(false, "p1"));
  const { export: made } = result.structuredContent;
  assert.ok(made.complete && made.messages > 100);
  const [text, ...links] = result.content;
  assert.equal(text.type, "text");
  assert.deepEqual(
    links.map(({ type, uri }: Message) => [type, uri]),
    [made, ...made.parts].map(({ uri }: Message) => ["resource_link", uri]),
  );
  const progress = notifications.filter(({ method }) => method === "notifications/progress");
  assert.equal(progress[0]?.params.progressToken, "p1");
  assert.equal(progress[0]?.params.message, `${made.uri}: 0 messages`);

  const { result: templates } = await ask("resources/templates/list");
  assert.deepEqual(
    templates.resourceTemplates.map(({ uriTemplate }: Message) => uriTemplate),
    ["tgtk://exports/{id}", "tgtk://exports/{id}/{n}.ndjson"],
  );
  const { result: manifest } = await ask("resources/read", { uri: made.uri });
  assert.equal(manifest.contents[0].mimeType, "application/json");
  assert.equal(JSON.parse(manifest.contents[0].text).sha256, made.sha256);
  const { result: part } = await ask("resources/read", { uri: made.parts[0].uri });
  assert.equal(part.contents[0].mimeType, "application/x-ndjson");
  assert.equal(part.contents[0].text.split("\n").length - 1, made.parts[0].messages);
  const { error } = await ask("resources/read", { uri: UNKNOWN });
  assert.equal(error.code, -32602);
  assert.match(error.message, /Call tg_export_history with the same arguments to make it again/);
  assert.deepEqual(error.data, { uri: UNKNOWN });
  return { made, manifest };
}

Deno.test("exports over stdio, the revisions of 2025", async () => {
  await using program = start(tgtk("serve", "--demo"));
  const talking = talk(program, undefined);
  const { ask, next, notifications, send } = talking;
  const { result } = await ask("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  });
  assert.deepEqual(result.capabilities.resources, { subscribe: true });
  await send({ method: "notifications/initialized" });
  const { made } = await exportOnce(talking);
  const updates = () =>
    notifications.filter(({ method }) => method === "notifications/resources/updated");
  assert.deepEqual(updates(), []);
  assert.deepEqual((await ask("resources/subscribe", { uri: made.uri })).result, {});
  await ask("tools/call", export_(true));
  while (updates().length === 0) await next();
  assert.deepEqual([...new Set(updates().map(({ params }) => params.uri))], [made.uri]);
  await ask("resources/unsubscribe", { uri: made.uri });
  const heard = updates().length;
  await ask("tools/call", export_(true));
  await ask("ping");
  assert.equal(updates().length, heard);
});

Deno.test("exports over stdio, the revision of 2026", async () => {
  await using program = start(tgtk("serve", "--demo"));
  const talking = talk(program, META);
  const { ask, begin, next, notifications } = talking;
  const { result } = await ask("server/discover");
  assert.deepEqual(result.capabilities.resources, { subscribe: true });
  const { made, manifest } = await exportOnce(talking);
  assert.deepEqual([manifest.ttlMs, manifest.cacheScope], [0, "private"]);
  const { result: listed } = await ask("resources/list");
  assert.deepEqual([listed.ttlMs, listed.cacheScope], [0, "private"]);
  const updates = () =>
    notifications.filter(({ method }) => method === "notifications/resources/updated");
  const part = made.parts[0].uri;
  await begin("subscriptions/listen", { notifications: { resourceSubscriptions: [part] } });
  await ask("tools/call", export_(true));
  while (updates().length === 0) await next();
  assert.deepEqual([...new Set(updates().map(({ params }) => params.uri))], [part]);
});

Deno.test("a folder for exports needs its own permissions, and the error says which", async () => {
  const folder = await Deno.makeTempDir();
  const run = (...more: readonly string[]) =>
    start([
      "run",
      "--frozen",
      "--no-prompt",
      "-P=demo",
      ...more,
      `${ROOT}src/main.ts`,
      "serve",
      "--demo",
    ], {
      TGTK_EXPORT_DIR: folder,
    });
  {
    await using program = run();
    const { result } = await talk(program, META).ask("tools/call", export_(false));
    assert.ok(result.isError);
    assert.equal(
      result.structuredContent.error.message,
      "Cannot use `TGTK_EXPORT_DIR`: expected a folder that the program's --allow-read and " +
        "--allow-write permit.",
    );
    await program.endStdin();
    const { err } = await program.ended();
    const sentence = "Cannot use TGTK_EXPORT_DIR: expected the permissions " +
      `--allow-read=${folder} --allow-write=${folder} beside the program's others.`;
    assert.ok(err.includes(sentence), err);
  }
  {
    await using program = run(`--allow-read=${folder}`, `--allow-write=${folder}`);
    const { ask } = talk(program, META);
    const { result } = await ask("tools/call", export_(false));
    const { id } = result.structuredContent.export;
    assert.ok((await Deno.stat(`${folder}/${id}/1.ndjson`)).isFile);
  }
  await Deno.remove(folder, { recursive: true });
});
