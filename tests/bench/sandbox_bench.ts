/**
 * How many messages a second the sandbox serves: `messages.getHistory` over `@tgtk_big`, pages of
 * 100, to a client on one connection that only counts them. The sandbox has a process of its own.
 *
 *     deno run -A tests/bench/sandbox_bench.ts [--runs 7] [--seconds 2] [--in-flight 8] [--json FILE]
 */

import { Buffer } from "node:buffer";
import { parseArgs } from "node:util";
import { Api, bigInt, BinaryReader } from "../../src/gramjs.ts";
import type { SandboxReady } from "../../src/sandbox/sandbox.ts";
import { start, tgtk } from "../e2e/program.ts";
import { processSeconds } from "./process_time.ts";
import { connectClient, type SandboxClient } from "./sandbox_client.ts";

const PAGE = 100;

/** One run's outcome. */
interface Run {
  readonly messages: number;
  readonly seconds: number;
  /** Processor time of the sandbox's process; absent where it cannot be known. */
  readonly cpuSeconds?: number;
}

/** Median and both ends. */
interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

interface Channel {
  readonly peer: Api.InputPeerChannel;
  readonly newestId: number;
}

/** Sends one query and decodes its answer. */
async function ask<Answer>(client: SandboxClient, query: Api.AnyRequest): Promise<Answer> {
  await client.send([query.getBytes()]);
  for (;;) {
    const [answer] = client.answers(await client.packet());
    if (answer) return new BinaryReader(Buffer.from(answer)).tgReadObject() as Answer;
  }
}

async function findChannel(client: SandboxClient): Promise<Channel> {
  const { chats } = await ask<Api.contacts.ResolvedPeer>(
    client,
    new Api.contacts.ResolveUsername({ username: "tgtk_big" }),
  );
  const { id, accessHash } = chats[0] as Api.Channel;
  const peer = new Api.InputPeerChannel({ channelId: id, accessHash: accessHash ?? bigInt.zero });
  const page = await ask<Api.messages.ChannelMessages>(client, pageQuery(peer, 0));
  if (page.messages.length !== PAGE) {
    throw new Error(`Cannot measure: a page holds ${page.messages.length} messages`);
  }
  return { peer, newestId: page.messages[0]!.id };
}

function pageQuery(peer: Api.InputPeerChannel, offsetId: number): Api.messages.GetHistory {
  return new Api.messages.GetHistory({
    peer,
    offsetId,
    offsetDate: 0,
    addOffset: 0,
    limit: PAGE,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
}

/** Makes the query for each next page, newest first; from the oldest it goes back to the newest. */
function createPages({ peer, newestId }: Channel): () => Uint8Array {
  let offsetId = newestId;
  return () => {
    const query = pageQuery(peer, offsetId).getBytes();
    offsetId = offsetId > 2 * PAGE ? offsetId - PAGE : newestId;
    return query;
  };
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
    const count = client.count(await client.packet());
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

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, low: sorted[0]!, high: sorted.at(-1)! };
}

function draw({ median, low, high }: Spread, digits: number): string {
  return `median ${median.toFixed(digits)}, ${low.toFixed(digits)} to ${high.toFixed(digits)}`;
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
const client = await connectClient(JSON.parse(await server.line()) as SandboxReady);
const nextPage = createPages(await findChannel(client));
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
console.log(`messages/s: ${draw(perSecond, 0)}`);
if (perMessage !== undefined) {
  console.log(`µs of the sandbox's processor time a message: ${draw(perMessage, 1)}`);
}
if (values.json !== undefined) {
  const report = { settings, messagesPerSecond: perSecond, cpuMicrosPerMessage: perMessage, runs };
  await Deno.writeTextFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
