/** What is read over a wire that treats connections badly is what is read over a good one. */

import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { assertSame, readThrough, type Report, type Size } from "./chaos.ts";
import { roughnessOf } from "./rough_wire.ts";

const SIZE: Size = { messages: 4000, pages: 40, inFlight: 1, isDry: true };
const world = sampleWorld();
let calm: Promise<Report> | undefined;

const KINDS: readonly (readonly [string, readonly string[], readonly number[]])[] = [
  ["cuts", ["cut"], [1, 2]],
  ["delays and halves", ["delay", "halve"], [3]],
  ["cuts, and lets late bytes overtake", ["cut", "reorder"], [4, 5]],
  ["swaps pieces, which spoils them", ["swap"], [6, 7, 8]],
  ["does all of that", ["cut", "delay", "halve", "reorder", "swap"], [9, 10]],
];

for (const [does, names, seeds] of KINDS) {
  for (const inFlight of [1, 16]) {
    Deno.test(`a wire that ${does} harms no read, with ${inFlight} calls in flight`, async () => {
      calm ??= readThrough(world, SIZE);
      for (const seed of seeds) {
        const roughness = roughnessOf(names);
        const run = await readThrough(world, { ...SIZE, inFlight, roughness }, seed);
        assertSame(run, await calm);
        assert.ok(!names.includes("cut") || run.cuts > 0, "nothing was cut");
        assert.ok(!names.includes("swap") || run.swaps > 0, "nothing was spoiled");
        // Whatever was spoiled or cut was noticed: it took another connection.
        assert.ok(run.connections > Math.min(1, run.cuts + run.swaps), `${run.connections}`);
      }
    });
  }
}
