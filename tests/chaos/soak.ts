/**
 * Reads for a long time through mild weather, and watches that memory and handles stay flat.
 *
 *     deno task soak [--minutes 60] [--every-s 10]
 *
 * It fails when the last third of the run holds more than the middle third by over a tenth, or over
 * 16 MiB of memory, or over two handles.
 */

import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "../e2e/in_process.ts";

const MIB = 1 << 20;
const SECOND = 1000;
const CHATS = ["@tgtk_news", "@tgtk_chat", "@tgtk_big", "@tgtk_forum"];

/** Lost connections, lost answers, 5xx and new salts, every so often. */
const MILD = {
  seed: 7,
  faults: [
    { when: { probability: 0.01 }, do: { drop: {} } },
    { when: { probability: 0.02 }, do: { error: { code: 500, message: "INTERNAL" } } },
    { when: { probability: 0.01 }, do: { change_salts: {} } },
    { when: { call: { every: 500 } }, do: { flood_wait: { seconds: 1 } } },
  ],
} as const;

interface Sample {
  readonly rss: number;
  readonly heap: number;
  readonly handles: number;
}

/** Sockets, files and pipes of this process; 0 where the system does not tell. */
function handles(): number {
  try {
    return [...Deno.readDirSync("/proc/self/fd")].length;
  } catch {
    return 0;
  }
}

/** The middle one, so that a pause of the collector does not count. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    "every-s": { type: "string", default: "10" },
  },
});
const until = performance.now() + Number(values.minutes) * 60 * SECOND;
const every = Number(values["every-s"]) * SECOND;
const samples: Sample[] = [];
let pages = 0;
await using setup = await setUp({ world: sampleWorld(), faults: MILD });

async function readOn(chat: string): Promise<void> {
  let cursor: string | undefined;
  while (performance.now() < until) {
    const page = await setup.call("tg_fetch_history", { chat, ...(cursor && { cursor }) });
    assert.ok(!page.isError, page.text);
    pages += 1;
    cursor = page.json.page_info.cursor;
  }
}

const sampler = setInterval(() => {
  // With `--v8-flags=--expose-gc`: what the collector has not come to yet is no leak.
  (globalThis as { readonly gc?: () => void }).gc?.();
  const { heapUsed, rss } = Deno.memoryUsage();
  samples.push({ rss: rss / MIB, heap: heapUsed / MIB, handles: handles() });
  // The trace is for tests that look at it.
  (setup.trace as unknown[]).length = 0;
}, every);
await Promise.all(CHATS.map(readOn));
clearInterval(sampler);

const third = Math.floor(samples.length / 3);
const of = (part: readonly Sample[]) => ({
  rss_mib: Math.round(median(part.map(({ rss }) => rss))),
  heap_mib: Math.round(median(part.map(({ heap }) => heap))),
  handles: median(part.map(({ handles }) => handles)),
});
const middle = of(samples.slice(third, 2 * third));
const last = of(samples.slice(2 * third));
console.log(JSON.stringify({ minutes: Number(values.minutes), pages, middle, last }));
assert.ok(last.rss_mib <= middle.rss_mib + Math.max(16, middle.rss_mib / 10), "memory grows");
assert.ok(last.heap_mib <= middle.heap_mib + Math.max(16, middle.heap_mib / 10), "the heap grows");
assert.ok(last.handles <= middle.handles + 2, "handles are left open");
