import assert from "node:assert/strict";
import { encodingFaults, loadFixture, objectsOf } from "./support.ts";

for (const fixture of ["sofa.raw.json", "old_layers.json", "club.result.json", "account.json"]) {
  Deno.test(`loadWorld() makes only what can be encoded, of ${fixture}`, async () => {
    const { world } = await loadFixture(fixture);
    const faults = [world.self, ...objectsOf(world)].flatMap(encodingFaults);
    assert.deepEqual(faults, []);
  });

  Deno.test(`loadWorld() makes the same of ${fixture} each time`, async () => {
    const [first, second] = [await loadFixture(fixture), await loadFixture(fixture)];
    assert.deepEqual(
      objectsOf(first.world).map((object) => object.getBytes()),
      objectsOf(second.world).map((object) => object.getBytes()),
    );
  });
}
