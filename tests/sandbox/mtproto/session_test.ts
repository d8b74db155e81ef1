import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import type { CallOutcome } from "../../../src/sandbox/mtproto/server.ts";
import { container, type NumberedMessage } from "../../../src/sandbox/mtproto/service_messages.ts";
import {
  concatBytes,
  tlBytes,
  tlInt,
  tlLong,
  tlLongs,
  tlReader,
} from "../../../src/sandbox/mtproto/tl.ts";
import { hex } from "./bytes.ts";
import type { RawClient, Received } from "./raw_client.ts";
import { nearestDc, startStub } from "./stub_server.ts";

/** 2026-01-01T00:00:00Z. */
const NOW = 1767225600000;
const clock = () => NOW;

const PONG = 0x347773c5;
const RPC_RESULT = 0xf35c6d01;
const BAD_MSG = 0xa7eff811;
const BAD_SALT = 0xedab447b;
const NEW_SESSION = 0x9ec20908;
const MSGS_ACK = 0x62d6b459;
const STATE_INFO = 0x04deb57d;

/** `help.getNearestDc`. */
const GET_NEAREST_DC = tlInt(0x1fb33026);

/** The n-th identifier of a client whose clock is right. */
function id(n: number, offsetS = 0): bigint {
  return (BigInt(NOW / 1000 + offsetS) << 32n) + 4n * BigInt(n);
}

function ping(n: number, seqNo: number, pingId = 7n): NumberedMessage {
  return { msgId: id(n), seqNo, body: concatBytes(tlInt(0x7abe77ec), tlLong(pingId)) };
}

function query(n: number, seqNo: number, body: Uint8Array = GET_NEAREST_DC): NumberedMessage {
  return { msgId: id(n), seqNo, body };
}

/** What a notification says: whose message, its number, the code. */
function notification({ body }: Received): [bigint, number, number] {
  const reader = tlReader(body.subarray(4));
  return [reader.long(), reader.int(), reader.int()];
}

/** The request's identifier and the result. */
function result({ body }: Received): [bigint, Uint8Array] {
  const reader = tlReader(body.subarray(4));
  return [reader.long(), reader.raw(reader.remaining())];
}

function errorOf(message: Received): [number, string] {
  const reader = tlReader(result(message)[1]);
  assert.equal(reader.uint(), 0x2144ca19);
  return [reader.int(), new TextDecoder().decode(reader.bytes())];
}

async function using(
  connect: () => Promise<RawClient>,
  act: (client: RawClient) => Promise<void>,
): Promise<void> {
  const client = await connect();
  try {
    await act(client);
  } finally {
    client.close();
  }
}

Deno.test("receivePacket() announces a new session with its lowest message", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    const body = container([ping(2, 1), ping(3, 3)]);
    await client.send({ msgId: id(4), seqNo: 4, body });
    const announced = await client.receive();
    assert.equal(announced.constructor, NEW_SESSION);
    assert.equal(announced.seqNo, 1);
    assert.equal(announced.msgId & 3n, 3n);
    assert.equal(tlReader(announced.body.subarray(4)).long(), id(2));
    const pong = await client.receive();
    assert.equal(pong.constructor, PONG);
    assert.equal(pong.msgId & 3n, 1n);
    assert.ok(pong.msgId > announced.msgId);
    assert.deepEqual(pong.body.subarray(4), concatBytes(tlLong(id(2)), tlLong(7n)));
  });
});

Deno.test("receivePacket() answers a wrong salt with the right one", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    client.setSalt(5n);
    await client.send(ping(1, 1));
    const refusal = await client.receive();
    assert.equal(refusal.constructor, BAD_SALT);
    assert.deepEqual(notification(refusal), [id(1), 1, 48]);
    client.setSalt(tlReader(refusal.body.subarray(20)).long());
    await client.send(ping(2, 3));
    assert.equal((await client.await(PONG)).constructor, PONG);
  });
});

for (
  const [rule, code, message] of [
    ["an identifier 301 s old", 16, { ...ping(1, 1), msgId: id(1, -301) }],
    ["an identifier 31 s ahead", 17, { ...ping(1, 1), msgId: id(1, 31) }],
    ["an identifier that is not divisible by 4", 18, { ...ping(1, 1), msgId: id(1) + 2n }],
    ["a query with an even number", 35, query(1, 2)],
    ["a container with an odd number", 34, { ...query(3, 1), body: container([ping(1, 1)]) }],
    ["a container that is cut short", 64, {
      ...query(3, 0),
      body: container([ping(1, 1)]).slice(0, -4),
    }],
    ["a container in a container", 64, {
      ...query(3, 0),
      body: container([{ ...ping(1, 0), body: container([ping(0, 1)]) }]),
    }],
    ["a container older than what it holds", 64, { ...query(3, 0), body: container([ping(5, 1)]) }],
  ] as const
) {
  Deno.test(`receivePacket() refuses ${rule} with code ${code}`, async () => {
    await using server = startStub({ clock });
    await using(server.connect, async (client) => {
      await client.send(message);
      const refusal = await client.await(BAD_MSG);
      assert.deepEqual(notification(refusal), [message.msgId, message.seqNo, code]);
    });
  });
}

