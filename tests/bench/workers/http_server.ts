/**
 * A server in a process of its own, which tells what processor time it has spent. With an answer it
 * is the least that anything over HTTP is; without, it is ours, over the sample world.
 */

import process from "node:process";
import { wireDemo } from "../../../src/cli/wire.ts";
import { checkConfig } from "../../../src/config.ts";
import { httpHandler } from "../../../src/http/handler.ts";
import { protocolServer } from "../../../src/mcp/server.ts";
import type { Tool } from "../../../src/tools/tool.ts";
import { fakeIo } from "../../cli/fake_io.ts";
import { deps } from "../../http/support.ts";
import { work } from "./work.ts";

/** What is asked. */
export interface ServerCommand {
  /** How often the tool is called before the answer, without HTTP and MCP. */
  readonly toolCalls: number;
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** What is told. */
export interface ServerAnswer {
  readonly port: number;
  /** Processor time of the process since its start. */
  readonly microseconds: number;
}

const [answer] = Deno.args;

async function ours() {
  const { config } = checkConfig({}, []);
  const toolkit = await wireDemo(config!, {}, fakeIo(), { metrics: true });
  if ("error" in toolkit) throw new Error(`Cannot measure: ${toolkit.error}`);
  const { parts } = toolkit;
  const handle = httpHandler(deps({
    parts,
    newServer: (tools, principal) => protocolServer({ ...parts, tools, principal }),
    clock: Date.now,
  }));
  return { handle, tools: parts.tools };
}

function bare(answer: string) {
  const fields = JSON.parse(answer);
  const handle = async (request: Request) => {
    const { id } = await request.json();
    return Response.json({ ...fields, id });
  };
  return { handle, tools: [] };
}

async function callTool(tools: readonly Tool[], { args, tool, toolCalls }: ServerCommand) {
  const { signal } = new AbortController();
  for (let left = toolCalls; left > 0; left--) {
    await tools.find(({ definition }) => definition.name === tool)!.handle({
      arguments: args,
      signal,
      principal: "local",
      report: () => {},
      tell: () => {},
    });
  }
}

const { handle, tools } = answer === undefined ? await ours() : bare(answer);
const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handle);

await work<ServerCommand, ServerAnswer>(async (command) => {
  await callTool(tools, command);
  const { system, user } = process.cpuUsage();
  return { port: server.addr.port, microseconds: user + system };
});
Deno.exit(0);
