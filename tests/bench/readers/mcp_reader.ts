/** The whole program as a host starts it, over stdio, asked by the SDK's client. */

import { accountOf } from "../../e2e/in_process.ts";
import { childEnv, ROOT, tgtk } from "../../e2e/program.ts";
import { connectServer } from "./mcp_server.ts";
import { PAGE, readyOfArgs, serveReader } from "./reader.ts";

const server = await connectServer({
  command: Deno.execPath(),
  args: tgtk("serve"),
  cwd: ROOT,
  env: childEnv(accountOf(readyOfArgs())),
});

await serveReader({
  besides: server.cpuMs,
  open({ chat, read }) {
    let cursor: string | undefined;
    return Promise.resolve({
      async next() {
        const from = cursor === undefined ? {} : { cursor };
        const page = await server.call("tg_fetch_history", {
          chat: `@${chat}`,
          page_size: PAGE,
          ...from,
        });
        if (read === "downward") cursor = page.page_info.cursor;
        return page.messages.length;
      },
    });
  },
});
await server.close();
Deno.exit(0);
