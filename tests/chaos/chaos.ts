/**
 * An export and many paged reads through a storm, compared with the same on a calm day.
 *
 *     deno run -A --lock=tests/deno.lock tests/chaos/chaos.ts [--seeds 1,2,3 | --random 100] [--messages 200000] [--pages 500]
 *       [--in-flight 1] [--rough cut,delay,halve,reorder,swap] [--dry]
 *
 * `--rough` adds a wire that does such things to connections; with `--dry` it is all that is bad.
 */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { exportMessages } from "../../src/exports/export_messages.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { streamExport } from "../../src/exports/read_parts.ts";
import { senderBook } from "../../src/history/senders.ts";
import { type Failure, type Outcome, succeed } from "../../src/model/failure.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import { type Roughness, roughnessOf } from "./rough_wire.ts";
import { weather } from "./weather.ts";

type Weather = ReturnType<typeof weather>;

/** How much is read. */
export interface Size {
  readonly messages: number;
  readonly pages: number;
  /**
   * Pages that the export asks for at once. With one, everything is asked one after the other, and the
   * data centre must see no call before its deadline. With more, those already sent when a flood wait
   * is told cannot be called back: then no call may leave once it was told.
   */
  readonly inFlight: number;
  /** What the wire does to connections. */
  readonly roughness?: Roughness;
  /** There is no storm at the data centre: only the wire is rough. */
  readonly isDry?: boolean;
}

/** What was read, as digests, and what it took. */
export interface Report extends Omit<Size, "roughness"> {
  readonly isRough: boolean;
  readonly exported: string;
  readonly paged: string;
  readonly calls: number;
  readonly tries: number;
  readonly floods: number;
  /** Calls that came to the data centre before a deadline that was told over the same connection. */
  readonly undercut: number;
  /**
   * Calls that came before a deadline that was told over an earlier connection. Over a good wire it was
   * told again as soon as the client came back. Over a rough one the data centre may have answered, on
   * a connection that was cut on the other side, a call whose client has asked anew over its next one:
   * no answer had come that could be obeyed.
   */
  readonly untold: number;
  /** Calls that left here although their deadline was known. */
  readonly early: number;
  /** Flood waits that a caller was told of. */
  readonly noticed: number;
  readonly cuts: number;
  /** Times that the wire spoiled bytes. */
  readonly swaps: number;
  readonly connections: number;
  readonly lost: number;
  readonly restarts: number;
  /** Times that the export had to be called. */
  readonly runs: number;
  readonly seconds: number;
  readonly skippedSeconds: number;
}

const BIG = "tgtk_big";
const NEWS = "tgtk_news";
const PAGE = 10;
const NEVER = new AbortController().signal;

/** Callers go on as they are told to: this often, at most. */
const MAX_RUNS = 200;

/** Reads, in a storm by a seed or on a calm day. */
export async function readThrough(world: World, size: Size, seed?: number): Promise<Report> {
  const started = performance.now();
  const calls = size.messages / 85 + size.pages;
  const day = weather({
    world,
    calls,
    floodWaitMaxS: 120,
    ...(seed === undefined ? {} : weatherBy(seed, size)),
  });
  try {
    const [exported, paged] = size.inFlight === 1
      ? [await exportAll(day, size), await pageAll(day, size)]
      : await Promise.all([exportAll(day, size), pageAll(day, size)]);
    const { counts, storm, time, wire } = day;
    return {
      messages: exported.messages,
      pages: paged.pages,
      inFlight: size.inFlight,
      isRough: size.roughness !== undefined,
      exported: exported.digest,
      paged: paged.digest,
      calls: counts.calls,
      tries: counts.tries,
      floods: counts.floods,
      undercut: counts.undercut,
      untold: counts.untold,
      early: counts.early,
      noticed: exported.noticed + paged.noticed,
      cuts: counts.cuts + wire.cuts(),
      swaps: wire.swaps(),
      connections: wire.connections(),
      lost: storm?.lost() ?? 0,
      restarts: storm?.restarts() ?? 0,
      runs: exported.runs,
      seconds: Math.round((performance.now() - started) / 1000),
      skippedSeconds: Math.round(time.skipped() / 1000),
    };
  } finally {
    await day.close();
  }
}

function weatherBy(seed: number, { isDry, roughness }: Size) {
  return { seed, ...(isDry && { isDry }), ...(roughness && { roughness }) };
}

/** Makes a call as a patient caller does: after as long as it was told to wait. */
export async function insist<T>(day: Weather, call: () => Promise<Outcome<T>>) {
  for (let noticed = 0, tries = 0;; tries++) {
    const outcome = await call();
    if (outcome.ok) return { value: outcome.value, noticed };
    assert.ok(tries < MAX_RUNS, `the caller gave up: ${outcome.failure.code}`);
    noticed += await obey(day, outcome.failure);
  }
}

/** Waits as a failure says; 1 for a flood wait. */
async function obey({ time }: Weather, failure: Failure): Promise<0 | 1> {
  const isFlood = failure.code === "FLOOD_WAIT";
  const mayPass = isFlood || failure.code === "TIMEOUT" || failure.code === "UPSTREAM";
  assert.ok(mayPass, `${failure.code} is none of the weather's`);
  await time.sleep(isFlood ? failure.retry_after_s * 1000 : 1000, NEVER);
  return isFlood ? 1 : 0;
}

