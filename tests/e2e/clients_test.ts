/** Clients that nobody here wrote read a channel page by page. */
import { Experimental_StdioMCPTransport as AiStdioTransport } from "@ai-sdk/mcp/mcp-stdio";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import {
  connectAi,
  type Connected,
  connectSdk,
  FIXTURE,
  FOREIGN,
  readBothWays,
} from "./foreign_clients.ts";
import { accountOf } from "./in_process.ts";
import { childEnv, ROOT, start, tgtk } from "./program.ts";

interface Spawn {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
}

const CLIENTS: Readonly<Record<string, (spawn: Spawn) => Promise<Connected>>> = {
  "the older SDK": (spawn) =>
    connectSdk(new OlderClient({ name: "older", version: "1" }), new OlderStdio(spawn)),
  "the current SDK": (spawn) =>
    connectSdk(new ModernClient({ name: "current", version: "1" }), new ModernStdio(spawn)),
  "the AI SDK": (spawn) => connectAi(new AiStdioTransport(spawn)),
};

for (const [name, connect] of Object.entries(CLIENTS)) {
  Deno.test(
    `${name} reads a real history from serve --demo --world, both ways`,
    FOREIGN,
    async () => {
      const connected = await connect({
        command: Deno.execPath(),
        args: tgtk("serve", "--demo", "--world", FIXTURE),
        env: childEnv(),
        cwd: ROOT,
      });
      await readBothWays(connected);
      await connected.close();
    },
  );
}

Deno.test(
  "several clients with one session read a real history from the sandbox program, both ways",
  FOREIGN,
  async () => {
    await using sandbox = start(tgtk("sandbox", "--port", "0", "--world", FIXTURE));
    const ready = JSON.parse(await sandbox.line());
    const env = childEnv(accountOf(ready));
    const spawn = { command: Deno.execPath(), args: tgtk("serve"), env, cwd: ROOT };
    await Promise.all(
      Object.values(CLIENTS).map(async (connect) => {
        const connected = await connect(spawn);
        await readBothWays(connected);
        await connected.close();
      }),
    );
  },
);
