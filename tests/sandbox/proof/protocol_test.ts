import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { authKeyOf, createAuthKeyStore } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { parseQuery } from "../../../src/sandbox/mtproto/queries.ts";
import { openPacket, sealMessage } from "../../../src/sandbox/mtproto/encryption.ts";
import { currentSalt } from "../../../src/sandbox/mtproto/salts.ts";
import { concatBytes, tlInt, tlLong, tlLongs, tlReader } from "../../../src/sandbox/mtproto/tl.ts";
import { unknownMethod } from "../../../src/sandbox/rpc.ts";
import { hex } from "../mtproto/bytes.ts";
import { startStub, type StubServer } from "../mtproto/stub_server.ts";
import { sealRaw } from "./seal_raw.ts";

/** 2026-01-01T00:00:00Z. */
const NOW = 1767225600000;
const clock = () => NOW;
const PONG = 0x347773c5;
const NEW_SESSION = 0x9ec20908;
const MSGS_ACK = 0x62d6b459;
const KEY = authKeyOf(new Uint8Array(256).fill(7));

function id(n: number): bigint {
  return (BigInt(NOW / 1000) << 32n) + 4n * BigInt(n);
}

function ping(n: number, seqNo: number) {
  return { msgId: id(n), seqNo, body: concatBytes(tlInt(0x7abe77ec), tlLong(7n)) };
}

/** Seals a ping with that much padding, as the documentation defines it. */
function sealPadded(padding: number): Uint8Array {
  const { msgId, seqNo, body } = ping(1, 1);
  const head = concatBytes(tlLong(1n), tlLong(2n), tlLong(msgId), tlInt(seqNo), tlInt(body.length));
  return sealRaw(KEY, concatBytes(head, body, new Uint8Array(padding)));
}

for (const [padding, isTaken] of [[4, false], [20, true], [1012, true], [1028, false]] as const) {
  Deno.test(`openPacket() ${isTaken ? "takes" : "refuses"} a padding of ${padding} bytes`, () => {
    assert.equal(openPacket(KEY, sealPadded(padding), "client") !== undefined, isTaken);
  });
}

/** Sends bytes as they are, and reads as many as are told. */
async function answerTo(port: number, bytes: Uint8Array, count: number): Promise<Uint8Array> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  await socket.write(bytes);
  const answer = new Uint8Array(count);
  for (let at = 0; at < count;) at += await socket.read(answer.subarray(at)) ?? count;
  socket.close();
  return answer;
}

function sealedPing({ key }: StubServer): Uint8Array {
  const salt = currentSalt(key, NOW);
  return sealMessage(key, { ...ping(1, 1), salt, sessionId: 9n }, "client");
}

/** The first 32 bits of the message's SHA-256, the highest one set. */
function tokenOf({ key }: StubServer, packet: Uint8Array): number {
  return openPacket(key, packet, "client")!.quickAck;
}

Deno.test("createConnection() acknowledges quickly over the abridged transport, in reverse", async () => {
  await using server = startStub({ clock });
  const packet = sealedPing(server);
  const frame = concatBytes([0xef, 0x80 | (packet.length >> 2)], packet);
  const answer = await answerTo(server.port, frame, 4);
  assert.deepEqual(answer, tlInt(tokenOf(server, packet)).reverse());
  assert.ok(answer[0]! >= 0x80);
});

Deno.test("createConnection() acknowledges quickly over the intermediate transport", async () => {
  await using server = startStub({ clock });
  const packet = sealedPing(server);
  const head = tlInt((packet.length | 0x80000000) >>> 0);
  const answer = await answerTo(server.port, concatBytes(hex("eeeeeeee"), head, packet), 4);
  assert.deepEqual(answer, tlInt(tokenOf(server, packet)));
});

for (
  const [name, head, expected] of [
    ["abridged", "ef12", "016cfeffff"],
    ["intermediate", "eeeeeeee48000000", "040000006cfeffff"],
    ["padded intermediate", "dddddddd48000000", "040000006cfeffff"],
  ] as const
) {
  Deno.test(`createConnection() says -404 over the ${name} transport`, async () => {
    await using server = startStub({ clock });
    const packet = concatBytes(KEY.idBytes, new Uint8Array(64));
    const answer = await answerTo(
      server.port,
      concatBytes(hex(head), packet),
      expected.length / 2,
    );
    assert.deepEqual(answer, hex(expected));
  });
}

