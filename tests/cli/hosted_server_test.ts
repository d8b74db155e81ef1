import { Server } from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import { serveGuest } from "../../src/cli/hosted_server.ts";
import type { Channel } from "../../src/telegram/lease/sealed_channel.ts";

const CALL =
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"slow","arguments":{}}}';
const LIST = '{"jsonrpc":"2.0","id":2,"method":"tools/list"}';

/** Says these texts, then ends when it is told to. */
function guest(texts: readonly string[], ends: Promise<void>) {
  const left = [...texts];
  const heard: string[] = [];
  const channel: Channel = {
    send: (text) => Promise.resolve(void heard.push(text)),
    receive: async () => {
      if (left.length === 0) await ends;
      return left.shift();
    },
    close: () => {},
  };
  return { channel, heard };
}

/** A server whose one call lasts until it is cancelled. */
function slowServer() {
  const began = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  const newServer = () => {
    const server = new Server({ name: "t", version: "1" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/list", () => ({ tools: [] }));
    server.setRequestHandler("tools/call", async (_request, { mcpReq: { signal } }) => {
      signal.addEventListener("abort", () => cancelled.resolve());
      began.resolve();
      await cancelled.promise;
      return { content: [] };
    });
    return server;
  };
  return { began: began.promise, cancelled: cancelled.promise, newServer };
}

Deno.test("serveGuest() answers, and cancels what is under way when its guest has gone", async () => {
  const { began, cancelled, newServer } = slowServer();
  const log: string[] = [];
  const { channel, heard } = guest([LIST, CALL], began);
  await serveGuest({ newServer, log: (_level, words) => void log.push(words) }, channel);
  await cancelled;
  assert.deepEqual(heard.map((text) => JSON.parse(text).id), [2]);
  assert.deepEqual(log, [
    "another process shares this one's session",
    "a process that shared the session has gone",
  ]);
});

Deno.test("serveGuest() ends with a guest that says what is no JSON-RPC", async () => {
  for (const nonsense of ["", "no JSON", "[]", "5", '{"jsonrpc":"1.0","id":1}', '{"id":[]}']) {
    const { newServer } = slowServer();
    const { channel, heard } = guest([nonsense, LIST], Promise.resolve());
    await serveGuest({ newServer, log: () => {} }, channel);
    assert.deepEqual(heard, []);
  }
});
