import assert from "node:assert/strict";
import type { Exports } from "../../src/http/deps.ts";
import { httpHandler } from "../../src/http/handler.ts";
import { asking, call2025, deps, JSON_HEADERS, logged, LOOPBACK } from "./support.ts";

/** A body that a test must not see touched. */
function untouched(): { readonly body: ReadableStream; readonly isTouched: () => boolean } {
  let isTouched = false;
  const body = new ReadableStream({ pull: () => void (isTouched = true) }, { highWaterMark: 0 });
  return { body, isTouched: () => isTouched };
}

for (
  const [header, value, code] of [
    ["host", "evil.example.com", "HOST_NOT_ALLOWED"],
    ["host", "127.0.0.1.evil.example.com", "HOST_NOT_ALLOWED"],
    ["host", "localhost:8000@evil.example.com", "HOST_NOT_ALLOWED"],
    ["host", "127.0.0.2", "HOST_NOT_ALLOWED"],
    ["origin", "https://evil.example.com", "ORIGIN_NOT_ALLOWED"],
    ["origin", "http://localhost.evil.example.com", "ORIGIN_NOT_ALLOWED"],
    ["origin", "null", "ORIGIN_NOT_ALLOWED"],
    ["origin", "file://", "ORIGIN_NOT_ALLOWED"],
  ] as const
) {
  Deno.test(`httpHandler() refuses ${header} ${value} before the body is read`, async () => {
    const { body, isTouched } = untouched();
    const headers = { ...JSON_HEADERS, [header]: value };
    const response = await asking()("/mcp", { method: "POST", headers, body });
    assert.equal(response.status, 403);
    assert.equal((await response.json()).error.code, code);
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    assert.equal(isTouched(), false);
  });
}

Deno.test("httpHandler() answers to the names of this machine, whatever the port", async () => {
  for (const host of ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"]) {
    assert.equal((await asking()("/health", { headers: { host } })).status, 200, host);
  }
});

Deno.test("httpHandler() lets the pages ask that are on the list, and no others", async () => {
  const allowed = {
    ...LOOPBACK,
    origins: new Set(["https://app.example.org"]),
    loopbackOrigins: false,
  };
  const ask = asking({ allowed });
  const good = await ask("/health", { headers: { origin: "https://app.example.org" } });
  assert.equal(good.headers.get("access-control-allow-origin"), "https://app.example.org");
  assert.equal(good.headers.get("vary"), "Origin");
  assert.equal(good.headers.get("access-control-allow-credentials"), null);
  for (const origin of ["http://localhost:6274", "https://app.example.org:444"]) {
    assert.equal((await ask("/health", { headers: { origin } })).status, 403, origin);
  }
});

Deno.test("httpHandler() answers preflights of allowed pages without asking for a token", async () => {
  const verify = () => Promise.resolve({ refused: "invalid" } as const);
  const ask = asking({ authentication: { verify } });
  const headers = { origin: "http://localhost:6274", "access-control-request-method": "POST" };
  const response = await ask("/mcp", { method: "OPTIONS", headers });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("access-control-allow-origin"), "http://localhost:6274");
  assert.equal(response.headers.get("access-control-allow-methods"), "POST");
  assert.match(
    response.headers.get("access-control-allow-headers") ?? "",
    /authorization.*mcp-name/,
  );
});

Deno.test("httpHandler() refuses headers beyond 16 KiB", async () => {
  const ask = asking();
  const big = (length: number) => ask("/health", { headers: { "x-filler": "a".repeat(length) } });
  assert.equal((await big(16_000)).status, 200);
  assert.equal((await big(16_400)).status, 431);
});

Deno.test("httpHandler() refuses a body beyond its bound, declared or not", async () => {
  const ask = asking({ body: { bytes: 100, ms: 10_000, depth: 64 } });
  const declared = await ask("/mcp", {
    ...call2025("tg_echo"),
    headers: { ...JSON_HEADERS, "content-length": "101" },
  });
  assert.equal(declared.status, 413);
  let pulls = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new Uint8Array(60));
    },
  }, { highWaterMark: 0 });
  const counted = await ask("/mcp", { method: "POST", headers: JSON_HEADERS, body });
  assert.equal(counted.status, 413);
  assert.ok(pulls <= 3, `read on after the bound: ${pulls}`);
});

