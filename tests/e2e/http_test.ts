/** The program over HTTP: started, asked, ended. */
import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { answerIn, ERAS } from "../http/support.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { start, tgtk } from "./program.ts";
import { serve } from "./served.ts";

async function statusOf(url: string): Promise<number> {
  const { body, status } = await fetch(url);
  await body?.cancel();
  return status;
}

const RESOLVING = "contacts.resolveUsername";

const RESOLVE = { input: "@tgtk_news" };

for (const [era, call] of Object.entries(ERAS)) {
  Deno.test(`serve --http answers a call of ${era} from the sandbox`, async () => {
    await using served = await serve();
    const response = await fetch(`${served.url}/mcp`, call("tg_resolve_chat", RESOLVE));
    const { result } = await answerIn(response);
    assert.equal(result.structuredContent.chat_id, -1001000000101);
  });
}

/** Windows ends a process at once, and does not tell a server that its pipe is one. */
const UNIX = { ignore: Deno.build.os === "windows" };

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`serve --http ends on ${signal}, idle connections or not`, UNIX, async () => {
    await using served = await serve();
    await (await fetch(`${served.url}/health`)).text();
    const started = performance.now();
    served.program.kill(signal);
    const { code } = await served.program.ended();
    assert.equal(code, 0);
    assert.ok(performance.now() - started < 1000);
  });
}

Deno.test("serve --http ends when the pipe that is its stdin ends", UNIX, async () => {
  await using served = await serve();
  await served.program.endStdin();
  assert.equal((await served.program.ended()).code, 0);
});

Deno.test(
  "serve --http says that work in flight was cancelled, and ends within 4 s",
  UNIX,
  async () => {
    const asked = Promise.withResolvers<void>();
    const sandbox = await startSandbox({
      world: tinyWorld(),
      faults: { faults: [{ when: { method: RESOLVING }, do: { silence: { of: "call" } } }] },
      trace: ({ method }) => method === RESOLVING && asked.resolve(),
    });
    await using served = await serve([], accountOf(sandbox.ready));
    const answer = fetch(`${served.url}/mcp`, ERAS["2025"]("tg_resolve_chat", RESOLVE));
    await asked.promise;
    const started = performance.now();
    served.program.kill("SIGTERM");
    const { result } = await answerIn(await answer);
    assert.equal(result.structuredContent.error.code, "CANCELLED");
    assert.equal((await served.program.ended()).code, 0);
    assert.ok(performance.now() - started < 4000);
    await sandbox.close();
  },
);

Deno.test("serve --http is ready once Telegram has answered its session", async () => {
  await using served = await serve();
  const response = await fetch(`${served.url}/ready`);
  assert.deepEqual([response.status, await response.json()], [200, { ready: true, problems: [] }]);
});

Deno.test("serve --http is not ready with a session that Telegram has ended", async () => {
  const sandbox = await startSandbox({
    world: tinyWorld(),
    faults: {
      faults: [{
        when: { method: "users.getUsers" },
        do: { end_session: { error: "SESSION_REVOKED" } },
      }],
    },
  });
  await using served = await serve([], accountOf(sandbox.ready));
  const response = await fetch(`${served.url}/ready`);
  assert.equal(response.status, 503);
  assert.deepEqual((await response.json()).problems, [
    "Telegram no longer accepts this server's session; its operator has to sign in again.",
  ]);
  assert.equal(await statusOf(`${served.url}/health`), 200);
  await sandbox.close();
});

Deno.test("serve --http is not ready while another process holds the lease", async () => {
  const sandbox = await startSandbox({ world: tinyWorld() });
  const account = accountOf(sandbox.ready);
  await using first = await serve([], account);
  assert.equal(await statusOf(`${first.url}/ready`), 200);
  await using second = await serve([], account);
  const response = await fetch(`${second.url}/ready`);
  assert.equal(response.status, 503);
  const [problem] = (await response.json()).problems;
  assert.match(problem, new RegExp(`\\(serve, pid ${first.program.pid}\\)`));
  await sandbox.close();
});

Deno.test("serve --http is not ready when the folder for exports has gone", async () => {
  const folder = await Deno.makeTempDir();
  await using served = await serve(["--demo"], { TGTK_EXPORT_DIR: folder });
  assert.equal(await statusOf(`${served.url}/ready`), 200);
  await Deno.remove(folder, { recursive: true });
  const response = await fetch(`${served.url}/ready`);
  assert.equal(response.status, 503);
  const [problem, ...others] = (await response.json()).problems;
  assert.match(problem, /^Cannot use `TGTK_EXPORT_DIR`: expected /);
  assert.deepEqual(others, []);
});

