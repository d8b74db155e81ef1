/** Clients that nobody here wrote read a channel page by page. */
import { createMCPClient } from "@ai-sdk/mcp";
import { Experimental_StdioMCPTransport as AiStdioTransport } from "@ai-sdk/mcp/mcp-stdio";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import assert from "node:assert/strict";
import { accountOf } from "./in_process.ts";
import { childEnv, ROOT, start, tgtk } from "./program.ts";

type Call = (name: string, args: Record<string, unknown>) => Promise<unknown>;

interface Connected {
  readonly tools: readonly string[];
  readonly call: Call;
  readonly close: () => Promise<void>;
}

interface Spawn {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
}

/** What the test uses of either SDK's client. */
interface SdkClient {
  connect(transport: never): Promise<void>;
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<
    { readonly structuredContent?: unknown }
  >;
  close(): Promise<void>;
}

async function connectSdk(client: SdkClient, transport: unknown): Promise<Connected> {
  await client.connect(transport as never);
  const { tools } = await client.listTools();
  return {
    tools: tools.map(({ name }) => name),
    call: async (name, args) =>
      (await client.callTool({ name, arguments: args })).structuredContent,
    close: () => client.close(),
  };
}

const CLIENTS: Readonly<Record<string, (spawn: Spawn) => Promise<Connected>>> = {
  "the older SDK": (spawn) =>
    connectSdk(new OlderClient({ name: "older", version: "1" }), new OlderStdio(spawn)),
  "the current SDK": (spawn) =>
    connectSdk(new ModernClient({ name: "current", version: "1" }), new ModernStdio(spawn)),
  "the AI SDK": async (spawn) => {
    const client = await createMCPClient({ transport: new AiStdioTransport(spawn) });
    const tools = await client.tools();
    return {
      tools: Object.keys(tools),
      async call(name, args) {
        // deno-lint-ignore no-explicit-any -- the AI SDK types tools by their schemas
        const result = await (tools[name] as any).execute(args, { toolCallId: "1", messages: [] });
        return result.structuredContent;
      },
      close: () => client.close(),
    };
  },
};

const FIXTURE = `${ROOT}tests/e2e/fixtures/river_watch.result.json`;
/** The ids of the messages in the file, in its order. */
const FIXTURE_IDS: readonly number[] = JSON.parse(await Deno.readTextFile(FIXTURE)).messages
  .map(({ id }: { readonly id: number }) => id);

const TOOLS = ["tg_resolve_chat", "tg_fetch_history", "tg_get_messages", "tg_list_topics"];

async function readBothWays(connected: Connected): Promise<void> {
  assert.deepEqual(connected.tools, TOOLS);
  for (const direction of ["asc", "desc"]) {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await connected.call("tg_fetch_history", {
        chat: "@river_watch",
        page_size: 7,
        direction,
        ...(cursor && { cursor }),
      }) as { messages: { id: number }[]; page_info: { cursor?: string } };
      ids.push(...page.messages.map(({ id }) => id));
      cursor = page.page_info.cursor;
    } while (cursor !== undefined);
    assert.deepEqual(ids, direction === "asc" ? FIXTURE_IDS : FIXTURE_IDS.toReversed());
  }
}

/** Foreign clients do not wait for their child's end, and leave the timer that would kill it. */
const FOREIGN = { sanitizeOps: false, sanitizeResources: false } as const;

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
