import assert from "node:assert/strict";
import fc from "fast-check";
import { slidingLimit } from "../../src/http/sliding_limit.ts";
import { asking, call2025, call2026, echoTool, JSON_HEADERS } from "./support.ts";

const SECOND = 1000;

/** Calls as different principals over one handler whose clock a test moves. */
function calling(rates: { readonly perMinute: number; readonly burst: number }) {
  let now = 0;
  const ask = asking({
    rates,
    clock: () => now,
    tools: [echoTool("tg_fetch_history")],
    authentication: {
      verify: (token) =>
        Promise.resolve({
          caller: { principal: token, scopes: new Set(["tg:read"] as const) },
        }),
    },
  });
  const call = async (principal: string, chat = "@a", era = call2025) => {
    const init = era("tg_fetch_history", { chat });
    const headers = { ...init.headers, authorization: `Bearer ${principal}` };
    const response = await ask("/mcp", { ...init, headers });
    const body = await response.json();
    return {
      status: response.status,
      wait: response.headers.get("retry-after"),
      error: body.result?.structuredContent.error,
    };
  };
  return { call, ask, at: (seconds: number) => void (now = seconds * SECOND) };
}

Deno.test("callLimits() lets ten calls through in 10 s, and tells the tool's caller how long to wait", async () => {
  const { call, at } = calling({ perMinute: 30, burst: 10 });
  for (let i = 0; i < 10; i++) {
    at(i / 2);
    assert.equal((await call("anna", `@chat${i}`)).error, undefined);
  }
  at(6);
  for (const era of [call2025, call2026]) {
    assert.deepEqual(await call("anna", "@other", era), {
      status: 200,
      wait: null,
      error: {
        code: "RATE_LIMIT_EXCEEDED",
        message: "This server's own limit is reached; call again in 4 s.",
        retry_after_s: 4,
      },
    });
  }
  at(10);
  assert.equal((await call("anna", "@other")).error, undefined);
});

Deno.test("callLimits() lets thirty calls through in a minute", async () => {
  const { call, at } = calling({ perMinute: 30, burst: 10 });
  for (let i = 0; i < 30; i++) {
    at(i);
    assert.equal((await call("anna", `@chat${i}`)).error, undefined, String(i));
  }
  at(30);
  assert.equal((await call("anna", "@other")).error.retry_after_s, 30);
  at(60);
  assert.equal((await call("anna", "@other")).error, undefined);
});

Deno.test("callLimits() refuses by HTTP whoever goes on calling", async () => {
  const { call, at } = calling({ perMinute: 30, burst: 2 });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push((await call("anna", `@chat${i}`)).status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 429]);
  at(3);
  const refused = await call("anna", "@other");
  assert.deepEqual([refused.status, refused.wait], [429, "7"]);
  assert.equal((await call("bert", "@other")).status, 200, "somebody else has to wait");
  at(10);
  assert.deepEqual(await call("anna", "@other"), { status: 200, wait: null, error: undefined });
});

Deno.test("callLimits() counts a chat under all its names, whoever calls", async () => {
  const { call } = calling({ perMinute: 30, burst: 3 });
  for (
    const [principal, chat] of [["a", "@Durov"], ["b", "https://t.me/durov/5"], ["c", "durov"]]
  ) {
    assert.equal((await call(principal!, chat)).error, undefined);
  }
  assert.equal((await call("d", "t.me/durov")).error.code, "RATE_LIMIT_EXCEEDED");
  assert.equal((await call("d", "@other")).error, undefined);
});

Deno.test("callLimits() counts every call of a batch", async () => {
  const { ask } = calling({ perMinute: 30, burst: 2 });
  const messages = [1, 2, 3].map((id) => ({
    jsonrpc: "2.0",
    id,
    method: "tools/call",
    params: { name: "tg_fetch_history", arguments: { chat: `@chat${id}` } },
  }));
  const headers = { ...JSON_HEADERS, authorization: "Bearer anna" };
  const response = await ask("/mcp", { method: "POST", headers, body: JSON.stringify(messages) });
  const answers = await response.json() as { result: { isError?: boolean } }[];
  assert.deepEqual(answers.map(({ result }) => result.isError === true), [false, false, true]);
});

Deno.test("callLimits() counts tool calls only", async () => {
  const { ask } = calling({ perMinute: 1, burst: 1 });
  const headers = { ...JSON_HEADERS, authorization: "Bearer anna" };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  for (let i = 0; i < 5; i++) {
    assert.equal((await ask("/mcp", { method: "POST", headers, body })).status, 200);
  }
});

Deno.test("slidingLimit() never lets more through in any stretch of a window's length", () => {
  const windows = [{ most: 3, ms: 100 }, { most: 5, ms: 400 }];
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 60 }), (steps) => {
      let now = 0;
      const limit = slidingLimit({ windows, clock: () => now, names: 10 });
      const passed: number[] = [];
      for (const step of steps) {
        now += step;
        const wait = limit.wait("a");
        const isFull = windows.some(({ most, ms }) =>
          passed.filter((time) => time > now - ms).length >= most
        );
        assert.equal(wait > 0, isFull);
        if (wait === 0) {
          limit.count("a");
          passed.push(now);
        }
      }
    }),
    { numRuns: Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 1000) },
  );
});

Deno.test("slidingLimit() forgets the names that were quiet longest", () => {
  const limit = slidingLimit({ windows: [{ most: 1, ms: 100 }], clock: () => 0, names: 2 });
  for (const name of ["a", "b", "a", "c"]) limit.count(name);
  assert.deepEqual(["a", "b", "c"].map((name) => limit.wait(name)), [100, 0, 100]);
});
