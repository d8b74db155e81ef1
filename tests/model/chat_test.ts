import assert from "node:assert/strict";
import { markedId, peerOf } from "../../src/model/chat.ts";

const IDS = [
  [{ type: "user", id: 777000 }, 777000],
  [{ type: "group", id: 4242 }, -4242],
  [{ type: "channel", id: 1746611944 }, -1001746611944],
  [{ type: "channel", id: 12345678901 }, -1012345678901],
] as const;

for (const [peer, marked] of IDS) {
  Deno.test(`markedId() writes a ${peer.type} as ${marked} and peerOf() reads it`, () => {
    assert.equal(markedId(peer), marked);
    assert.deepEqual(peerOf(marked), peer);
  });
}

Deno.test("peerOf() finds nothing in zero, fractions and numbers beyond safe integers", () => {
  for (const id of [0, 1.5, NaN, Infinity, 2 ** 60]) assert.equal(peerOf(id), undefined);
});
