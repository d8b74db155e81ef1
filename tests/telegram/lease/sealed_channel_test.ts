import assert from "node:assert/strict";
import { type Channel, sealedChannel } from "../../../src/telegram/lease/sealed_channel.ts";

const KEYS = await Promise.all([1, 2].map((byte) => importedKey(byte)));
const [OURS, THEIRS] = KEYS as [CryptoKey, CryptoKey];

function importedKey(byte: number): Promise<CryptoKey> {
  const bytes = new Uint8Array(32).fill(byte);
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** A connection's two ends. */
async function pair(): Promise<readonly [Deno.TcpConn, Deno.TcpConn]> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const [near, far] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
    listener.accept(),
  ]);
  listener.close();
  return [near, far];
}

/** A channel, and the bare connection at its other end. */
async function channelAndBareEnd(): Promise<readonly [Channel, Deno.TcpConn]> {
  const [near, far] = await pair();
  return [sealedChannel(near, { seal: OURS, open: THEIRS }), far];
}

/** One text as it is sent, with the other side's key. */
async function sealed(text: string, number: number, key = THEIRS): Promise<Uint8Array> {
  const iv = new Uint8Array(12);
  iv[11] = number;
  const plain = new TextEncoder().encode(text);
  const bytes = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, 4);
  return frame;
}

Deno.test("sealedChannel() carries texts of any length both ways, in their order", async () => {
  const [near, far] = await pair();
  const ours = sealedChannel(near, { seal: OURS, open: THEIRS });
  const theirs = sealedChannel(far, { seal: THEIRS, open: OURS });
  const texts = ["", "a", "ü".repeat(70_000), "x".repeat(1_000_000), "\u0000", "last"];
  const sent = Promise.all(texts.map((text) => ours.send(text)));
  for (const text of texts) assert.equal(await theirs.receive(), text);
  await sent;
  await theirs.send("answer");
  assert.equal(await ours.receive(), "answer");
  ours.close();
  assert.equal(await theirs.receive(), undefined);
  ours.close();
  await ours.send("late");
});

const FORGERIES: Readonly<Record<string, () => Promise<readonly Uint8Array[]>>> = {
  "another key": async () => [await sealed("a", 0, OURS)],
  "a repeated text": async () => [await sealed("a", 1)],
  "an altered text": async () => {
    const frame = await sealed("a", 0);
    frame[4]! ^= 1;
    return [frame];
  },
  "a text without a seal": () => Promise.resolve([new Uint8Array([0, 0, 0, 1, 97])]),
  "a length beyond the limit": () => Promise.resolve([new Uint8Array([255, 255, 255, 255, 97])]),
};

for (const [name, forge] of Object.entries(FORGERIES)) {
  Deno.test(`sealedChannel() ends with ${name}`, async () => {
    const [channel, bare] = await channelAndBareEnd();
    for (const frame of await forge()) await bare.write(frame);
    assert.equal(await channel.receive(), undefined);
    // Nothing was said, and the connection is over.
    assert.equal(await bare.read(new Uint8Array(1)).catch(() => null), null);
    bare.close();
  });
}

Deno.test("sealedChannel() takes a text once: sent again, it ends the channel", async () => {
  const [channel, bare] = await channelAndBareEnd();
  const frame = await sealed("pay", 0);
  await bare.write(frame);
  await bare.write(frame);
  assert.equal(await channel.receive(), "pay");
  assert.equal(await channel.receive(), undefined);
  bare.close();
});

Deno.test("sealedChannel() gives nothing of a text that was cut off", async () => {
  const [channel, bare] = await channelAndBareEnd();
  await bare.write((await sealed("half of this", 0)).subarray(0, 10));
  bare.close();
  assert.equal(await channel.receive(), undefined);
});

Deno.test("sealedChannel() takes no text that is longer than asked for", async () => {
  const [channel, bare] = await channelAndBareEnd();
  await bare.write(await sealed("12345", 0));
  assert.equal(await channel.receive(4), undefined);
  bare.close();
});
