/** An MCP server in a process of its own, and the SDK's client of it. */

import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { processSeconds } from "../measure/process_time.ts";

/** A connected server. */
export interface McpServer {
  readonly pid: number;
  /** Processor time of the server so far, milliseconds. */
  readonly cpuMs: () => number;
  /** The structured answer of a tool. */
  // deno-lint-ignore no-explicit-any -- answers are as each tool defines them
  readonly call: (name: string, args: Record<string, unknown>) => Promise<any>;
  readonly close: () => Promise<void>;
}

type Started = Omit<ConstructorParameters<typeof StdioClientTransport>[0], "stderr">;

/** A call may last as long as it likes: its time is what is measured. */
const PATIENCE_MS = 600_000;

/** Starts a server, shakes hands, and asks for the tools, as hosts do. */
export async function connectServer(started: Started): Promise<McpServer> {
  const client = new Client({ name: "bench", version: "1" });
  const transport = new StdioClientTransport({ ...started, stderr: "ignore" });
  await client.connect(transport);
  await client.listTools();
  const pid = transport.pid ?? 0;
  return {
    pid,
    cpuMs: () => (processSeconds(pid) ?? NaN) * 1000,
    async call(name, args) {
      const answer = await client.callTool({ name, arguments: args }, { timeout: PATIENCE_MS });
      if (answer.isError) throw new Error(`Cannot measure: ${JSON.stringify(answer.content)}`);
      return answer.structuredContent;
    },
    close: () => client.close(),
  };
}
