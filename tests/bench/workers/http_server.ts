/**
 * A server in a process of its own, which tells what processor time it has spent: `whole`, ours over
 * the sample world; `layers`, the same with tools whose answer is ready; `bare`, the least that
 * anything over HTTP is; or `tool`, the same with our tool in it and no layer around that.
 */

import process from "node:process";
import { wireDemo } from "../../../src/cli/wire.ts";
import { checkConfig } from "../../../src/config.ts";
import { httpHandler } from "../../../src/http/handler.ts";
import { protocolServer, type ServerParts } from "../../../src/mcp/server.ts";
import { succeed } from "../../../src/model/failure.ts";
import { fakeIo } from "../../cli/fake_io.ts";
import { deps } from "../../http/support.ts";
import { work } from "./work.ts";

/** What is asked: nothing but how it goes. */
export type ServerCommand = Record<string, never>;

/** What is told. */
export interface ServerAnswer {
  readonly port: number;
  /** Processor time of the process since its start. */
  readonly microseconds: number;
}

type Handle = (request: Request) => Promise<Response>;

async function demoParts() {
  const { config } = checkConfig({}, []);
  const toolkit = await wireDemo(config!, {}, fakeIo(), { metrics: true });
  if ("error" in toolkit) throw new Error(`Cannot measure: ${toolkit.error}`);
  return toolkit.parts;
}

async function whole(): Promise<Handle> {
  return handlerOf(await demoParts());
}

async function layers(answer: string): Promise<Handle> {
  const { content: [{ text }], structuredContent: structured } = JSON.parse(answer).result;
  const ready = succeed({ text, structured });
  const parts = await demoParts();
  const tools = parts.tools.map((tool) => ({ ...tool, handle: () => Promise.resolve(ready) }));
  return handlerOf({ ...parts, tools });
}

function handlerOf(parts: Omit<ServerParts, "principal">): Handle {
  return httpHandler(deps({
    parts,
    newServer: (tools, principal) => protocolServer({ ...parts, tools, principal }),
    clock: Date.now,
  }));
}

function bare(answer: string): Promise<Handle> {
  const fields = JSON.parse(answer);
  return Promise.resolve(async (request) => {
    const { id } = await request.json();
    return Response.json({ ...fields, id });
  });
}

async function tool(name: string): Promise<Handle> {
  const { tools } = await demoParts();
  const { handle } = tools.find(({ definition }) => definition.name === name)!;
  const { signal } = new AbortController();
  const surroundings = { signal, principal: "local", report: () => {}, tell: () => {} };
  return async (request) => {
    const { id, params } = await request.json();
    const outcome = await handle({ arguments: params.arguments, ...surroundings });
    if (!outcome.ok) throw new Error(`Cannot measure: ${outcome.failure.code}`);
    const { structured, text } = outcome.value;
    const result = { content: [{ type: "text", text }], structuredContent: structured };
    return Response.json({ result, jsonrpc: "2.0", id });
  };
}

const KINDS = { bare, layers, tool, whole };

const [kind, given = ""] = Deno.args;
const handle = await KINDS[kind as keyof typeof KINDS](given);
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handle);

await work<ServerCommand, ServerAnswer>(() => {
  const { system, user } = process.cpuUsage();
  return Promise.resolve({ port: server.addr.port, microseconds: user + system });
});
Deno.exit(0);
