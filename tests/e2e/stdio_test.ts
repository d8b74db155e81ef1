import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { accountOf } from "./in_process.ts";
import { childEnv, type Program, ROOT, start, tgtk } from "./program.ts";

const INITIALIZE = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
};

// deno-lint-ignore no-explicit-any -- tests reach into any field of an answer
type Message = Record<string, any>;

let lastId = 0;

/** Sends a request and gives its answer; every line of stdout must be JSON-RPC. */
async function ask(program: Program, method: string, params: unknown): Promise<Message> {
  const id = ++lastId;
  await program.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  for (;;) {
    const message = JSON.parse(await program.line());
    assert.equal(message.jsonrpc, "2.0");
    if (message.id === id) return message;
  }
}

async function shakeHands(program: Program): Promise<void> {
  const { result } = await ask(program, "initialize", INITIALIZE);
  assert.equal(result.serverInfo.name, "tgtk");
  await program.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
}

Deno.test("serve --demo answers over stdio and ends with stdin", async () => {
  const program = start(tgtk("serve", "--demo"));
  await shakeHands(program);
  const listed = await ask(program, "tools/list", {});
  assert.deepEqual(
    listed.result.tools.map(({ name }: { readonly name: string }) => name),
    [
      "tg_resolve_chat",
      "tg_fetch_history",
      "tg_export_history",
      "tg_get_messages",
      "tg_list_topics",
    ],
  );
  const call = { name: "tg_fetch_history", arguments: { chat: "@tgtk_news", page_size: 3 } };
  const { result } = await ask(program, "tools/call", call);
  assert.equal(result.structuredContent.messages.length, 3);
  const before = performance.now();
  await program.endStdin();
  const { code, out, err } = await program.ended();
  // It takes some 30 ms; a machine that is busy with other tests gets more.
  assert.ok(performance.now() - before < 4000, `${performance.now() - before} ms`);
  assert.deepEqual([code, out, err], [0, "", ""]);
});

Deno.test("serve answers the revision of 2026 as well", async () => {
  await using program = start(tgtk("serve", "--demo"));
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  };
  const { result } = await ask(program, "server/discover", { _meta });
  assert.deepEqual(result.supportedVersions, ["2026-07-28"]);
  const call = { name: "tg_resolve_chat", arguments: { input: "@tgtk_news" }, _meta };
  const answer = await ask(program, "tools/call", call);
  assert.equal(answer.result.structuredContent.kind, "channel");
  const prompts = await ask(program, "prompts/list", { _meta });
  assert.equal(prompts.result.prompts.length, 4);
  assert.deepEqual([prompts.result.ttlMs, prompts.result.cacheScope], [3_600_000, "public"]);
  const wanted = { name: "weekly_digest", arguments: { chats: "@tgtk_news" }, _meta };
  const prompt = await ask(program, "prompts/get", wanted);
  assert.match(prompt.result.messages[0].content.text, /^Write a digest .* of @tgtk_news: /);
  const completed = await ask(program, "completion/complete", {
    ref: { type: "ref/prompt", name: "weekly_digest" },
    argument: { name: "chats", value: "tg" },
    _meta,
  });
  assert.deepEqual(completed.result.completion.values, ["@tgtk_news"]);
});

Deno.test("serve ends on SIGTERM and SIGINT", { ignore: Deno.build.os === "windows" }, async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const program = start(tgtk("serve", "--demo"));
    await shakeHands(program);
    program.kill(signal);
    const { code, out } = await program.ended();
    assert.deepEqual([code, out], [0, ""]);
    await program.endStdin();
  }
});

Deno.test("serve ends when its host is gone, though stdin stays open", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: tgtk("serve", "--demo"),
    cwd: ROOT,
    env: childEnv(),
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  const request = (id: number, method: string, params: unknown) =>
    writer.write(
      new TextEncoder().encode(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`),
    );
  await request(1, "initialize", INITIALIZE);
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  await request(2, "tools/list", {});
  await request(3, "tools/list", {});
  const { code } = await child.status;
  assert.equal(code, 0);
  await writer.abort().catch(() => {});
});

Deno.test("a second process with other settings is refused with the holder's name", async () => {
  await using sandbox = await sandboxWithSample();
  const account = accountOf(sandbox.ready);
  const holder = start(tgtk("serve"), account);
  await shakeHands(holder);
  const second = start(tgtk("serve"), { ...account, TGTK_PII: "off" });
  await shakeHands(second);
  const call = { name: "tg_resolve_chat", arguments: { input: "@tgtk_news" } };
  const first = await ask(holder, "tools/call", call);
  assert.equal(first.result.structuredContent.username, "tgtk_news");
  const refused = await ask(second, "tools/call", call);
  assert.equal(refused.result.isError, true);
  assert.deepEqual(refused.result.structuredContent.error, {
    code: "SESSION_IN_USE",
    message: "Another process uses this Telegram session with other settings " +
      `(serve, pid ${holder.pid}); give both the same settings and version, ` +
      "or each a session of its own.",
    holder: `serve, pid ${holder.pid}`,
    other_settings: true,
  });
  assert.equal(sandbox.connections(), 1);
  await holder.endStdin();
  await holder.ended();
  const now = await ask(second, "tools/call", call);
  assert.equal(now.result.structuredContent.username, "tgtk_news");
  await second.endStdin();
  await second.ended();
});

Deno.test("the permissions of `deno task start` are enough, with the sandbox's address", async () => {
  await using sandbox = await sandboxWithSample();
  const { port } = sandbox.ready;
  const config = JSON.parse(await Deno.readTextFile("deno.json"));
  const { net, env, ...others } = config.permissions.start;
  assert.deepEqual(others, {});
  assert.deepEqual(env, { allow: ["TELEGRAM_*", "TGTK_*", "OTEL_*"], ignore: true });
  const { TGTK_LEASE_PORT: _, ...account } = accountOf(sandbox.ready);
  const program = start([
    "run",
    "--quiet",
    "--no-prompt",
    `--allow-net=${[...net, `127.0.0.1:${port}`].join(",")}`,
    `--allow-env=${env.allow.join(",")}`,
    "--ignore-env",
    "src/main.ts",
    "serve",
  ], account);
  await shakeHands(program);
  const call = { name: "tg_fetch_history", arguments: { chat: "@tgtk_chat", page_size: 100 } };
  const { result } = await ask(program, "tools/call", call);
  assert.equal(result.structuredContent.messages.length, 100);
  await program.endStdin();
  const { out } = await program.ended();
  assert.equal(out, "");
});

async function sandboxWithSample() {
  const sandbox = await startSandbox({ world: sampleWorld() });
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.close() };
}
