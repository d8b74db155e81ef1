/** Clients that nobody here wrote read a channel over HTTP, with a token. */
import {
  Client as ModernClient,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import assert from "node:assert/strict";
import {
  connectAi,
  type Connected,
  connectSdk,
  FIXTURE,
  FOREIGN,
  readBothWays,
  TOOLS,
} from "./foreign_clients.ts";
import { childEnv, ROOT } from "./program.ts";
import { serve } from "./served.ts";

const TOKEN = "a-token-of-the-team";
/** `printf %s a-token-of-the-team | sha256sum` */
const SHA256 = "7a40342d0be551311ea862699c5b89687df0fd6505cafc9ff59bce0cb405d1f0";

const SETTINGS = {
  TGTK_HTTP_TOKENS: `team:${SHA256}`,
  TGTK_RATE_BURST: "1000",
  TGTK_RATE_PER_MINUTE: "1000",
};

const headers = { Authorization: `Bearer ${TOKEN}` };

const CLIENTS: Readonly<Record<string, (url: string) => Promise<Connected>>> = {
  "the older SDK": (url) =>
    connectSdk(
      new OlderClient({ name: "older", version: "1" }),
      new OlderTransport(new URL(url), { requestInit: { headers } }),
    ),
  "the current SDK": (url) =>
    connectSdk(
      new ModernClient({ name: "current", version: "1" }),
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    ),
  "the current SDK as of 2026": (url) =>
    connectSdk(
      new ModernClient({ name: "current", version: "1" }, {
        versionNegotiation: { mode: { pin: "2026-07-28" } },
      }),
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    ),
  "the AI SDK": (url) => connectAi({ type: "http", url, headers }),
};

for (const [name, connect] of Object.entries(CLIENTS)) {
  Deno.test(`${name} reads a real history from serve --http, both ways`, FOREIGN, async () => {
    await using served = await serve(["--demo", "--world", FIXTURE], SETTINGS);
    await assert.rejects(fetchTools(`${served.url}/mcp`), "nobody is let in without the token");
    const connected = await connect(`${served.url}/mcp`);
    await readBothWays(connected);
    await connected.close();
  });
}

async function fetchTools(url: string): Promise<void> {
  const connected = await connectAi({ type: "http", url });
  await connected.close();
}

Deno.test("the Inspector lists the tools of serve --http and calls one", async () => {
  await using served = await serve(["--demo"], SETTINGS);
  const { tools } = await inspect(served.url, "--method", "tools/list");
  assert.deepEqual(tools.map(({ name }: { readonly name: string }) => name), TOOLS);
  const call = ["--method", "tools/call", "--tool-name", "tg_resolve_chat"];
  const { structuredContent } = await inspect(
    served.url,
    ...call,
    "--tool-arg",
    "input=@tgtk_news",
  );
  assert.equal(structuredContent.chat_id, -1001000000101);
});

// deno-lint-ignore no-explicit-any -- tests reach into any field
async function inspect(url: string, ...args: string[]): Promise<any> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...[
        "run",
        "-A",
        "--quiet",
        "--lock=tests/deno.lock",
        "npm:@modelcontextprotocol/inspector@2.12.0",
        "--cli",
      ],
      ...[`${url}/mcp`, "--transport", "http"],
      ...["--header", `Authorization: ${headers.Authorization}`],
      ...args,
    ],
    cwd: ROOT,
    env: childEnv(),
    clearEnv: true,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
