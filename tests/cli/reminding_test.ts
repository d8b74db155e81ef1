import assert from "node:assert/strict";
import type { JSONRPCMessage, JSONRPCRequest } from "@modelcontextprotocol/server";
import { reminding } from "../../src/cli/reminding.ts";

const NEWS = -1001000000101;

/** A client's calls, by their ids. */
function client() {
  const open = new Map<unknown, JSONRPCRequest>();
  const reminders = reminding((id) => open.get(id));
  return {
    ...reminders,
    open,
    call(id: number, args: Record<string, unknown>, meta?: Record<string, unknown>) {
      const params = { name: "tg_fetch_history", arguments: args, ...(meta && { _meta: meta }) };
      const request = { jsonrpc: "2.0", id, method: "tools/call", params } as const;
      open.set(id, request);
      return request;
    },
  };
}

const answer = (id: unknown, structuredContent: object, isError = false) =>
  ({
    jsonrpc: "2.0",
    id,
    result: { content: [], structuredContent, ...(isError && { isError }) },
  }) as JSONRPCMessage;
const failure = (id: unknown, error: object) => answer(id, { error }, true);
const unknown = (id: unknown, chat = NEWS) =>
  failure(id, { code: "CHAT_NOT_FOUND", message: "…", chat: String(chat) });
const resolve = (number: number, input: string, meta = {}) => ({
  ask: {
    jsonrpc: "2.0",
    id: `tgtk reminder ${number}`,
    method: "tools/call",
    params: { _meta: meta, name: "tg_resolve_chat", arguments: { input } },
  },
});

/** A client whose read by name was answered. */
function acquainted() {
  const met = client();
  met.call(1, { chat: "https://t.me/tgtk_news/5" });
  const page = answer(1, { chat: { chat_id: NEWS, kind: "channel", title: "News" } });
  assert.deepEqual(met.heard(page), { tell: page });
  met.open.delete(1);
  return met;
}

Deno.test("reminding() has a server find by name what it does not know by number", () => {
  const { call, heard } = acquainted();
  const meta = { progressToken: 4, "io.modelcontextprotocol/protocolVersion": "2026-07-28" };
  const request = call(2, { chat: NEWS }, meta);
  const { progressToken: _, ...kept } = meta;
  assert.deepEqual(heard(unknown(2)), resolve(1, "@tgtk_news", kept));
  assert.deepEqual(heard(answer("tgtk reminder 1", { chat_id: NEWS })), { ask: request });
  const page = answer(2, { chat: { chat_id: NEWS } });
  assert.deepEqual(heard(page), { tell: page });
});

Deno.test("reminding() knows bare numbers, and groups that were met with their channel", () => {
  const { call, heard } = acquainted();
  call(2, { input: "@tgtk_news" });
  heard(answer(2, { chat_id: NEWS, username: "tgtk_news", linked_chat_id: -1009 }));
  call(3, { chat: "1000000101" });
  assert.deepEqual(heard(unknown(3, 1000000101)), resolve(1, "@tgtk_news"));
  call(4, { chat: -1009 });
  assert.deepEqual(heard(unknown(4, -1009)), resolve(2, "@tgtk_news"));
  call(5, { links: ["https://t.me/one/1"] });
  const chats = [{ chat_id: -1001, username: "one" }, { chat_id: -1002, username: "two" }];
  heard(answer(5, { chat: chats[0], chats }));
  call(6, { chat: -1002 });
  assert.deepEqual(heard(unknown(6, -1002)), resolve(3, "@two"));
});

Deno.test("reminding() asks once, then tells what the server says", () => {
  const { call, changed, heard } = acquainted();
  const request = call(2, { chat: NEWS });
  heard(unknown(2));
  heard(answer("tgtk reminder 1", { chat_id: -1007 }));
  assert.deepEqual(heard(unknown(2)), { tell: unknown(2) });
  // The next server has not been reminded yet.
  changed();
  assert.deepEqual(heard(unknown(2)), resolve(2, "@tgtk_news"));
  assert.deepEqual(heard(answer("tgtk reminder 2", { chat_id: NEWS })), { ask: request });
});

Deno.test("reminding() tells of a name that is gone as of the number, and of waits as of waits", () => {
  const { call, changed, heard } = acquainted();
  call(2, { chat: NEWS });
  heard(unknown(2));
  const gone = { code: "CHAT_NOT_FOUND", message: "…", chat: "tgtk_news" };
  assert.deepEqual(heard(failure("tgtk reminder 1", gone)), { tell: unknown(2) });
  changed();
  heard(unknown(2));
  const late = { code: "RATE_LIMIT_EXCEEDED", message: "…", retry_after_s: 9 };
  assert.deepEqual(heard(failure("tgtk reminder 2", late)), { tell: failure(2, late) });
});

Deno.test("reminding() leaves alone what nobody waits for, and what it cannot help", () => {
  const { call, heard, open } = acquainted();
  call(2, { chat: NEWS });
  heard(unknown(2));
  open.delete(2);
  assert.equal(heard(answer("tgtk reminder 1", { chat_id: NEWS })), undefined);
  call(3, { chat: -1008 });
  assert.deepEqual(heard(unknown(3, -1008)), { tell: unknown(3, -1008) });
  call(4, { chat: "@nobody" });
  const nobody = failure(4, { code: "CHAT_NOT_FOUND", message: "…", chat: "nobody" });
  assert.deepEqual(heard(nobody), { tell: nobody });
  const progress = { jsonrpc: "2.0", method: "notifications/progress", params: {} } as const;
  assert.deepEqual(heard(progress), { tell: progress });
});
