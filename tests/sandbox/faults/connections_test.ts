import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { tlReader } from "../../../src/sandbox/mtproto/tl.ts";
import { introduced } from "../gramjs_client.ts";
import type { RawClient } from "../mtproto/raw_client.ts";
import {
  askNearest,
  bytesOfAnswer,
  type Faults,
  faultsOf,
  handClock,
  keyOf,
  msgId,
  nearest,
  nearestAnswer,
  RPC_RESULT,
  withFaults,
} from "./support.ts";

const BAD_MSG = 0xa7eff811;
const BAD_SALT = 0xedab447b;
const NEW_SESSION = 0x9ec20908;
const PONG = 0x347773c5;

/** A clock that stands: what a message is called does not depend on when the test runs. */
const STEADY = Date.now();
const steady = () => STEADY;
const msgIdOf = (n: number) => msgId(n, STEADY);

/** `ping`, said raw. */
function ping(client: RawClient, n: number): Promise<void> {
  const body = new Uint8Array(12);
  new DataView(body.buffer).setUint32(0, 0x7abe77ec, true);
  return client.send({ msgId: msgId(n), seqNo: 2 * n - 1, body });
}

/** The transport error that ends a connection. */
async function transportError(client: RawClient): Promise<number | undefined> {
  let payload = await client.payload();
  // A new session is told so first.
  if (payload?.length !== 4) payload = await client.payload();
  assert.equal(payload?.length, 4);
  assert.equal(await client.payload(), undefined);
  return payload && tlReader(payload).int();
}

Deno.test("drop loses an answer, which comes when the session does", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { drop: {} } }];
  await withFaults(faults, async ({ connectRaw, lines }) => {
    const first = await connectRaw();
    await askNearest(first, 1, STEADY);
    await assert.rejects(first.await(RPC_RESULT), /no message came/);
    const second = await connectRaw();
    await ping(second, 2);
    assert.equal(await nearestAnswer(second), msgIdOf(1));
    assert.deepEqual(faultsOf(lines), [["drop"]]);
  }, { clock: steady });
});

Deno.test("drop breaks off in the middle of an answer", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { drop: { answer: "half" } } }];
  await withFaults(faults, async ({ sandbox }) => {
    const bytes = await bytesOfAnswer(sandbox.ready.port, keyOf(sandbox), steady);
    // The abridged transport says in its first byte how many words follow. The first frame tells of
    // the new session.
    const first = 1 + 4 * bytes[0]!;
    const second = 1 + 4 * bytes[first]!;
    assert.ok(second > 1);
    assert.equal(bytes.length, first + (second >> 1));
  }, { clock: steady });
});

Deno.test("drop closes after an answer", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { drop: { answer: "whole" } } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const client = await connectRaw();
    await askNearest(client, 1, STEADY);
    assert.equal(await nearestAnswer(client), msgIdOf(1));
    assert.equal(await client.payload(), undefined);
  }, { clock: steady });
});

Deno.test("silence leaves the connection open without a word", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { silence: {} } }];
  await withFaults(faults, async ({ connectRaw, sandbox, lines }) => {
    const silent = await connectRaw();
    await askNearest(silent, 1, STEADY);
    await silent.await(NEW_SESSION);
    await ping(silent, 2);
    // Whatever the sandbox had to say on the first connection, it would have said before this.
    const other = await connectRaw(2n);
    await askNearest(other, 1, STEADY);
    await nearestAnswer(other);
    assert.equal(sandbox.connections(), 2);
    assert.deepEqual(faultsOf(lines), [["silence"], null]);
    const pending = silent.receive();
    silent.close();
    await assert.rejects(pending, /no message came/);
    const back = await connectRaw();
    await ping(back, 3);
    assert.equal(await nearestAnswer(back), msgIdOf(1));
  }, { clock: steady });
});

Deno.test("silence of a call leaves the others alone", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { silence: { of: "call" } } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const client = await connectRaw();
    await askNearest(client, 1, STEADY);
    await askNearest(client, 2, STEADY);
    assert.equal(await nearestAnswer(client), msgIdOf(2));
  }, { clock: steady });
});

Deno.test("delay holds an answer back, and overtaking is allowed", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { delay: { ms: 30 } } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const client = await connectRaw();
    const begin = performance.now();
    await askNearest(client, 1, STEADY);
    await askNearest(client, 2, STEADY);
    assert.equal(await nearestAnswer(client), msgIdOf(2));
    assert.equal(await nearestAnswer(client), msgIdOf(1));
    assert.ok(performance.now() - begin >= 29);
  }, { clock: steady });
});

Deno.test("transport_error ends a connection with its number", async () => {
  const faults: Faults = [
    { when: { call: { nth: 1 } }, do: { transport_error: { code: -429 } } },
    { when: { event: "connect", call: { nth: 2 } }, do: { transport_error: { code: -444 } } },
  ];
  await withFaults(faults, async ({ connectRaw }) => {
    const first = await connectRaw();
    await askNearest(first, 1);
    assert.equal(await transportError(first), -429);
    const second = await connectRaw();
    await ping(second, 2);
    assert.equal(await transportError(second), -444);
    const third = await connectRaw();
    await ping(third, 3);
    await third.await(PONG);
  });
});

