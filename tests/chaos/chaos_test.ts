import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { assertUnharmed, readThrough } from "./chaos.ts";

for (
  const { seeds, size } of [
    { seeds: [1, 2, 3], size: { messages: 20_000, pages: 100, inFlight: 1 } },
    { seeds: [4, 5], size: { messages: 20_000, pages: 100, inFlight: 16 } },
  ]
) {
  Deno.test(`a storm harms no read, with ${size.inFlight} calls in flight`, async () => {
    const world = sampleWorld();
    const calm = await readThrough(world, size);
    for (const seed of seeds) assertUnharmed(await readThrough(world, size, seed), calm);
  });
}
