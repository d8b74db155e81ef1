import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { TlObject } from "../../../src/sandbox/rpc.ts";
import { fullUser, minChannel, minUser } from "../../../src/sandbox/services/views.ts";
import { encodeTl } from "../../../src/sandbox/tl/encoder.ts";
import { sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import { loadFixture, objectsOf } from "../world/load/support.ts";
import { sample } from "../world/sample/reading.ts";

function sameAsGramjs(object: TlObject): void {
  const [ours, theirs] = [encodeTl(object), object.getBytes()];
  assert.equal(Buffer.compare(ours, theirs), 0, object.className);
}

Deno.test("encodeTl() agrees with GramJS about the sample world's messages", () => {
  for (const chat of sampleWorld({ seed: 1 }).chats) sample(chat, 500).forEach(sameAsGramjs);
});

Deno.test("encodeTl() agrees with GramJS about the sample world's chats, topics and people", () => {
  const world = sampleWorld({ seed: 1 });
  for (const { entity, topics = [] } of world.chats) {
    [entity, ...topics].forEach(sameAsGramjs);
    if (entity.className === "Channel") sameAsGramjs(minChannel(entity));
  }
  for (let n = 0; n < 500; n++) {
    const user = world.user(5_100_000_019 + n * 7_919)!;
    [user, minUser(user, world), fullUser(user, world)].forEach(sameAsGramjs);
  }
});

for (const fixture of ["sofa.raw.json", "old_layers.json", "club.result.json", "account.json"]) {
  Deno.test(`encodeTl() agrees with GramJS about ${fixture}`, async () => {
    const { world } = await loadFixture(fixture);
    [world.self, ...objectsOf(world) as TlObject[]].forEach(sameAsGramjs);
  });
}
