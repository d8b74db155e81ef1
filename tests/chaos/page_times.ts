/**
 * How long a page of 100 messages takes in bad weather, less the flood waits that Telegram asked for.
 * The slowest page is the longest recovery: a reader asks again until it has it.
 *
 *     deno run -A --lock=tests/deno.lock tests/chaos/page_times.ts [--pages 1000] [--seed 1]
 */

import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { percentile } from "../bench/measure/spread.ts";
import { insist } from "./chaos.ts";
import { ROUGH, type Roughness } from "./rough_wire.ts";
import { weather, type WeatherOptions } from "./weather.ts";

const MOST_P95_S = 2.5;
const MOST_RECOVERY_S = 30;
const NEVER = new AbortController().signal;

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
  },
});
const pages = Number(values.pages);
const world = sampleWorld();
const bad = { world, calls: pages, floodWaitMaxS: 120, seed: Number(values.seed) };

/** Every scenario that the suite has: the storm, each roughness of the wire alone, and all of it. */
const SCENARIOS: Readonly<Record<string, WeatherOptions>> = {
  storm: bad,
  ...Object.fromEntries(
    Object.entries(ROUGH).map(([name, how]) => [
      `${name} alone`,
      { ...bad, isDry: true, roughness: { [name]: how } as Roughness },
    ]),
  ),
  "storm and rough wire": { ...bad, roughness: ROUGH },
};

async function secondsOfPages(options: WeatherOptions): Promise<readonly number[]> {
  const day = weather(options);
  try {
    const tool = day.tools.find(({ definition }) => definition.name === "tg_fetch_history")!;
    const seconds = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page++) {
      const from = { at: day.time.now(), waited: day.waitedMs() };
      const { value } = await insist(day, () =>
        tool.handle({
          arguments: {
            chat: "tgtk_big",
            page_size: 100,
            ...(cursor === undefined ? {} : { cursor }),
          },
          signal: NEVER,
          principal: "chaos",
          report: () => {},
          tell: () => {},
        }));
      seconds.push((day.time.now() - from.at - (day.waitedMs() - from.waited)) / 1000);
      cursor = (value.structured as { page_info: { cursor?: string } }).page_info.cursor;
    }
    return seconds;
  } finally {
    await day.close();
  }
}

for (const [scenario, options] of Object.entries(SCENARIOS)) {
  const seconds = await secondsOfPages(options);
  const told = {
    scenario,
    pages: seconds.length,
    p50_s: percentile(seconds, 0.5),
    p95_s: percentile(seconds, 0.95),
    slowest_s: Math.max(...seconds),
  };
  console.log(JSON.stringify(told));
  assert.ok(told.p95_s < MOST_P95_S, `${scenario}: p95 of ${told.p95_s} s`);
  assert.ok(told.slowest_s < MOST_RECOVERY_S, `${scenario}: ${told.slowest_s} s to recover`);
}