async function exportAll(day: Weather, { inFlight, messages: wanted }: Size) {
  const { telegram, time } = day;
  const options = { signal: NEVER };
  const found = await insist(day, () => telegram.chats.resolveUsername(BIG, options));
  const { chat, ref } = found.value;
  const latest = await insist(day, () => telegram.messages.getHistory({ ref, limit: 1 }, options));
  // One id in twenty of the sample is gone.
  const lowest = latest.value.ids[0]! - Math.ceil((wanted * 20) / 19);
  const around = await insist(
    day,
    () => telegram.messages.getHistory({ ref, offset_id: lowest, limit: 1 }, options),
  );
  const store = memoryStore({ maxBytes: 1 << 30, maxExports: 1 });
  const deps = {
    telegram,
    store,
    policy: { mode: "public" },
    inFlight,
    ttlS: 1_000_000,
    toolVersion: "chaos",
    clock: time.now,
    sleep: time.sleep,
  } as const;
  const request = {
    principal: "chaos",
    rendering: "chaos",
    chat,
    ref,
    query: { window: { from: around.value.messages[0]!.date + 1 }, direction: "desc" },
    senders: senderBook(() => telegram.now()),
    earlier: () => Promise.resolve(succeed(undefined)),
    discussion: () => Promise.reject(new Error("Cannot find a thread: none was asked for")),
    line: (message: unknown) => JSON.stringify(message),
  } as const;
  let noticed = 0;
  for (let runs = 1; runs <= MAX_RUNS; runs++) {
    const done = await exportMessages(deps, request, options);
    assert.ok(done.ok);
    const { failure, manifest } = done.value;
    if (failure !== undefined) {
      noticed += await obey(day, failure);
      continue;
    }
    const hash = createHash("sha256");
    for await (const bytes of streamExport(store, manifest)) {
      assert.ok(bytes.ok && bytes.value);
      hash.update(bytes.value);
    }
    return { digest: hash.digest("hex"), messages: manifest.messages, noticed, runs };
  }
  throw new Error("Cannot export: it was interrupted too often");
}

async function pageAll(day: Weather, { pages: wanted }: Size) {
  const tool = day.tools.find(({ definition }) => definition.name === "tg_fetch_history")!;
  const hash = createHash("sha256");
  let noticed = 0;
  let messages = 0;
  let pages = 0;
  let cursor: unknown;
  for (; messages < wanted * PAGE; pages++) {
    const page = await insist(day, () =>
      tool.handle({
        arguments: { chat: NEWS, page_size: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        signal: NEVER,
        principal: "chaos",
        report: () => {},
        tell: () => {},
      }));
    const { messages: read, page_info } = page.value.structured as {
      readonly messages: readonly unknown[];
      readonly page_info: { readonly cursor?: string };
    };
    // Pages may be shorter in bad weather: what they hold together is compared.
    for (const message of read.slice(0, wanted * PAGE - messages)) {
      hash.update(JSON.stringify(message));
    }
    messages += read.length;
    noticed += page.noticed;
    cursor = page_info.cursor;
    if (cursor === undefined) break;
  }
  return { digest: hash.digest("hex"), pages, noticed };
}

/** What has to hold of every run. */
export function assertSame(run: Report, calm: Report): void {
  assert.equal(run.exported, calm.exported);
  assert.equal(run.paged, calm.paged);
  assert.equal(run.early, 0);
}

/** What has to hold of a run through a storm. */
export function assertUnharmed(storm: Report, calm: Report): void {
  assertSame(storm, calm);
  if (storm.inFlight === 1) {
    assert.equal(storm.undercut, 0);
    if (!storm.isRough) assert.equal(storm.untold, 0);
  }
  assert.equal(storm.restarts, 2);
  assert.ok(storm.floods > 0 && storm.lost > 0, "there was no storm");
  // Each call in flight beside the one that is told doubles its wait.
  if (storm.inFlight > 1) return;
  assert.ok(storm.noticed <= 0.05 * storm.floods, `${storm.noticed} of ${storm.floods} noticed`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "1" },
      random: { type: "string" },
      messages: { type: "string", default: "200000" },
      pages: { type: "string", default: "500" },
      "in-flight": { type: "string", default: "1" },
      rough: { type: "string" },
      dry: { type: "boolean", default: false },
    },
  });
  const random = Array.from(
    { length: Number(values.random ?? 0) },
    () => crypto.getRandomValues(new Uint32Array(1))[0]!,
  );
  const seeds = random.length > 0 ? random : values.seeds.split(",").map(Number);
  const size = {
    messages: Number(values.messages),
    pages: Number(values.pages),
    inFlight: Number(values["in-flight"]),
    isDry: values.dry,
    ...(values.rough === undefined ? {} : { roughness: roughnessOf(values.rough.split(",")) }),
  };
  const world = sampleWorld();
  const calm = await readThrough(world, size);
  console.log(JSON.stringify({ calm }));
  const failed: number[] = [];
  for (const seed of seeds) {
    try {
      const storm = await readThrough(world, size, seed);
      console.log(JSON.stringify({ seed, ...storm }));
      (values.dry ? assertSame : assertUnharmed)(storm, calm);
    } catch (error) {
      // The other seeds are run all the same: each tells something else.
      console.error(`seed ${seed}:`, error);
      failed.push(seed);
    }
  }
  console.log(`${seeds.length - failed.length} seeds passed; failed: ${failed.join() || "none"}`);
  if (failed.length > 0) Deno.exit(1);
}