Deno.test("createConnection() answers an expired temporary key with -404", async () => {
  let now = NOW;
  const authKeys = createAuthKeyStore();
  await using server = startStub({ clock: () => now, authKeys });
  authKeys.put(authKeyOf(server.key.bytes, { expiresAt: NOW + 10_000 }));
  const client = await server.connect();
  await client.send(ping(1, 1));
  await client.await(PONG);
  now += 10_000;
  await client.send(ping(2, 3));
  assert.deepEqual(await client.payload(), hex("6cfeffff"));
  client.close();
});

Deno.test("receivePacket() announces a session once, and another one anew", async () => {
  await using server = startStub({ clock });
  for (const sessionId of [1n, 2n]) {
    const client = await server.connect(sessionId);
    await client.send(ping(1, 1));
    assert.equal((await client.receive()).constructor, NEW_SESSION);
    assert.equal((await client.receive()).constructor, PONG);
    await client.send(ping(2, 3));
    assert.equal((await client.receive()).constructor, PONG);
    client.close();
  }
});

Deno.test("receivePacket() acknowledges several queries with one msgs_ack", async () => {
  const { promise, resolve } = Promise.withResolvers<{ readonly result: Uint8Array }>();
  await using server = startStub({ clock, call: () => promise });
  const client = await server.connect();
  await client.send({ msgId: id(1), seqNo: 1, body: tlInt(0x1fb33026) });
  await client.send({ msgId: id(2), seqNo: 3, body: tlInt(0x1fb33026) });
  const ack = await client.await(MSGS_ACK);
  assert.deepEqual(tlReader(ack.body.subarray(4)).longs(), [id(1), id(2)]);
  resolve({ result: tlInt(0x997275b5) });
  client.close();
});

Deno.test("SERVICES hear what merely informs, and say nothing", async () => {
  await using server = startStub({ clock });
  const client = await server.connect();
  const informing = [
    concatBytes(tlInt(0x8cc0d131), tlLongs([id(1)]), hex("01040000")),
    concatBytes(tlInt(0x04deb57d), tlLong(id(1)), hex("01040000")),
    concatBytes(tlInt(0x276d3ec6), tlLong(1n), tlLong(2n), tlInt(4), tlInt(0)),
    concatBytes(tlInt(0x809db6df), tlLong(2n), tlInt(4), tlInt(0)),
  ];
  for (const [index, body] of informing.entries()) {
    await client.send({ msgId: id(index + 1), seqNo: 0, body });
  }
  await client.send(ping(20, 1));
  assert.equal((await client.receive()).constructor, NEW_SESSION);
  assert.equal((await client.receive()).constructor, PONG);
  client.close();
});

Deno.test("http_wait is refused as a method that TCP does not have", async () => {
  await using sandbox = startStub({
    clock,
    call: (request) => Promise.resolve(unknownMethod(Number(request["CONSTRUCTOR_ID"]))),
  });
  const client = await sandbox.connect();
  const body = concatBytes(tlInt(0x9299359f), tlInt(0), tlInt(0), tlInt(0));
  await client.send({ msgId: id(1), seqNo: 1, body });
  const { body: answer } = await client.await(0xf35c6d01);
  assert.ok(new TextDecoder().decode(answer).includes("INPUT_METHOD_INVALID_2459514271_0"));
  client.close();
});

Deno.test("parseQuery() reads a method as before after a vector that is none and does not end", () => {
  const query = concatBytes(
    new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }).getBytes(),
  );
  const spoilt = concatBytes(query.subarray(0, 4), tlInt(0x73f1f8dc), tlInt(0x7fffffff));
  assert.deepEqual(parseQuery(spoilt), { error: { code: 400, message: "INPUT_FETCH_FAIL" } });
  const parsed = parseQuery(query);
  assert.ok("request" in parsed && Array.isArray(parsed.request["id"]));
});

Deno.test("parseQuery() refuses an object of another type than its place asks for", () => {
  const peer = new Api.InputPeerSelf() as never;
  const query = new Uint8Array(new Api.users.GetUsers({ id: [peer] }).getBytes());
  assert.deepEqual(parseQuery(query), { error: { code: 400, message: "INPUT_FETCH_FAIL" } });
});
