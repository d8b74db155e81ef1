/** The entry for Deno Deploy: copies that see one database, and nothing else of each other. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { ERAS } from "../http/support.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { resultOf } from "./result_of.ts";
import { start } from "./program.ts";

const TOKEN = "t0ken";
const TOKENS = { TGTK_HTTP_TOKENS: `anna:${createHash("sha256").update(TOKEN).digest("hex")}` };
const RESOLVE = { input: "@tiny_news" };

/** As Deploy runs it, with less: every network and variable, and no file at all. */
const FLAGS = ["run", "--quiet", "--no-prompt", "--allow-net", "--allow-env", "--unstable-kv"];

interface Copy extends AsyncDisposable {
  /** Asks it to end as Deploy does; gives the exit code. */
  readonly stop: () => Promise<number>;
  readonly call: () => Promise<{ readonly chat_id?: number; readonly error?: { code: string } }>;
}

async function startCopy(database: string, sandbox: Sandbox): Promise<Copy> {
  const files = ["--allow-read", "--allow-write"].map((flag) => `${flag}=${database}`);
  const program = start(
    [...FLAGS, ...files, "tests/cli/deploy_program.ts", "0", database],
    { ...accountOf(sandbox.ready), ...TOKENS },
  );
  const served = /"event":"serves MCP".*"url":"http:\/\/0\.0\.0\.0:(\d+)\/mcp"/;
  const port = served.exec(await program.errLine((line) => served.test(line)))?.[1];
  let hasEnded = false;
  return {
    async stop() {
      program.kill("SIGINT");
      hasEnded = true;
      return (await program.ended()).code;
    },
    async call() {
      const init = ERAS["2026"]("tg_resolve_chat", RESOLVE);
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${TOKEN}`);
      const response = await fetch(`http://127.0.0.1:${port}/mcp`, { ...init, headers });
      return (await resultOf(response)).structuredContent;
    },
    async [Symbol.asyncDispose]() {
      // It does not end with its stdin: a test that failed half-way must not wait for it.
      if (!hasEnded) program.kill("SIGKILL");
      await program[Symbol.asyncDispose]();
    },
  };
}

Deno.test("copies of deploy.ts use a session one after the other, never both", {
  ignore: Deno.build.os === "windows",
}, async () => {
  const folder = await Deno.makeTempDir();
  const sandbox = await startSandbox({ world: tinyWorld() });
  await using first = await startCopy(`${folder}/kv`, sandbox);
  await using second = await startCopy(`${folder}/kv`, sandbox);
  assert.equal((await first.call()).chat_id, -1000000001001);
  assert.equal((await second.call()).error?.code, "SESSION_IN_USE");

  const started = performance.now();
  assert.equal(await first.stop(), 0);
  assert.ok(performance.now() - started < 5000);

  assert.equal((await second.call()).chat_id, -1000000001001);
  assert.equal(await second.stop(), 0);
  await sandbox.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("deploy.ts does not start without a database that all copies see", async () => {
  const sandbox = await startSandbox({ world: tinyWorld() });
  const withoutKv = FLAGS.filter((flag) => flag !== "--unstable-kv");
  await using program = start([...withoutKv, "src/deploy.ts", "0"], {
    ...accountOf(sandbox.ready),
    ...TOKENS,
  });
  const { code, err } = await program.ended();
  assert.equal(code, 2);
  assert.match(err, /^Cannot start without Deno KV: expected a database for this application/);
  await sandbox.close();
});

Deno.test("deploy.ts does not start without authentication", async () => {
  const sandbox = await startSandbox({ world: tinyWorld() });
  await using program = start([...FLAGS, "src/deploy.ts", "0"], accountOf(sandbox.ready));
  const { code, err } = await program.ended();
  assert.equal(code, 2);
  assert.match(err, /^Cannot listen on 0\.0\.0\.0 without authentication/);
  await sandbox.close();
});
