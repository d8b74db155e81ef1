/** Asks a server over HTTP with the official SDK: `deno run -A docs/examples/client.ts http://127.0.0.1:8000/mcp`. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

const [address = "http://127.0.0.1:8000/mcp", token] = Deno.args;
const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
const client = new Client({ name: "example", version: "1.0.0" });
await client.connect(
  new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers } }),
);

// Page after page, until the server says that nothing is left.
let cursor: string | undefined;
do {
  const { isError, structuredContent } = await client.callTool({
    name: "tg_fetch_history",
    arguments: {
      chat: "@tgtk_news",
      from_date: "2025-11-28",
      to_date: "2025-11-28",
      direction: "asc",
      page_size: 5,
      ...(cursor && { cursor }),
    },
  });
  if (isError) throw new Error(JSON.stringify(structuredContent));
  const { messages, page_info } = structuredContent as {
    readonly messages: readonly { readonly id: number; readonly date: string }[];
    readonly page_info: { readonly cursor?: string };
  };
  for (const { date, id } of messages) console.log(id, date);
  cursor = page_info.cursor;
} while (cursor !== undefined);
await client.close();
