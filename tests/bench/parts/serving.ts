/** How much the sandbox can serve: what is measured against it must not be its own speed. */

import { processSeconds } from "../measure/process_time.ts";
import { spreadOf } from "../measure/spread.ts";
import { createPages, findChannel, PAGE } from "../pages.ts";
import { connectClient, type SandboxClient } from "../sandbox_client.ts";
import { sandboxProcess } from "../sandbox_process.ts";
import { NOTHING, type Part } from "./part.ts";

const IN_FLIGHT = 8;
/** No page is shorter: an error, or a page with less on it, would count as a fast one. */
const LEAST_PAGE_BYTES = PAGE * 64;

/** One run's outcome. */
interface Run {
  readonly perSecond: number;
  /** Processor time of the sandbox's process, µs a message; absent where it cannot be known. */
  readonly cpuMicros?: number;
}

/** Keeps queries in flight until the time is over, then waits for what is still to come. */
async function load(
  client: SandboxClient,
  nextPage: () => Uint8Array,
  seconds: number,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const send = (count: number) => client.send(Array.from({ length: count }, nextPage));
  let waiting = IN_FLIGHT;
  let answers = 0;
  await send(IN_FLIGHT);
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

async function measureRun(pid: number, work: () => Promise<number>): Promise<Run> {
  const cpu = processSeconds(pid);
  const started = performance.now();
  const messages = await work();
  const perSecond = messages / (performance.now() - started) * 1000;
  const spent = processSeconds(pid);
  if (cpu === undefined || spent === undefined) return { perSecond };
  return { perSecond, cpuMicros: (spent - cpu) * 1e6 / messages };
}

export const SERVING: Part = {
  title: "The sandbox itself",
  about: "`messages.getHistory` over `@tgtk_big`, pages of 100, eight queries in flight on one " +
    "connection, to a client that only counts the messages: nothing that is measured against the " +
    "sandbox can be faster.",
  async measure({ isQuick }) {
    const [rounds, seconds] = isQuick ? [3, 0.5] : [7, 2];
    await using sandbox = await sandboxProcess(0);
    const client = await connectClient(sandbox.ready);
    const nextPage = createPages(await findChannel(client, sandbox.ready.api_id));
    // The first run is the compiler's.
    await load(client, nextPage, seconds);
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) {
      runs.push(await measureRun(sandbox.pid, () => load(client, nextPage, seconds)));
    }
    client.close();
    const cpu = runs.flatMap(({ cpuMicros }) => cpuMicros === undefined ? [] : [cpuMicros]);
    return {
      targets: [],
      tables: [{
        columns: ["messages/s", "its processor time, µs a message"],
        rows: [[
          spreadOf(runs.map(({ perSecond }) => perSecond)),
          cpu.length === 0 ? NOTHING : spreadOf(cpu),
        ]],
      }],
      plots: [],
    };
  },
};
