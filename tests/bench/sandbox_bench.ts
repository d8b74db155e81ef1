/**
 * How many messages a second the sandbox serves: `messages.getHistory` over `@tgtk_big`, pages of
 * 100, to a client on one connection that only counts them. The sandbox has a process of its own.
 *
 *     deno run -A tests/bench/sandbox_bench.ts [--runs 7] [--seconds 2] [--in-flight 8] [--json FILE]
 */

import { parseArgs } from "node:util";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { start, tgtk } from "../e2e/program.ts";
import { createPages, findChannel, PAGE } from "./pages.ts";
import { processSeconds } from "./process_time.ts";
import { connectClient, type SandboxClient } from "./sandbox_client.ts";
import { drawSpread, spreadOf } from "./spread.ts";

/** No page is shorter: an error, or a page with less on it, would count as a fast one. */
const LEAST_PAGE_BYTES = PAGE * 64;

/** One run's outcome. */
interface Run {
  readonly messages: number;
  readonly seconds: number;
  /** Processor time of the sandbox's process; absent where it cannot be known. */
  readonly cpuSeconds?: number;
}

/** Keeps queries in flight until the time is over; then waits for what is still to come. */
async function load(
  client: SandboxClient,
  nextPage: () => Uint8Array,
  { seconds, inFlight }: { readonly seconds: number; readonly inFlight: number },
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const send = (count: number) => client.send(Array.from({ length: count }, nextPage));
  let waiting = inFlight;
  let answers = 0;
  await send(inFlight);
  while (waiting > 0) {
    const packet = await client.packet();
    const count = client.count(packet);
    if (packet.length < count * LEAST_PAGE_BYTES) {
      throw new Error(`Cannot measure: ${count} answers in ${packet.length} bytes`);
    }
    answers += count;
    waiting -= count;
    if (performance.now() >= end) continue;
    waiting += count;
    await send(count);
  }
  return answers * PAGE;
}

async function measure(pid: number, work: () => Promise<number>): Promise<Run> {
  const cpu = processSeconds(pid);
  const started = performance.now();
  const messages = await work();
  const seconds = (performance.now() - started) / 1000;
  const spent = processSeconds(pid);
  const isKnown = cpu !== undefined && spent !== undefined;
  return { messages, seconds, ...(isKnown ? { cpuSeconds: spent - cpu } : {}) };
}

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    seconds: { type: "string", default: "2" },
    "in-flight": { type: "string", default: "8" },
    json: { type: "string" },
  },
});
const settings = { seconds: Number(values.seconds), inFlight: Number(values["in-flight"]) };

await using server = start(tgtk("sandbox", "--port", "0"));
const ready = JSON.parse(await server.line()) as SandboxReady;
const client = await connectClient(ready);
const nextPage = createPages(await findChannel(client, ready.api_id));
// The first run is the compiler's.
await load(client, nextPage, settings);
const runs: Run[] = [];
for (let run = 0; run < Number(values.runs); run++) {
  runs.push(await measure(server.pid, () => load(client, nextPage, settings)));
}
client.close();

const perSecond = spreadOf(runs.map(({ messages, seconds }) => messages / seconds));
const cpuMicros = runs.flatMap(({ messages, cpuSeconds }) =>
  cpuSeconds === undefined ? [] : [cpuSeconds * 1e6 / messages]
);
const perMessage = cpuMicros.length === 0 ? undefined : spreadOf(cpuMicros);
console.log(
  `messages.getHistory over @tgtk_big, pages of ${PAGE}, ${settings.inFlight} queries in flight, ` +
    `one connection; ${runs.length} runs of ${settings.seconds} s after one to warm up`,
);
console.log(`messages/s: ${drawSpread(perSecond, 0)}`);
if (perMessage !== undefined) {
  console.log(`µs of the sandbox's processor time a message: ${drawSpread(perMessage, 1)}`);
}
if (values.json !== undefined) {
  const report = { settings, messagesPerSecond: perSecond, cpuMicrosPerMessage: perMessage, runs };
  await Deno.writeTextFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
