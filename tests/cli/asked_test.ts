import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import { askedRequests } from "../../src/cli/asked.ts";

// deno-lint-ignore no-explicit-any -- tests write messages as they look on the wire
const message = (fields: any): JSONRPCMessage => ({ jsonrpc: "2.0", ...fields });

const INITIALIZE = message({
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-11-25" },
});
const INITIALIZED = message({ method: "notifications/initialized" });
const call = (id: number | string, progressToken?: number) =>
  message({ id, method: "tools/call", params: { name: "t", _meta: { progressToken } } });
const result = (id: number | string) => message({ id, result: {} });
const cancelled = (requestId: number) =>
  message({ method: "notifications/cancelled", params: { requestId } });

Deno.test("askedRequests() asks unfinished requests again, in their order, and answered ones not", () => {
  const asked = askedRequests();
  for (const id of [1, 2, 3]) asked.hear(call(id));
  assert.deepEqual(asked.answer(result(2)), result(2));
  assert.deepEqual(asked.again(), [call(1), call(3)]);
});

Deno.test("askedRequests() passes each answer on once", () => {
  const asked = askedRequests();
  asked.hear(call(1));
  assert.deepEqual(asked.answer(result(1)), result(1));
  assert.equal(asked.answer(result(1)), undefined);
  const error = message({ id: 5, error: { code: -32603, message: "no" } });
  assert.equal(asked.answer(error), undefined);
});

Deno.test("askedRequests() tells the numbers and strings of ids apart", () => {
  const asked = askedRequests();
  asked.hear(call(1));
  asked.hear(call("1"));
  assert.deepEqual(asked.answer(result("1")), result("1"));
  assert.deepEqual(asked.again(), [call(1)]);
});

Deno.test("askedRequests() neither asks again nor answers what was cancelled", () => {
  const asked = askedRequests();
  asked.hear(call(1));
  asked.hear(call(2));
  asked.hear(cancelled(1));
  assert.equal(asked.answer(result(1)), undefined);
  assert.deepEqual(asked.again(), [call(2)]);
});

Deno.test("askedRequests() repeats what was agreed on first, and swallows its answer", () => {
  const asked = askedRequests();
  asked.hear(INITIALIZE);
  assert.deepEqual(asked.answer(result(0)), result(0));
  asked.hear(INITIALIZED);
  asked.hear(call(1));
  const repeated = { ...INITIALIZE, id: "tgtk again 1" };
  assert.deepEqual(asked.again(), [repeated, INITIALIZED, call(1)]);
  assert.equal(asked.answer(result("tgtk again 1")), undefined);
  // Not even a client that uses a number again goes without its handshake.
  asked.hear(call(0));
  assert.deepEqual(asked.again()[0], { ...INITIALIZE, id: "tgtk again 2" });
});

Deno.test("askedRequests() repeats an unanswered initialize as it was: its answer is awaited", () => {
  const asked = askedRequests();
  asked.hear(INITIALIZE);
  assert.deepEqual(asked.again(), [INITIALIZE]);
  assert.deepEqual(asked.answer(result(0)), result(0));
});

Deno.test("askedRequests() keeps subscriptions until they are given up", () => {
  const asked = askedRequests();
  const about = (method: string, id: number, uri: string) =>
    message({ id, method: `resources/${method}`, params: { uri } });
  for (const request of [about("subscribe", 1, "a"), about("subscribe", 2, "b")]) {
    asked.hear(request);
  }
  asked.answer(result(1));
  asked.answer(result(2));
  asked.hear(about("unsubscribe", 3, "a"));
  asked.answer(result(3));
  assert.deepEqual(asked.again(), [{ ...about("subscribe", 2, "b"), id: "tgtk again 1" }]);
});

Deno.test("askedRequests() lets progress rise when another server begins anew", () => {
  const asked = askedRequests();
  const told = (progressToken: number, progress: number) =>
    message({ method: "notifications/progress", params: { progressToken, progress } });
  asked.hear(call(1, 40));
  assert.deepEqual(asked.answer(told(40, 1)), told(40, 1));
  assert.deepEqual(asked.answer(told(40, 7)), told(40, 7));
  assert.deepEqual(asked.answer(told(40, 1)), told(40, 7.001));
  assert.deepEqual(asked.answer(told(40, 8)), told(40, 8));
  asked.answer(result(1));
  // Nobody is interested any more.
  assert.equal(asked.answer(told(40, 9)), undefined);
  assert.equal(asked.answer(told(41, 1)), undefined);
});

Deno.test("askedRequests() passes on what servers say unasked", () => {
  const asked = askedRequests();
  const ping = message({ id: 9, method: "ping" });
  const updated = message({ method: "notifications/resources/updated", params: { uri: "a" } });
  assert.deepEqual([asked.answer(ping), asked.answer(updated)], [ping, updated]);
  asked.hear(result(9));
  assert.deepEqual(asked.again(), []);
});