for (
  const [rule, code, first, second] of [
    ["a number that falls", 32, ping(1, 3), ping(2, 1)],
    ["a content-related number used twice", 32, ping(1, 1), ping(2, 1)],
    ["a number too high for its identifier", 33, ping(2, 1), ping(1, 3)],
    ["a container seen before", 19, { ...query(3, 2), body: container([ping(1, 1)]) }, {
      ...query(3, 2),
      body: container([ping(1, 1)]),
    }],
  ] as const
) {
  Deno.test(`receivePacket() refuses ${rule} with code ${code}`, async () => {
    await using server = startStub({ clock });
    await using(server.connect, async (client) => {
      await client.send(first);
      await client.await(PONG);
      await client.send(second);
      const refusal = await client.await(BAD_MSG);
      assert.deepEqual(notification(refusal), [second.msgId, second.seqNo, code]);
    });
  });
}

Deno.test("receivePacket() refuses what is too old to remember with code 20", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    for (let first = 100; first < 2300; first += 1000) {
      const messages = Array.from({ length: 1000 }, (_, index) => ping(first + index, 2));
      const body = container(messages);
      await client.send({ msgId: id(first + 1000, 1), seqNo: 2, body });
      for (let count = 0; count < 1000; count++) await client.await(PONG);
    }
    await client.send(ping(1, 2));
    assert.deepEqual(notification(await client.await(BAD_MSG)), [id(1), 2, 20]);
  });
});

Deno.test("receivePacket() acts once on a query that comes twice, and answers both", async () => {
  await using server = startStub({
    clock,
    call: () => Promise.resolve({ result: nearestDc("A") }),
  });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    const first = await client.await(RPC_RESULT);
    await client.send(query(1, 1));
    const second = await client.await(RPC_RESULT);
    assert.deepEqual(first, second);
    assert.deepEqual(result(first), [id(1), nearestDc("A")]);
    assert.equal(first.seqNo % 2, 1);
    assert.deepEqual(server.heard, ["help.GetNearestDc"]);
  });
});

Deno.test("receivePacket() acknowledges a repeated query whose answer was acknowledged", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    const { msgId } = await client.await(RPC_RESULT);
    await client.send({ ...query(2, 2), body: concatBytes(tlInt(MSGS_ACK), tlLongs([msgId])) });
    await client.send(query(1, 1));
    const ack = await client.await(MSGS_ACK);
    assert.deepEqual(tlReader(ack.body.subarray(4)).longs(), [id(1)]);
  });
});

Deno.test("receivePacket() sends an answer again over a new connection of the session", async () => {
  await using server = startStub({
    clock,
    call: () => Promise.resolve({ result: nearestDc("A") }),
  });
  const received: Received[] = [];
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    received.push(await client.await(RPC_RESULT));
  });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    received.push(await client.await(RPC_RESULT));
    await client.send(ping(2, 2));
    // Sent because it was never acknowledged and because it was asked for again, but once.
    assert.equal((await client.receive()).constructor, PONG);
  });
  assert.deepEqual(received[0], received[1]);
  assert.deepEqual(server.heard, ["help.GetNearestDc"]);
});

Deno.test("a session's answer goes over its other connection when the one it took is lost", async () => {
  await using server = startStub({
    clock,
    call: () => Promise.resolve({ result: nearestDc("A") }),
  });
  await using(server.connect, async (other) => {
    const received: Received[] = [];
    await using(server.connect, async (client) => {
      await other.send(ping(1, 0));
      await other.await(PONG);
      await client.send(query(2, 1));
      received.push(await client.await(RPC_RESULT));
    });
    received.push(await other.await(RPC_RESULT));
    assert.deepEqual(received[0], received[1]);
  });
});

Deno.test("receivePacket() takes acknowledgements with an odd number, as mtcute sends them", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send({ ...query(1, 1), body: concatBytes(tlInt(MSGS_ACK), tlLongs([1n])) });
    await client.send(ping(2, 3));
    assert.equal((await client.receive()).constructor, NEW_SESSION);
    assert.equal((await client.receive()).constructor, PONG);
  });
});

