/** What tests use of clients that nobody here wrote, and what they read with each. */
import { createMCPClient, type MCPClientConfig } from "@ai-sdk/mcp";
import assert from "node:assert/strict";
import { ROOT } from "./program.ts";

type Call = (name: string, args: Record<string, unknown>) => Promise<unknown>;

/** A client and its server. */
export interface Connected {
  readonly tools: readonly string[];
  readonly call: Call;
  readonly close: () => Promise<void>;
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

/** Connects a client of either SDK. */
export async function connectSdk(client: SdkClient, transport: unknown): Promise<Connected> {
  await client.connect(transport as never);
  const { tools } = await client.listTools();
  return {
    tools: tools.map(({ name }) => name),
    call: async (name, args) =>
      (await client.callTool({ name, arguments: args })).structuredContent,
    close: () => client.close(),
  };
}

/** Connects the AI SDK's client, which has no code of the SDKs in it. */
export async function connectAi(transport: MCPClientConfig["transport"]): Promise<Connected> {
  const client = await createMCPClient({ transport });
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
}

/** A real history, small. */
export const FIXTURE = `${ROOT}tests/e2e/fixtures/river_watch.result.json`;
/** The ids of the messages in the file, in its order. */
const FIXTURE_IDS: readonly number[] = JSON.parse(await Deno.readTextFile(FIXTURE)).messages
  .map(({ id }: { readonly id: number }) => id);

export const TOOLS = [
  "tg_resolve_chat",
  "tg_fetch_history",
  "tg_export_history",
  "tg_get_messages",
  "tg_list_topics",
];

/** Reads the fixture's history from either end, page by page. */
export async function readBothWays(connected: Connected): Promise<void> {
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
export const FOREIGN = { sanitizeOps: false, sanitizeResources: false } as const;
