/**
 * How soon a read is answered again after trouble, in real time, with the server's own settings.
 *
 *     deno run -A --lock=tests/deno.lock tests/chaos/recovery.ts
 */

import assert from "node:assert/strict";
import { wireTelegram } from "../../src/cli/wire.ts";
import { checkConfig } from "../../src/config.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { sessionStringTo } from "./session_string_to.ts";
import { accountOf } from "../e2e/in_process.ts";
import { fakeIo } from "../cli/fake_io.ts";
import { layWire } from "../telegram/gramjs/wire.ts";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";

const sandbox = startSandbox({ world: sampleWorld() });
const wire = layWire(sandbox.ready.port);
const { config } = checkConfig({
  ...accountOf(sandbox.ready),
  TELEGRAM_STRING_SESSION: sessionStringTo(sandbox.ready, wire.port),
}, []);
const toolkit = await wireTelegram(config!, fakeIo());
assert.ok(!("error" in toolkit));
const [ours, theirs] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "recovery", version: "1" });
await toolkit.newServer().connect(theirs);
await client.connect(ours);

async function read(): Promise<boolean> {
  const call = { name: "tg_fetch_history", arguments: { chat: "@tgtk_news", page_size: 5 } };
  const { isError } = await client.callTool(call, { timeout: 120_000 });
  return isError !== true;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads without a break from the start of the trouble; seconds from its end to the first answer. */
async function recovery(trouble: () => Promise<void>): Promise<number> {
  assert.ok(await read());
  const over = trouble().then(() => performance.now());
  let answered = performance.now();
  const reading = (async () => {
    const end = await over;
    while (true) {
      if (await read() && performance.now() >= end) break;
      await pause(20);
    }
    answered = performance.now();
  })();
  // Somebody reads while the trouble lasts as well.
  const during = read();
  const end = await over;
  await Promise.all([reading, during]);
  return Math.max(0, answered - end) / 1000;
}

const figures = {
  cut_connection_s: await recovery(() => Promise.resolve(wire.cut())),
  restart_of_10_s: await recovery(() => sandbox.restart(10_000)),
  network_loss_of_30_s: await recovery(async () => {
    wire.hold();
    await pause(30_000);
    wire.release();
  }),
};
console.log(JSON.stringify(figures));
await client.close();
await toolkit.close();
await wire.close();
await sandbox.close();
assert.ok(figures.cut_connection_s <= 3);
assert.ok(figures.restart_of_10_s <= 5);
assert.ok(figures.network_loss_of_30_s <= 5);