Deno.test("receivePacket() keeps the sessions of a key apart", async () => {
  await using server = startStub({
    clock,
    call: () => Promise.resolve({ result: nearestDc("A") }),
  });
  for (const sessionId of [1n, 2n]) {
    await using(() => server.connect(sessionId), async (client) => {
      await client.send(query(1, 1));
      await client.await(RPC_RESULT);
    });
  }
  assert.equal(server.heard.length, 2);
});

Deno.test("receivePacket() acknowledges a query that takes its time", async () => {
  const { promise, resolve } = Promise.withResolvers<CallOutcome>();
  await using server = startStub({ clock, call: () => promise });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    const ack = await client.await(MSGS_ACK);
    assert.deepEqual(tlReader(ack.body.subarray(4)).longs(), [id(1)]);
    assert.equal(ack.seqNo % 2, 0);
    resolve({ result: nearestDc("A") });
    assert.equal(result(await client.await(RPC_RESULT))[0], id(1));
  });
});

Deno.test("receivePacket() answers what it cannot read", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1, tlInt(0xffffff01)));
    assert.deepEqual(errorOf(await client.await(RPC_RESULT)), [
      400,
      "INPUT_METHOD_INVALID_4294967041_0",
    ]);
    await client.send(query(2, 3, concatBytes(GET_NEAREST_DC, tlInt(1))));
    assert.deepEqual(errorOf(await client.await(RPC_RESULT)), [400, "INPUT_FETCH_FAIL"]);
    await client.send(query(3, 5, concatBytes(tlInt(0x3072cfa1), tlBytes(hex("00112233")))));
    assert.deepEqual(errorOf(await client.await(RPC_RESULT)), [400, "INPUT_FETCH_FAIL"]);
    await client.send(query(4, 7, tlInt(0x7abe77ec)));
    assert.deepEqual(errorOf(await client.await(RPC_RESULT)), [400, "INPUT_FETCH_FAIL"]);
  });
});

Deno.test("receivePacket() unpacks compressed queries", async () => {
  await using server = startStub({
    clock,
    call: () => Promise.resolve({ result: nearestDc("A") }),
  });
  await using(server.connect, async (client) => {
    const packed = concatBytes(tlInt(0x3072cfa1), tlBytes(gzipSync(GET_NEAREST_DC)));
    await client.send(query(1, 1, packed));
    assert.deepEqual(result(await client.await(RPC_RESULT))[1], nearestDc("A"));
  });
});

Deno.test("SERVICES close the connection after ping_delay_disconnect", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    const body = concatBytes(tlInt(0xf3427b8c), tlLong(9n), tlInt(0));
    await client.send(query(1, 1, body));
    while (await client.payload() !== undefined);
  });
});

Deno.test("SERVICES tell the salts to come", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1, concatBytes(tlInt(0xb921bd04), tlInt(2))));
    const reader = tlReader((await client.await(0xae500895)).body.subarray(4));
    assert.equal(reader.long(), id(1));
    assert.deepEqual([reader.int(), reader.int()], [NOW / 1000, 2]);
    const salts = [0, 1].map(() => [reader.int(), reader.int(), reader.long()]);
    assert.deepEqual(salts.map(([since, until]) => [since, until]), [
      [1767225600, 1767229200],
      [1767227400, 1767231000],
    ]);
    client.setSalt(salts[0]![2] as bigint);
    await client.send(ping(2, 3));
    await client.await(PONG);
  });
});

Deno.test("SERVICES tell the state of messages", async () => {
  const { promise, resolve } = Promise.withResolvers<CallOutcome>();
  await using server = startStub({
    clock,
    call: ({ className }) =>
      className === "help.GetNearestDc" ? promise : Promise.resolve({ result: nearestDc("A") }),
  });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    /** `help.getInviteText` */
    await client.send(query(2, 3, tlInt(0x4d392343)));
    await client.await(RPC_RESULT);
    await client.send(ping(5, 4));
    await client.await(PONG);
    const ids = [id(1), id(2), id(5), id(3), id(9), id(1, -400)];
    await client.send(query(6, 4, concatBytes(tlInt(0xda69fb52), tlLongs(ids))));
    const reader = tlReader((await client.await(STATE_INFO)).body.subarray(4));
    assert.equal(reader.long(), id(6));
    assert.deepEqual(reader.bytes(), new Uint8Array([36, 100, 4, 2, 3, 1]));
    resolve({ result: nearestDc("B") });
    await client.await(RPC_RESULT);
  });
});

