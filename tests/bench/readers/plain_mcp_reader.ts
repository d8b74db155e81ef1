/** The least MCP server that reads histories with GramJS, asked by the SDK's client. */

import { childEnv, ROOT } from "../../e2e/program.ts";
import { connectServer } from "./mcp_server.ts";
import { PAGE, readyOfArgs, serveReader } from "./reader.ts";

const server = await connectServer({
  command: Deno.execPath(),
  args: [
    "run",
    "-A",
    "--quiet",
    "--lock=tests/deno.lock",
    "tests/bench/readers/plain_server.ts",
    JSON.stringify(readyOfArgs()),
  ],
  cwd: ROOT,
  env: childEnv(),
});

await serveReader({
  besides: server.cpuMs,
  open({ chat, read }) {
    let before = 0;
    return Promise.resolve({
      async next() {
        const { messages } = await server.call("get_messages", { chat, limit: PAGE, before });
        if (read === "downward") before = messages.at(-1).id;
        return messages.length;
      },
    });
  },
});
await server.close();
Deno.exit(0);
