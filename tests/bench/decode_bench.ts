/**
 * What our port makes of Telegram's answers beside raw GramJS, in one run: pages of 100 of one chat, as
 * messages a second and as processor time of this process a message (decryption, decoding, and for the
 * port mapping; for `lines` also one line of JSON each). The sandbox has a process of its own.
 *
 *     deno run -A tests/bench/decode_bench.ts [--chat tgtk_big] [--runs 5] [--seconds 2]
 *       [--in-flight 8] [--latency-ms 0] [--json FILE]
 */

import process from "node:process";
import { parseArgs } from "node:util";
import { Api, bigInt, LAYER } from "../../src/gramjs.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import type { ChatRef, Telegram } from "../../src/telegram/port.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { start, tgtk } from "../e2e/program.ts";
import { connectGramjs, type GramjsClient } from "../sandbox/gramjs_client.ts";
import { PAGE, pageQuery } from "./pages.ts";
import { drawSpread, type Spread, spreadOf } from "./spread.ts";

/** Reads the page below an id; gives how many messages were on it. */
type ReadPage = (offsetId: number) => Promise<number>;

interface Mode {
  readonly name: string;
  readonly inFlight: number;
  readonly read: ReadPage;
}

/** One run's outcome. */
interface Run {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

const { values } = parseArgs({
  options: {
    chat: { type: "string", default: "tgtk_big" },
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    "in-flight": { type: "string", default: "8" },
    "latency-ms": { type: "string", default: "0" },
    json: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const inFlight = Number(values["in-flight"]);

function callOptions() {
  return { signal: new AbortController().signal };
}

function portTo(ready: SandboxReady): Telegram {
  const session = parseSessionString(ready.string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  return gramjsTelegram({
    session: session.value,
    api_id: ready.api_id,
    appVersion: "bench",
    connectTimeoutMs: 10_000,
  });
}

async function introduce(raw: GramjsClient, apiId: number): Promise<void> {
  const device = { apiId, deviceModel: "bench", systemVersion: "1", appVersion: "1" };
  const languages = { systemLangCode: "en", langPack: "", langCode: "en" };
  const query = new Api.InitConnection({
    ...device,
    ...languages,
    query: new Api.help.GetConfig(),
  });
  await raw.send(new Api.InvokeWithLayer({ layer: LAYER, query }));
}

function rawReader(raw: GramjsClient, ref: ChatRef): ReadPage {
  const accessHash = bigInt(ref.access_hash ?? "0");
  const peer = new Api.InputPeerChannel({ channelId: bigInt(ref.id), accessHash });
  return async (offsetId) => {
    const page = await raw.send<Api.messages.Messages>(pageQuery(peer, offsetId));
    return page.messages.length;
  };
}

/** `finish` is what is done with the messages of a page. */
function portReader(
  telegram: Telegram,
  ref: ChatRef,
  finish: (message: unknown) => unknown,
): ReadPage {
  return async (offset_id) => {
    const page = await telegram.messages.getHistory({ ref, offset_id, limit: PAGE }, callOptions());
    if (!page.ok) throw new Error(`Cannot measure: ${page.failure.code}`);
    page.value.messages.forEach(finish);
    return page.value.ids.length;
  };
}

async function measure({ read, inFlight }: Mode, newestId: number): Promise<Run> {
  let offsetId = newestId;
  let messages = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const end = started + seconds * 1000;
  const work = async () => {
    while (performance.now() < end) {
      const page = read(offsetId);
      offsetId = offsetId > 2 * PAGE ? offsetId - PAGE : newestId;
      const count = await page;
      messages += count;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const spent = process.cpuUsage(cpu);
  return {
    perSecond: messages / (performance.now() - started) * 1000,
    cpuMicros: (spent.user + spent.system) / messages,
  };
}

await using server = start(tgtk("sandbox", "--port", "0", "--latency-ms", values["latency-ms"]));
const ready = JSON.parse(await server.line()) as SandboxReady;
const raw = await connectGramjs(ready);
await introduce(raw, ready.api_id);
const telegram = portTo(ready);
const resolved = await telegram.chats.resolveUsername(values.chat, callOptions());
if (!resolved.ok) throw new Error(`Cannot measure @${values.chat}: ${resolved.failure.code}`);
const { ref } = resolved.value;
const newest = await telegram.messages.getHistory({ ref, limit: 1 }, callOptions());
const newestId = newest.ok ? newest.value.ids[0] ?? 0 : 0;

const port = portReader(telegram, ref, () => {});
const lines = portReader(telegram, ref, (message) => JSON.stringify(message));
const modes: readonly Mode[] = [
  { name: "raw GramJS", inFlight: 1, read: rawReader(raw, ref) },
  { name: "port", inFlight: 1, read: port },
  { name: "raw GramJS", inFlight, read: rawReader(raw, ref) },
  { name: "port", inFlight, read: port },
  { name: "lines", inFlight, read: lines },
];
// The first round is the compiler's. Rounds, so that a busy moment of the machine hits every mode.
const runs = modes.map((): Run[] => []);
for (let round = 0; round <= Number(values.runs); round++) {
  for (const [index, mode] of modes.entries()) {
    const run = await measure(mode, newestId);
    if (round > 0) runs[index]!.push(run);
  }
}
await telegram.close();
await raw.close();

console.log(
  `@${values.chat}, pages of ${PAGE}, ${values["latency-ms"]} ms; ` +
    `${values.runs} runs of ${seconds} s after one to warm up`,
);
const report = modes.map(({ name, inFlight }, index) => {
  const of = (field: keyof Run): Spread => spreadOf(runs[index]!.map((run) => run[field]));
  return { name, inFlight, messagesPerSecond: of("perSecond"), cpuMicros: of("cpuMicros") };
});
for (const { name, inFlight, messagesPerSecond, cpuMicros } of report) {
  const rate = drawSpread(messagesPerSecond, 0);
  console.log(`${name}, ${inFlight} in flight: ${rate}/s; ${drawSpread(cpuMicros, 1)} µs of CPU`);
}
console.log(`RSS: ${(Deno.memoryUsage().rss / 1e6).toFixed(0)} MB`);
if (values.json !== undefined) {
  await Deno.writeTextFile(values.json, `${JSON.stringify({ ...values, report }, null, 2)}\n`);
}
