/**
 * How fast `@tgtk_big` is exported, and with how much memory: the engine over GramJS, into a store. The
 * sandbox has a process of its own.
 *
 *     deno run -A tests/bench/export_bench.ts [--messages 200000] [--in-flight 1,8,16]
 *       [--latency-ms 0] [--senders 0] [--dir FOLDER] [--pii off] [--made-up] [--json FILE]
 *
 * `--made-up` measures the engine alone, without GramJS and a sandbox.
 */

import { parseArgs } from "node:util";
import { exportMessages } from "../../src/exports/export_messages.ts";
import { senderBook } from "../../src/history/senders.ts";
import { systemSleep } from "../../src/telegram/sleep.ts";
import type { ExportStore } from "../../src/exports/store.ts";
import { directoryStore } from "../../src/exports/stores/directory_store.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { lineOf } from "../../src/tools/export_line.ts";
import type { ResolvedChat, Telegram } from "../../src/telegram/port.ts";
import { CHAT } from "../exports/exporting.ts";
import { madeUpTelegram } from "../exports/made_up_telegram.ts";
import { REF } from "../history/fixtures.ts";
import { start, tgtk } from "../e2e/program.ts";
import { processSeconds } from "./process_time.ts";

const SAMPLE_MS = 250;
const MIB = 1 << 20;

/** One run's outcome. Memory in MiB. */
interface Run {
  readonly inFlight: number;
  readonly messages: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly rss: { readonly start: number; readonly half: number; readonly end: number };
  readonly highestRss: number;
  /** Processor time of the exporting process, µs a message; absent where it cannot be known. */
  readonly cpuMicros?: number;
}

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "200000" },
    "in-flight": { type: "string", default: "1,8,16" },
    "latency-ms": { type: "string", default: "0" },
    senders: { type: "string", default: "0" },
    dir: { type: "string" },
    "made-up": { type: "boolean", default: false },
    pii: { type: "string", default: "off" },
    json: { type: "string" },
  },
});
const most = Number(values.messages);
const latency = values["latency-ms"];

/** What is exported, and what reads it. */
interface Source extends ResolvedChat {
  readonly telegram: Telegram;
  readonly close: () => Promise<void>;
}

/** The sandbox over GramJS. */
async function sandboxSource(): Promise<Source> {
  const server = start(
    values.senders === "0"
      ? tgtk("sandbox", "--port", "0", "--latency-ms", latency)
      : ["run", "-A", "--quiet", "tests/bench/crowd_sandbox.ts", values.senders, latency],
  );
  const ready = JSON.parse(await server.line()) as SandboxReady;
  const session = parseSessionString(ready.string_session);
  if (!session.ok) throw new Error("Cannot read the sandbox's session string");
  const telegram = gramjsTelegram({
    session: session.value,
    api_id: ready.api_id,
    appVersion: "bench",
    connectTimeoutMs: 10_000,
  });
  const options = { signal: new AbortController().signal };
  const found = await telegram.chats.resolveUsername("tgtk_big", options);
  if (!found.ok) throw new Error(`Cannot find @tgtk_big: ${found.failure.code}`);
  const close = async () => {
    await telegram.close();
    await server[Symbol.asyncDispose]();
  };
  return { ...found.value, telegram, close };
}

/** The engine alone: pages cost nothing but their latency. */
function madeUpSource(): Source {
  const senders = Math.max(1, Number(values.senders));
  const telegram = madeUpTelegram({ lastId: 1_200_000, senders, latencyMs: Number(latency) });
  return { chat: CHAT, ref: REF, telegram, close: () => telegram.close() };
}

const { chat, close, ref, telegram } = values["made-up"] ? madeUpSource() : await sandboxSource();

function newStore(): ExportStore {
  const room = { maxBytes: 4096 * MIB, maxExports: 100 };
  return values.dir === undefined ? memoryStore(room) : directoryStore(values.dir, room);
}

/** Exports until so many messages are there, and watches memory. */
async function run(store: ExportStore, inFlight: number, wanted: number): Promise<Run> {
  const mode = values.pii === "mask" ? "mask" : "off";
  const enough = new AbortController();
  const samples: number[] = [];
  const sample = () => void samples.push(Deno.memoryUsage().rss / MIB);
  const sampler = setInterval(sample, SAMPLE_MS);
  const cpu = processSeconds(Deno.pid);
  const started = performance.now();
  const done = await exportMessages(
    {
      telegram,
      store,
      policy: { mode: "public" },
      inFlight,
      ttlS: 3600,
      toolVersion: "bench",
      clock: Date.now,
      sleep: systemSleep,
    },
    {
      principal: "bench",
      rendering: "bench",
      chat,
      ref,
      query: { window: {}, direction: "desc" },
      senders: senderBook(() => telegram.now()),
      earlier: () => Promise.resolve({ ok: true, value: undefined }),
      discussion: () => Promise.reject(new Error("Cannot find a thread: none was asked for")),
      line: lineOf(chat, { mode, kinds: DEFAULT_PII_KINDS }),
      refresh: true,
    },
    {
      signal: enough.signal,
      onProgress: ({ messages }) => messages >= wanted && enough.abort(),
    },
  );
  const seconds = (performance.now() - started) / 1000;
  clearInterval(sampler);
  sample();
  if (!done.ok) throw new Error(`Cannot export: ${done.failure.code}`);
  const { bytes, messages } = done.value.manifest;
  if (messages < wanted) throw new Error(`Cannot export: ${JSON.stringify(done.value.failure)}`);
  const spent = processSeconds(Deno.pid);
  const at = (part: number) => Math.round(samples[Math.floor(part * (samples.length - 1))] ?? 0);
  return {
    inFlight,
    messages,
    bytes,
    seconds,
    perSecond: messages / seconds,
    rss: { start: at(0), half: at(0.5), end: at(1) },
    highestRss: Math.round(Math.max(...samples)),
    ...(cpu === undefined || spent === undefined
      ? {}
      : { cpuMicros: (spent - cpu) * 1e6 / messages }),
  };
}

// The first run is the compiler's.
await run(newStore(), 8, Math.min(20_000, most));
const runs: Run[] = [];
for (const inFlight of values["in-flight"].split(",").map(Number)) {
  runs.push(await run(newStore(), inFlight, most));
  const { bytes, cpuMicros = NaN, highestRss, messages, perSecond, rss, seconds } = runs.at(-1)!;
  console.log(
    `${inFlight} in flight: ${messages} messages, ${(bytes / MIB).toFixed(1)} MiB in ` +
      `${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} messages/s, ` +
      `${cpuMicros.toFixed(0)} µs of processor time each; RSS ` +
      `${rss.start}, ${rss.half}, ${rss.end} MiB at start, half and end, at most ${highestRss}`,
  );
}
await close();
if (values.json !== undefined) {
  const report = { settings: { ...values, json: undefined }, runs };
  await Deno.writeTextFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
