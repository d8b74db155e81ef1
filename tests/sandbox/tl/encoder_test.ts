import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { Api, bigInt } from "../../../src/gramjs.ts";
import type { TlObject } from "../../../src/sandbox/rpc.ts";
import { encodeTl } from "../../../src/sandbox/tl/encoder.ts";
import { everyDefinition, objectsOf } from "./generated.ts";

function sameAsGramjs(object: TlObject): void {
  const [ours, theirs] = [Buffer.from(encodeTl(object)), Buffer.from(object.getBytes())];
  assert.equal(ours.toString("hex"), theirs.toString("hex"), object.className);
}

Deno.test("encodeTl() writes an object as the schema says", () => {
  const user = new Api.PeerUser({ userId: bigInt(5_000_000_001) });
  assert.equal(Buffer.from(encodeTl(user)).toString("hex"), "22175159" + "01f2052a01000000");
});

Deno.test("encodeTl() agrees with GramJS about every constructor and method", () => {
  const definitions = everyDefinition();
  assert.ok(definitions.length > 2_000, `${definitions.length} definitions`);
  for (const definition of definitions) {
    fc.assert(fc.property(objectsOf(definition), sameAsGramjs), { numRuns: 10 });
  }
});

Deno.test("encodeTl() writes several objects as a boxed vector", () => {
  const peers = [new Api.InputPeerSelf(), new Api.InputPeerEmpty()];
  assert.equal(
    Buffer.from(encodeTl(peers)).toString("hex"),
    "15c4b51c" + "02000000" + "c97ea07d" + "ea183b7f",
  );
});

Deno.test("encodeTl() tells a Bool that is false from one that is absent", () => {
  const settings = (silent?: boolean) =>
    new Api.PeerNotifySettings(silent === undefined ? {} : { silent });
  assert.deepEqual([settings(), settings(false), settings(true)].map(flagsOf), [0, 2, 2]);
});

function flagsOf(object: TlObject): number {
  return Buffer.from(encodeTl(object)).readUInt32LE(4);
}

Deno.test("encodeTl() names constructor and field of what cannot be sent", () => {
  const peerId = new Api.PeerUser({ userId: bigInt(1) });
  const message = (fields: object) =>
    new Api.Message({ id: 1, peerId, date: 1, message: "", ...fields } as never);
  const cases: readonly (readonly [TlObject | TlObject[], string])[] = [
    [message({ date: undefined }), "Message.date: expected int, got nothing"],
    [message({ message: null }), "Message.message: expected string or bytes, got nothing"],
    [message({ views: 2 ** 31 }), "Message.views: expected int of 32 bits, got number"],
    [message({ peerId: undefined }), "Message.peerId: expected object, got nothing"],
    [
      message({ peerId: { className: "PeerPlanet" } }),
      "Message.peerId: expected object, got object",
    ],
    [message({ entities: 5 }), "Message.entities: expected vector, got number"],
    [new Api.PeerUser({} as never), "PeerUser.userId: expected long, got nothing"],
    [new Api.PeerUser({ userId: 1.5 as never }), "PeerUser.userId: expected long, got number"],
    [
      new Api.messages.ChatFull({} as never),
      "messages.ChatFull.fullChat: expected object, got nothing",
    ],
    [
      new Api.DocumentAttributeVideo({ duration: "5" as never, w: 1, h: 1 }),
      "DocumentAttributeVideo.duration: expected double, got string",
    ],
    [
      new Api.PeerNotifySettings({ silent: 5 as never }),
      "PeerNotifySettings.silent: expected Bool, got number",
    ],
    [[undefined as never], "vector: expected object, got nothing"],
  ];
  for (const [value, problem] of cases) {
    assert.throws(() => encodeTl(value), {
      name: "TypeError",
      message: `Cannot encode ${problem}`,
    });
  }
});

Deno.test("encodeTl() begins anew after an error", () => {
  assert.throws(() => encodeTl([new Api.InputPeerSelf(), undefined as never]), TypeError);
  assert.equal(encodeTl(new Api.InputPeerSelf()).length, 4);
});
