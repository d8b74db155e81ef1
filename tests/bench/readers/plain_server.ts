/**
 * What an MCP server on GramJS costs at the least: the SDK's server, one tool, `getMessages`, and of
 * each message its id, date, sender and text. It masks nothing, bounds nothing and waits for nothing.
 */

import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { connectTelegramClient } from "./gramjs.ts";
import { readyOfArgs } from "./reader.ts";

const client = await connectTelegramClient(readyOfArgs());
const server = new McpServer({ name: "plain", version: "1" });
const message = z.object({
  id: z.number(),
  date: z.number(),
  sender: z.string().optional(),
  text: z.string(),
});

server.registerTool(
  "get_messages",
  {
    description: "Reads messages of a chat, newest first.",
    inputSchema: z.object({ chat: z.string(), limit: z.number(), before: z.number() }),
    outputSchema: z.object({ messages: z.array(message) }),
  },
  async ({ before, chat, limit }) => {
    const found = await client.getMessages(chat, { limit, offsetId: before });
    const messages = found.map(({ date, id, message: text, senderId }) => ({
      id,
      date,
      ...(senderId === undefined ? {} : { sender: String(senderId) }),
      text: text ?? "",
    }));
    const structuredContent = { messages };
    return {
      structuredContent,
      content: [{ type: "text", text: JSON.stringify(structuredContent) }],
    };
  },
);
await server.connect(new StdioServerTransport());