Deno.test("httpHandler() does not wait for a body that does not come", async () => {
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  const ask = asking({ body: { bytes: 100, ms: 1, depth: 64 } });
  const response = await ask("/mcp", { method: "POST", headers: JSON_HEADERS, body });
  assert.equal(response.status, 408);
  assert.equal(response.headers.get("connection"), "close");
});

for (
  const [what, headers, body, status] of [
    ["another media type", { "content-type": "text/plain" }, "{}", 415],
    ["a packed body", { "content-encoding": "gzip" }, "{}", 415],
    ["no JSON", {}, "{", 400],
    ["no UTF-8", {}, new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["an empty body", {}, "", 400],
    ["65 levels", {}, "[".repeat(65) + "]".repeat(65), 400],
    ["a million open brackets", {}, "[".repeat(1_000_000), 400],
    ["a million open strings", {}, '"\\'.repeat(500_000), 400],
  ] as const
) {
  Deno.test(`httpHandler() refuses ${what}`, async () => {
    const init = { method: "POST", headers: { ...JSON_HEADERS, ...headers }, body };
    assert.equal((await asking()("/mcp", init)).status, status);
  });
}

Deno.test("httpHandler() refuses unknown paths and methods", async () => {
  const ask = asking();
  const unknown = await ask("/nowhere");
  assert.equal(unknown.status, 404);
  assert.equal((await unknown.json()).error.code, "NOT_FOUND");
  for (const path of ["/constructor", "/__proto__", "/mcp/", "/exports/x", "/metrics"]) {
    assert.equal((await ask(path)).status, 404, path);
  }
  const wrong = await ask("/mcp", { method: "GET" });
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get("allow"), "POST, OPTIONS");
  assert.equal(
    (await ask("/health", { method: "DELETE" })).headers.get("allow"),
    "GET, HEAD, OPTIONS",
  );
});

Deno.test("httpHandler() puts the same headers on every answer", async () => {
  const ask = asking();
  const answers = [
    await ask("/health"),
    await ask("/nowhere"),
    await ask("/mcp", call2025("tg_echo")),
    await ask("/mcp", { headers: { host: "evil.example.com" } }),
    await ask("/"),
  ];
  for (const { headers } of answers) {
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none'/);
  }
});

Deno.test("httpHandler() names a bug by a number and tells nothing of its text", async () => {
  const { lines, parts } = logged();
  const ready = () => Promise.reject(new TypeError("a private message"));
  const handler = httpHandler(deps({ parts, ready }));
  const request = new Request("http://127.0.0.1/ready", { headers: { host: "127.0.0.1" } });
  const response = await handler(request);
  assert.equal(response.status, 500);
  assert.deepEqual(await response.json(), {
    error: {
      code: "INTERNAL",
      message: "Something failed inside this server; tell its operator the number ab12.",
    },
  });
  assert.deepEqual(lines, [["error", "request failed", { id: "ab12", cause: "TypeError" }]]);
});

Deno.test("httpHandler() serves so many at once, and frees a place when an answer has been sent", async () => {
  const open = Promise.withResolvers<void>();
  const stream = () =>
    new ReadableStream({
      async pull(controller) {
        await open.promise;
        controller.enqueue(new Uint8Array([10]));
        controller.close();
      },
    }, { highWaterMark: 0 });
  const exports: Exports = {
    open: () =>
      Promise.resolve({ ok: true, value: { etag: "a", size: 1, isComplete: true, stream } }),
    problem: () => Promise.resolve(undefined),
  };
  const ask = asking({ exports, concurrency: { total: 2, perPrincipal: 1 } });
  const first = await ask("/exports/a.ndjson");
  const second = await ask("/exports/a.ndjson");
  assert.equal(second.status, 429);
  assert.equal(second.headers.get("retry-after"), "1");
  open.resolve();
  assert.equal(await first.text(), "\n");
  const third = await ask("/exports/a.ndjson");
  assert.equal(third.status, 200);
  await third.body?.cancel();
  const fourth = await ask("/exports/a.ndjson");
  assert.equal(fourth.status, 200, "a cancelled answer holds its place");
  await fourth.body?.cancel();
});

Deno.test("httpHandler() refuses everybody beyond its total", async () => {
  const ask = asking({ concurrency: { total: 0, perPrincipal: 1 } });
  const response = await ask("/mcp", call2025("tg_echo"));
  assert.equal(response.status, 503);
  assert.equal((await response.json()).error.code, "UNAVAILABLE");
});