Deno.test("serve --http tells its metrics, on a port of their own if it has one", async () => {
  await using served = await serve();
  await (await fetch(`${served.url}/mcp`, ERAS["2026"]("tg_resolve_chat", RESOLVE))).text();
  const response = await fetch(`${served.url}/metrics`);
  assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const metrics = await response.text();
  assert.match(metrics, /^mcp_tool_calls_total\{tool="tg_resolve_chat",status="ok"\} 1$/m);
  assert.match(metrics, /^telegram_active_connections 1$/m);

  await using apart = await serve(["--demo", "--admin-port", "0"]);
  assert.equal(await statusOf(`${apart.url}/metrics`), 404);
  const line = await apart.program.errLine((each) => each.includes("serves health"));
  const { url } = JSON.parse(line);
  assert.match(await (await fetch(`${url}/metrics`)).text(), /^tgtk_build_info{version="/m);
});

Deno.test("serve --http refuses another address without authentication", async () => {
  await using program = start(tgtk("serve", "--demo", "--http", "--host", "0.0.0.0"));
  const { code, err } = await program.ended();
  assert.equal(code, 2);
  assert.match(
    err,
    /^Cannot listen on 0\.0\.0\.0 without authentication: expected TGTK_HTTP_TOKENS/,
  );
});

Deno.test("serve --http says that a port is taken", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using program = start(
    tgtk("serve", "--demo", "--http", "--port", String((taken.addr as Deno.NetAddr).port)),
  );
  const { code, err } = await program.ended();
  assert.equal(code, 1);
  assert.match(err, /expected a free port, and another program uses this one/);
});

Deno.test("serve refuses flags of HTTP without --http", async () => {
  await using program = start(tgtk("serve", "--demo", "--port", "1"));
  const { code, err } = await program.ended();
  assert.equal(code, 2);
  assert.equal(err.trim(), "Cannot use --port: expected --http beside it.");
});

Deno.test(
  "serve --http writes nothing but JSON lines, without tokens and what was asked",
  UNIX,
  async () => {
    // `printf %s a-token-of-anna | sha256sum`
    const sha256 = "981d7a51eaf26e8c9e5d93b3ea85326b3ccd7bd653897eb6a45dfa9236c7f2dd";
    await using served = await serve(["--demo"], {
      TGTK_HTTP_TOKENS: `anna:${sha256}`,
      TGTK_PII_KEY: "5a".repeat(32),
      TGTK_AUDIT: "stderr",
      TGTK_LOG: "debug",
    });
    const ask = async (path: string, headers: Record<string, string>) => {
      const init = ERAS["2026"]("tg_resolve_chat", RESOLVE);
      const response = await fetch(served.url + path, {
        ...init,
        headers: { ...init.headers, ...headers },
      });
      await response.text();
      return response.status;
    };
    assert.equal(await ask("/mcp", { authorization: "Bearer a-token-of-anna" }), 200);
    assert.equal(await ask("/mcp", { authorization: "Bearer a-token-of-bert" }), 401);
    assert.equal(await ask("/mcp?access_token=a-token-of-anna", {}), 400);
    assert.equal(await ask("/mcp", { origin: "https://evil.example.org" }), 403);
    served.program.kill("SIGTERM");
    const { code, err } = await served.program.ended();
    assert.equal(code, 0);
    const lines = err.trim().split("\n").map((line) => JSON.parse(line));
    const audited = lines.filter(({ audit }) => audit === "tool call");
    assert.deepEqual(audited.map(({ principal, outcome }) => [principal, outcome]), [
      ["token:anna", "ok"],
    ]);
    assert.doesNotMatch(err, /a-token-of|tgtk_news|1000000101|evil/);
  },
);

Deno.test("serve --http gives an export as one file to its owner alone", async () => {
  await using served = await serve(["--demo"], {
    // `printf %s a-token-of-anna | sha256sum`, and of bert.
    TGTK_HTTP_TOKENS:
      "anna:981d7a51eaf26e8c9e5d93b3ea85326b3ccd7bd653897eb6a45dfa9236c7f2dd,bert:0fe13a4b28eb5a74784fcb4d349bca02648f5f5fdbd1deefa37b3f3aab6c3173",
  });
  const as = (name: string, more: Record<string, string> = {}) => ({
    authorization: `Bearer a-token-of-${name}`,
    ...more,
  });
  const init = ERAS["2026"]("tg_export_history", { chat: "@tgtk_forum" });
  const response = await fetch(`${served.url}/mcp`, {
    ...init,
    headers: { ...init.headers, ...as("anna") },
  });
  const { result } = await answerIn(response);
  const { bytes, complete, id, messages, sha256 } = result.structuredContent.export;
  assert.equal(complete, true);

  const url = `${served.url}/exports/${id}.ndjson`;
  const file = await fetch(url, { headers: as("anna") });
  assert.equal(file.headers.get("etag"), `"${sha256}"`);
  const content = new Uint8Array(await file.arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  assert.deepEqual([content.length, digest.toHex()], [bytes, sha256]);
  assert.equal(new TextDecoder().decode(content).trimEnd().split("\n").length, messages);

  const rest = await fetch(url, { headers: as("anna", { range: "bytes=-7" }) });
  assert.deepEqual(new Uint8Array(await rest.arrayBuffer()), content.subarray(-7));
  const foreign = await fetch(url, { headers: as("bert") });
  const unknown = await fetch(`${served.url}/exports/${"0".repeat(32)}.ndjson`, {
    headers: as("bert"),
  });
  assert.deepEqual([foreign.status, await foreign.json()], [404, await unknown.json()]);
});
