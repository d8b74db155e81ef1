/** A client that speaks plain JSON-RPC to a program over stdio. */
import assert from "node:assert/strict";
import type { Program } from "./program.ts";

// deno-lint-ignore no-explicit-any -- tests reach into any field of an answer
export type Message = Record<string, any>;

export interface StdioClient {
  /** Sends a request and gives its answer; the ids count from 1. */
  readonly ask: (method: string, params: Record<string, unknown>) => Promise<Message>;
  readonly call: (name: string, args: Record<string, unknown>) => Promise<Message>;
}

/** Shakes hands, the way of 2025. */
export async function connectStdio(program: Program): Promise<StdioClient> {
  let lastId = 0;
  const ask: StdioClient["ask"] = async (method, params) => {
    const id = ++lastId;
    await program.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    const answer = JSON.parse(await program.line());
    assert.equal(answer.id, id);
    return answer;
  };
  const clientInfo = { name: "test", version: "1" };
  await ask("initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo });
  await program.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return {
    ask,
    call: async (name, args) => (await ask("tools/call", { name, arguments: args })).result,
  };
}
