import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { startSandbox } from "../../../../src/sandbox/start.ts";
import { connectGramjs, introduced } from "../../gramjs_client.ts";
import { ofChannel, text, tinyWorld } from "../../tiny_world.ts";

Deno.test("startSandbox() pushes what is added while a client is connected", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  try {
    const client = await connectGramjs(sandbox.ready);
    try {
      await client.send(introduced(new Api.help.GetConfig()));
      await client.send<Api.updates.State>(new Api.updates.GetState());
      const arrival = client.nextUpdate();
      const chat = { type: "channel", id: 1001 } as const;
      const added = await sandbox.chats.add(chat, (id) => text(ofChannel(1001), id));
      assert.equal(added.id, 10);
      const { updates } = await arrival as Api.Updates;
      assert.deepEqual(updates.map(({ className }) => className), ["UpdateNewChannelMessage"]);
      await sandbox.chats.edit(chat, text(ofChannel(1001), 10, { message: "changed" }));
      await sandbox.chats.remove(chat, 10);
    } finally {
      await client.close();
    }
  } finally {
    await sandbox.close();
  }
});
