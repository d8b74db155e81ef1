/** mtcute in a process of its own: a Telegram client that shares no line with GramJS. */

import { authKeyOfSession, mtcuteClient } from "../../sandbox/proof/mtcute_client.ts";
import { PAGE, readyOfArgs, serveReader } from "./reader.ts";

const ready = readyOfArgs();
const client = await mtcuteClient(ready, { authKey: authKeyOfSession(ready.string_session) });

// deno-lint-ignore no-explicit-any -- mtcute's own types are those of a newer layer
const call = (request: unknown): Promise<any> => client.call(request as never);

await serveReader({
  async open({ chat, read }) {
    const { chats } = await call({ _: "contacts.resolveUsername", username: chat });
    const { accessHash, id } = chats[0];
    const peer = { _: "inputPeerChannel", channelId: id, accessHash };
    const rest = { offsetDate: 0, addOffset: 0, limit: PAGE, maxId: 0, minId: 0, hash: 0 };
    let offsetId = 0;
    return {
      async next() {
        const page = await call({ _: "messages.getHistory", peer, offsetId, ...rest });
        if (read === "downward") offsetId = page.messages.at(-1).id;
        return page.messages.length;
      },
    };
  },
});
await client.destroy();
Deno.exit(0);
