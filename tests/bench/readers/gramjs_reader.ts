/** GramJS's `TelegramClient` in a process of its own. */

import { Api, connectTelegramClient } from "./gramjs.ts";
import { PAGE, readyOfArgs, serveReader } from "./reader.ts";

const client = await connectTelegramClient(readyOfArgs());

await serveReader({
  async open({ chat, pages, read }) {
    const peer = await client.getInputEntity(chat);
    if (read === "newest") {
      const newest = new Api.messages.GetHistory({ peer, limit: PAGE });
      return {
        async next() {
          const page = await client.invoke(newest);
          return "messages" in page ? page.messages.length : 0;
        },
      };
    }
    // As GramJS's users page: it asks for 100 at a time.
    const messages = client.iterMessages(peer, { limit: pages * PAGE, waitTime: 0 });
    const each = messages[Symbol.asyncIterator]();
    return {
      async next() {
        let count = 0;
        while (count < PAGE && !(await each.next()).done) count += 1;
        return count;
      },
    };
  },
});
await client.destroy();
Deno.exit(0);
