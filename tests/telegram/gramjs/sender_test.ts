import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { createSender, type Sender } from "../../../src/telegram/gramjs/sender.ts";
import { withoutUpdates } from "../../../src/telegram/gramjs/without_updates.ts";
import { patiently, sessionOf, tracedSandbox } from "./setup.ts";
import { layWire } from "./wire.ts";

const READ = () => withoutUpdates(new Api.help.GetConfig());

async function senderTo(port: number, session: ReturnType<typeof sessionOf>): Promise<Sender> {
  const ignore = () => {};
  return await createSender({ session: { ...session, port }, onEnd: ignore, onError: ignore });
}

Deno.test("createSender() refuses to send what is not on the allow-list", async () => {
  const { sandbox, trace } = tracedSandbox();
  const sender = await senderTo(sandbox.ready.port, sessionOf(sandbox));
  assert.equal(await sender.connect(), undefined);
  const refused = [
    new Api.updates.GetState(),
    new Api.help.GetConfig(),
    withoutUpdates(new Api.updates.GetState()),
    withoutUpdates(new Api.messages.ReadMessageContents({ id: [1] })),
  ];
  for (const request of refused) {
    await assert.rejects(sender.ask(request, patiently().signal), {
      message: "Cannot send request: it is not on the allow-list",
    });
  }
  assert.ok("answer" in await sender.ask(READ(), patiently().signal));
  await sender.end({ code: "CANCELLED" });
  await sandbox.close();
  assert.deepEqual(trace.map(({ method }) => method), ["help.getConfig"]);
});

Deno.test("createSender() remembers nothing of calls that were given up", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire(sandbox.ready.port);
  const sender = await senderTo(wire.port, sessionOf(sandbox));
  assert.equal(await sender.connect(), undefined);
  assert.ok("answer" in await sender.ask(READ(), patiently().signal));
  wire.hold();
  for (let call = 0; call < 50; call++) {
    const controller = new AbortController();
    const pending = sender.ask(READ(), controller.signal);
    controller.abort();
    assert.deepEqual(await pending, { failure: { code: "CANCELLED" } });
  }
  assert.equal(sender.remembered(), 0);
  await sender.end({ code: "CANCELLED" });
  await wire.close();
  await sandbox.close();
});

Deno.test("createSender() remembers nothing of calls that were answered", async () => {
  const { sandbox } = tracedSandbox();
  const sender = await senderTo(sandbox.ready.port, sessionOf(sandbox));
  assert.equal(await sender.connect(), undefined);
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 20 }, () => sender.ask(READ(), patiently().signal)));
  }
  assert.equal(sender.remembered(), 0);
  await sender.end({ code: "CANCELLED" });
  await sandbox.close();
});

Deno.test("createSender() answers after its end with the reason of it", async () => {
  const { sandbox } = tracedSandbox();
  const sender = await senderTo(sandbox.ready.port, sessionOf(sandbox));
  assert.equal(await sender.connect(), undefined);
  const pending = sender.ask(READ(), patiently().signal);
  const failure = { code: "TIMEOUT", after_s: 3 } as const;
  await sender.end(failure);
  assert.deepEqual(await pending, { failure });
  assert.deepEqual(await sender.ask(READ(), patiently().signal), { failure });
  await sandbox.close();
});
