/**
 * Kills an exporting process at random moments, lets another one go on, and compares the bytes with
 * those of an undisturbed run. It takes minutes, so it is run by hand:
 *
 *     deno run -A tests/exports/kill_nine.ts [--times 100]
 */

import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { exportIdOf, exportMessages } from "../../src/exports/export_messages.ts";
import { directoryStore } from "../../src/exports/stores/directory_store.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import type { ExportStore } from "../../src/exports/store.ts";
import { depsOver, DESC, NEVER, requestFor, ROOM, textOf } from "./exporting.ts";
import { madeUpTelegram } from "./made_up_telegram.ts";

const REQUEST = requestFor(DESC, { line: (message) => JSON.stringify(message) });

function runOver(store: ExportStore) {
  const telegram = madeUpTelegram({ lastId: 60_000, senders: 5000, latencyMs: 1 });
  const sleep = () => Promise.resolve();
  const deps = depsOver(telegram, { store, inFlight: 8, clock: Date.now, sleep });
  return exportMessages(deps, REQUEST, { signal: NEVER });
}

async function child(root: string): Promise<void> {
  const done = await runOver(directoryStore(root, ROOM));
  if (!done.ok || !done.value.manifest.complete) throw new Error("Cannot export");
}

async function digestOf(store: ExportStore): Promise<string> {
  return createHash("sha256").update(await textOf(store, REQUEST)).digest("hex");
}

async function parent(times: number): Promise<void> {
  const memory = memoryStore(ROOM);
  await runOver(memory);
  const expected = await digestOf(memory);
  const root = await Deno.makeTempDir({ prefix: "tgtk_kill_" });
  let [kills, finished, differing] = [0, 0, 0];
  while (kills < times) {
    const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
    const args = ["run", "--no-check", "--config", config, "-A", import.meta.filename!];
    const process = new Deno.Command(Deno.execPath(), { args: [...args, "--child", root] }).spawn();
    const timer = setTimeout(() => process.kill("SIGKILL"), 400 + Math.random() * 1600);
    const { signal } = await process.status;
    clearTimeout(timer);
    if (signal === "SIGKILL") kills += 1;
    const store = directoryStore(root, ROOM);
    const record = await store.read(exportIdOf(REQUEST));
    const manifest = record.ok ? record.value?.manifest : undefined;
    if (manifest === undefined) continue;
    const digest = await digestOf(store);
    if (digest !== manifest.sha256) differing += 1;
    if (!manifest.complete) continue;
    finished += 1;
    if (digest !== expected) differing += 1;
    await store.remove(manifest.id);
  }
  await Deno.remove(root, { recursive: true });
  console.log(`${kills} kills, ${finished} exports finished, ${differing} differed`);
}

const { values } = parseArgs({
  options: { times: { type: "string", default: "100" }, child: { type: "string" } },
});
await (values.child === undefined ? parent(Number(values.times)) : child(values.child));
