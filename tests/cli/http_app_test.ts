import assert from "node:assert/strict";
import { httpApp } from "../../src/cli/http_app.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { accountOf } from "../e2e/in_process.ts";
import { resultOf } from "../e2e/result_of.ts";
import { ERAS } from "../http/support.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";

Deno.test("httpApp() answers without a listener, and gives the session back", async () => {
  const sandbox = await startSandbox({ world: tinyWorld() });
  const settings = { ...accountOf(sandbox.ready), TGTK_LEASE_PORT: "26400" };
  const app = await httpApp({ settings, host: "127.0.0.1", log: () => {} });
  assert.ok("fetch" in app);
  const { headers, ...call } = ERAS["2025"]("tg_resolve_chat", { input: "@tiny_news" });
  const request = new Request("http://127.0.0.1/mcp", {
    ...call,
    headers: { ...headers, host: "127.0.0.1" },
  });
  const response = await app.fetch(request);
  assert.equal((await resultOf(response)).structuredContent.chat_id, -1000000001001);
  await app.close();
  await sandbox.close();
});

Deno.test("httpApp() says what is wrong with a host that needs authentication", async () => {
  const settings = {
    TELEGRAM_API_ID: "1",
    TELEGRAM_API_HASH: "0".repeat(32),
    TELEGRAM_STRING_SESSION: "1".repeat(300),
  };
  const app = await httpApp({ settings, host: "tgtk.example.org", log: () => {} });
  assert.ok("errors" in app);
  assert.match(app.errors[0] ?? "", /^Cannot listen on tgtk\.example\.org without authentication/);
});
