import assert from "node:assert/strict";
import { adminHandler } from "../../src/http/admin_handler.ts";
import { asking, deps } from "./support.ts";

const notReady = () =>
  Promise.resolve({ ready: false, problems: ["The session is not authorised."] });

Deno.test("readyAnswer() says what is missing", async () => {
  const ready = await asking()("/ready");
  assert.deepEqual([ready.status, await ready.json()], [200, { ready: true, problems: [] }]);
  const response = await asking({ ready: notReady })("/ready");
  assert.equal(response.status, 503);
  assert.deepEqual(await response.json(), {
    ready: false,
    problems: ["The session is not authorised."],
  });
});

Deno.test("readyAnswer() tells strangers only whether", async () => {
  const verify = () => Promise.resolve({ refused: "invalid" } as const);
  const response = await asking({ ready: notReady, authentication: { verify } })("/ready");
  assert.equal(response.status, 503);
  assert.deepEqual(await response.json(), { ready: false });
});

Deno.test("readyAnswer() says no while the server ends", async () => {
  const stopping = new AbortController();
  const ask = asking({ stopping: stopping.signal });
  assert.equal((await ask("/ready")).status, 200);
  stopping.abort();
  const response = await ask("/ready");
  assert.equal(response.status, 503);
  assert.deepEqual((await response.json()).problems, ["The server is ending."]);
  assert.equal((await ask("/health")).status, 200);
});

const metrics = { text: () => Promise.resolve("up 1\n"), contentType: "text/plain; version=1.0.0" };

Deno.test("metricsAnswer() tells callers the metrics", async () => {
  const response = await asking({ metrics })("/metrics");
  assert.equal(response.headers.get("content-type"), "text/plain; version=1.0.0");
  assert.equal(await response.text(), "up 1\n");
  const verify = () => Promise.resolve({ refused: "invalid" } as const);
  assert.equal((await asking({ metrics, authentication: { verify } })("/metrics")).status, 401);
});

function admin(path: string, host = "127.0.0.1:9000", method = "GET"): Promise<Response> {
  const handler = adminHandler(deps({ metrics, ready: notReady }));
  return handler(new Request(`http://127.0.0.1:9000${path}`, { method, headers: { host } }));
}

Deno.test("adminHandler() tells metrics and what is missing without a token", async () => {
  assert.equal(await (await admin("/metrics")).text(), "up 1\n");
  assert.deepEqual((await (await admin("/ready")).json()).problems.length, 1);
  assert.equal((await admin("/health", "10.1.2.3:9000")).status, 200);
  assert.equal((await admin("/health", "[fd00::1]:9000")).status, 200);
});

Deno.test("adminHandler() serves nothing else, and no page that rebinds its name", async () => {
  for (const path of ["/mcp", "/", "/exports/a.ndjson", "/constructor"]) {
    assert.equal((await admin(path)).status, 404, path);
  }
  for (const method of ["POST", "DELETE", "OPTIONS"]) {
    const refused = await admin("/metrics", "127.0.0.1:9000", method);
    assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD"], method);
  }
  assert.equal((await admin("/metrics", "127.0.0.1:9000", "HEAD")).status, 200);
  assert.equal((await admin("/metrics", "evil.example.com")).status, 403);
  assert.equal((await admin("/metrics", "10.1.2.3.example.com")).status, 403);
});