Deno.test("forget_key makes a key unknown for good", async () => {
  const faults: Faults = [{ when: { call: { nth: 2 } }, do: { forget_key: {} } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const first = await connectRaw();
    await askNearest(first, 1);
    await nearestAnswer(first);
    await askNearest(first, 2);
    assert.equal(await transportError(first), -404);
    const second = await connectRaw();
    await ping(second, 3);
    assert.equal(await transportError(second), -404);
  });
});

Deno.test("faults of connections strike as soon as these open, and are traced", async () => {
  const connect = (nth: number) => ({ event: "connect", call: { nth } }) as const;
  const faults: Faults = [
    { when: connect(1), do: { drop: {} } },
    { when: connect(2), do: { silence: {} } },
    { when: connect(3), do: { delay: { ms: 20 } } },
  ];
  await withFaults(faults, async ({ connectRaw, lines }) => {
    const dropped = await connectRaw();
    assert.equal(await dropped.payload(), undefined);
    const silent = await connectRaw();
    await ping(silent, 1);
    const begin = performance.now();
    const late = await connectRaw(2n);
    await ping(late, 1);
    await late.await(PONG);
    assert.ok(performance.now() - begin >= 19);
    assert.deepEqual(lines.map(({ connection, method, answer }) => [connection, method, answer]), [
      [1, "connect", { fault: ["drop"] }],
      [2, "connect", { fault: ["silence"] }],
      [3, "connect", { fault: ["delay"] }],
    ]);
  });
});

Deno.test("change_salts has each session's next message refused with the new salt", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { change_salts: {} } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const client = await connectRaw();
    await askNearest(client, 1);
    await nearestAnswer(client);
    await askNearest(client, 2);
    const { body } = await client.await(BAD_SALT);
    client.setSalt(tlReader(body.subarray(20)).long());
    await askNearest(client, 3);
    await nearestAnswer(client);
  });
});

Deno.test("changeSalts() goes unnoticed by GramJS's callers", async () => {
  await withFaults([], async ({ connect, sandbox }) => {
    const { send } = await connect();
    await send(introduced(nearest()));
    sandbox.changeSalts();
    await send(nearest());
  });
});

Deno.test("skew_clock has clients set theirs, ahead and back again", async () => {
  const { clock } = handClock();
  const faults: Faults = [
    { when: { call: { nth: 2 } }, do: { skew_clock: { seconds: 3600 } } },
    { when: { call: { nth: 4 } }, do: { skew_clock: { seconds: 0 } } },
  ];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    const dates: number[] = [];
    for (let asked = 0; asked < 5; asked++) {
      dates.push((await send<Api.Config>(introduced(new Api.help.GetConfig()))).date);
    }
    assert.deepEqual(dates, [
      1_700_000_000,
      1_700_003_600,
      1_700_003_600,
      1_700_000_000,
      1_700_000_000,
    ]);
    assert.equal(lines[2]?.time, "2023-11-14T23:13:20.000Z");
  }, { clock });
});

Deno.test("skew_clock has messages of the right time refused", async () => {
  const faults: Faults = [{ when: { call: { nth: 1 } }, do: { skew_clock: { seconds: 600 } } }];
  await withFaults(faults, async ({ connectRaw }) => {
    const client = await connectRaw();
    await askNearest(client, 1, STEADY);
    await nearestAnswer(client);
    await askNearest(client, 2, STEADY);
    const { body } = await client.await(BAD_MSG);
    // The identifier is too low: 16.
    assert.equal(tlReader(body.subarray(16)).int(), 16);
  }, { clock: steady });
});

Deno.test("restart goes away and comes back on its port, with keys and without sessions", async () => {
  const faults: Faults = [{ when: { call: { nth: 2 } }, do: { restart: { ms: 20 } } }];
  await withFaults(faults, async ({ connectRaw, sandbox }) => {
    const first = await connectRaw();
    await askNearest(first, 1, STEADY);
    await nearestAnswer(first);
    await askNearest(first, 2, STEADY);
    await assert.rejects(first.await(RPC_RESULT), /no message came/);
    assert.equal(sandbox.connections(), 0);
    // A second one begins nothing new: it ends with the first.
    await sandbox.restart(0);
    const second = await connectRaw();
    await askNearest(second, 3, STEADY);
    const { body } = await second.await(NEW_SESSION);
    assert.equal(tlReader(body.subarray(4)).long(), msgIdOf(3));
    assert.equal(await nearestAnswer(second), msgIdOf(3));
  }, { clock: steady });
});

Deno.test("restart() leaves nothing behind if the sandbox closes meanwhile", async () => {
  await withFaults([], async ({ sandbox }) => {
    void sandbox.restart(60_000);
    // The first one after the end may still be taken, and is reset.
    const connect = () => Deno.connect({ port: sandbox.ready.port, hostname: "127.0.0.1" });
    await connect().then((socket) => socket.close()).catch(() => {});
    await assert.rejects(connect(), Deno.errors.ConnectionRefused);
  });
});

Deno.test("dropConnections() closes every connection", async () => {
  await withFaults([], async ({ connectRaw, sandbox }) => {
    const clients = [await connectRaw(1n), await connectRaw(2n)];
    for (const client of clients) {
      await ping(client, 1);
      await client.await(PONG);
    }
    sandbox.dropConnections();
    for (const client of clients) assert.equal(await client.payload(), undefined);
    const back = await connectRaw(1n);
    await ping(back, 2);
    await back.await(PONG);
  });
});
