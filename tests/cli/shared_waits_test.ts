import assert from "node:assert/strict";
import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { sharedWaits } from "../../src/cli/shared_waits.ts";

/** One process's waits, with what it says. */
function waits() {
  let now = 0;
  const said: string[] = [];
  return {
    ...sharedWaits(() => now, (text) => said.push(text)),
    said,
    pass: (ms: number) => void (now += ms),
  };
}

const WAIT =
  '{"jsonrpc":"2.0","method":"notifications/tgtk/wait","params":{"name":"getHistory","seconds":30}}';

Deno.test("sharedWaits() tells of each later deadline, and who is told keeps it", () => {
  const [holder, guest] = [waits(), waits()];
  holder.known.extend("getHistory", 30);
  holder.known.extend("getHistory", 20);
  assert.deepEqual(holder.said, [WAIT]);
  assert.ok(guest.hear(JSON.parse(WAIT)));
  guest.pass(29_999);
  assert.equal(guest.known.remaining("getHistory"), 1);
  assert.equal(guest.known.remaining("search"), 0);
});

Deno.test("sharedWaits() greets with what is left", () => {
  const holder = waits();
  const greeting: string[] = [];
  const send = (text: string) => Promise.resolve(void greeting.push(text));
  holder.known.extend("getHistory", 31);
  holder.known.extend("search", 1);
  holder.pass(1000);
  holder.greet({ send });
  assert.deepEqual(greeting, [WAIT]);
});

Deno.test("sharedWaits() takes nothing else for a wait, and no wait that makes no sense", () => {
  const { hear, known } = waits();
  const progress = { jsonrpc: "2.0", method: "notifications/progress", params: {} };
  assert.equal(hear(progress as JSONRPCMessage), false);
  assert.equal(hear({ jsonrpc: "2.0", id: 1, result: {} }), false);
  for (const params of [{ name: "constructor", seconds: 5 }, { name: "search", seconds: -1 }, {}]) {
    assert.equal(hear({ jsonrpc: "2.0", method: "notifications/tgtk/wait", params }), true);
  }
  assert.deepEqual(known.pending(), []);
});