Deno.test("SERVICES send messages again, and tell of those that are gone", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1));
    const answer = await client.await(RPC_RESULT);
    const resend = (n: number, ids: bigint[]) =>
      client.send(query(n, 2, concatBytes(tlInt(0x7d861a08), tlLongs(ids))));
    await resend(2, [answer.msgId]);
    assert.deepEqual(await client.await(RPC_RESULT), answer);
    await resend(3, [answer.msgId, 1n]);
    assert.deepEqual(await client.await(RPC_RESULT), answer);
    const reader = tlReader((await client.await(STATE_INFO)).body.subarray(4));
    assert.equal(reader.long(), id(3));
    assert.equal(reader.bytes().length, 2);
  });
});

Deno.test("SERVICES drop answers", async () => {
  const { promise, resolve } = Promise.withResolvers<CallOutcome>();
  await using server = startStub({ clock, call: () => promise });
  const drop = (requestId: bigint) => concatBytes(tlInt(0x58e4a740), tlLong(requestId));
  await using(server.connect, async (client) => {
    await client.send(query(1, 1, drop(id(0))));
    assert.deepEqual(result(await client.await(RPC_RESULT)), [id(1), tlInt(0x5e2ad36e)]);
    await client.send(query(2, 3));
    await client.send(query(3, 5, drop(id(2))));
    assert.deepEqual(result(await client.await(RPC_RESULT)), [id(2), tlInt(0xcd78e586)]);
    assert.deepEqual(result(await client.await(RPC_RESULT)), [id(3), tlInt(0xcd78e586)]);
    resolve({ result: nearestDc("A") });
    await client.send(query(4, 7));
    const answer = await client.await(RPC_RESULT);
    assert.equal(result(answer)[0], id(4));
    await client.send(query(5, 9, drop(id(4))));
    const dropped = concatBytes(
      tlInt(0xa43ad8b7),
      tlLong(answer.msgId),
      tlInt(answer.seqNo),
      tlInt(answer.body.length),
    );
    assert.deepEqual(result(await client.await(RPC_RESULT)), [id(5), dropped]);
  });
});

Deno.test("SERVICES destroy another session, but not the session itself", async () => {
  await using server = startStub({ clock });
  await using(() => server.connect(2n), async (client) => {
    await client.send(ping(1, 1));
    await client.await(PONG);
  });
  await using(() => server.connect(1n), async (client) => {
    const destroy = (n: number, sessionId: bigint) =>
      client.send(query(n, 2 * n - 1, concatBytes(tlInt(0xe7512126), tlLong(sessionId))));
    await destroy(1, 2n);
    assert.deepEqual((await client.await(0xe22045fc)).body.subarray(4), tlLong(2n));
    await destroy(2, 2n);
    await client.await(0x62d350c9);
    await destroy(3, 1n);
    await client.await(0x62d350c9);
  });
});

Deno.test("SERVICES destroy the key, which is unknown from then on", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.send(query(1, 1, tlInt(0xd1435160)));
    await client.await(0xf660e1d4);
    await client.send(ping(2, 3));
    assert.deepEqual(await client.payload(), hex("6cfeffff"));
    assert.equal(await client.payload(), undefined);
  });
});

Deno.test("createConnection() answers an unknown key with -404", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (client) => {
    await client.frame(concatBytes(authKeyOf(new Uint8Array(256)).idBytes, new Uint8Array(48)));
    assert.deepEqual(await client.payload(), hex("6cfeffff"));
    assert.equal(await client.payload(), undefined);
  });
});

Deno.test("createConnection() answers one connection too many with -429", async () => {
  await using server = startStub({ clock, maxConnections: 1 });
  await using(server.connect, async (first) => {
    await first.send(ping(1, 1));
    await first.await(PONG);
    await using(server.connect, async (second) => {
      await second.send(ping(2, 3));
      assert.deepEqual(await second.payload(), hex("53feffff"));
    });
    await first.send(ping(3, 5));
    await first.await(PONG);
  });
});

Deno.test("createConnection() closes only the connection whose packet was meddled with", async () => {
  await using server = startStub({ clock });
  await using(server.connect, async (first) => {
    await using(server.connect, async (second) => {
      await second.frame(concatBytes(server.key.idBytes, new Uint8Array(16 + 64)));
      assert.equal(await second.payload(), undefined);
    });
    await first.send(ping(1, 1));
    await first.await(PONG);
  });
});

Deno.test("createConnection() passes calls on with what is known of their origin", async () => {
  const metas: unknown[] = [];
  await using server = startStub({
    clock,
    call: (_, { connection, authKeyId, sessionId }) => {
      metas.push([connection, authKeyId, sessionId]);
      return Promise.resolve({ result: nearestDc("A") });
    },
  });
  await using(() => server.connect(0x0102n), async (client) => {
    await client.send(query(1, 1));
    await client.await(RPC_RESULT);
  });
  assert.deepEqual(metas, [[1, server.key.id, "0201000000000000"]]);
});
