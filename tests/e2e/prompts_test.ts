/** Prompts and their completions, as a host's SDK asks for them. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import assert from "node:assert/strict";
import { FOREIGN } from "./foreign_clients.ts";
import { childEnv, ROOT, tgtk } from "./program.ts";
import { serve } from "./served.ts";

const SPAWN = {
  command: Deno.execPath(),
  args: tgtk("serve", "--demo"),
  env: childEnv(),
  cwd: ROOT,
};

/** The current and the older SDK, as far as they are asked here. */
type AnyClient = Pick<Client, "listPrompts" | "getPrompt" | "complete" | "callTool" | "close">;

async function completions(client: AnyClient, name: string, value: string, chat?: string) {
  const { completion } = await client.complete({
    ref: { type: "ref/prompt", name: "summarise_period" },
    argument: { name, value },
    ...(chat === undefined ? {} : { context: { arguments: { chat } } }),
  });
  return completion.values;
}

async function askForPrompts(client: AnyClient): Promise<void> {
  const { prompts } = await client.listPrompts();
  assert.deepEqual(prompts.map(({ name }) => name), [
    "summarise_period",
    "compare_channels",
    "follow_story",
    "weekly_digest",
  ]);
  assert.deepEqual(await completions(client, "chat", "@tg"), [], "nothing was met yet");
  await client.callTool({ name: "tg_resolve_chat", arguments: { input: "@tgtk_news" } });
  await client.callTool({ name: "tg_list_topics", arguments: { chat: "@tgtk_forum" } });
  assert.deepEqual(await completions(client, "chat", "@tg"), ["@tgtk_forum", "@tgtk_news"]);
  assert.deepEqual(await completions(client, "chat", "tgtk_n"), ["@tgtk_news"]);
  const topics = await completions(client, "topic_id", "", "@tgtk_forum");
  assert.ok(topics.includes("1") && topics.every((id) => /^\d+$/.test(id)), topics.join());
  assert.deepEqual(await completions(client, "topic_id", "", "@tgtk_news"), []);
  const { messages } = await client.getPrompt({
    name: "summarise_period",
    arguments: { chat: "@tgtk_news", from_date: "2025-11-28", to_date: "2025-11-28" },
  });
  const { text } = messages[0]!.content as { readonly text: string };
  assert.match(text, /^Summarise what was written in @tgtk_news from 2025-11-28 to 2025-11-28: /);
  await client.close();
}

Deno.test("the current SDK gets prompts and completes them over stdio", FOREIGN, async () => {
  const client = new Client({ name: "current", version: "1" });
  await client.connect(new StdioClientTransport(SPAWN));
  await askForPrompts(client);
});

Deno.test("the older SDK gets prompts and completes them over stdio", FOREIGN, async () => {
  const client = new OlderClient({ name: "older", version: "1" });
  await client.connect(new OlderStdio(SPAWN));
  await askForPrompts(client as unknown as AnyClient);
});

Deno.test("the current SDK gets prompts and completes them over HTTP", FOREIGN, async () => {
  await using served = await serve();
  const client = new Client({ name: "current", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${served.url}/mcp`)));
  await askForPrompts(client);
});
