import assert from "node:assert/strict";
import { secret } from "../../../src/model/secret.ts";
import { acquireLease, joinHolder, type LeaseOptions } from "../../../src/telegram/lease/lease.ts";
import { leaseKey } from "../../../src/telegram/lease/key.ts";
import { freeRange, isFree, range } from "./lease_range.ts";

/** Sessions by name. */
const KEYS = new Map(
  await Promise.all(
    ["a", "b", ..."012345678"].map(async (name, index) =>
      [name, await leaseKey(secret(`0${index.toString(16)}`.repeat(256)))] as const
    ),
  ),
);

function claimant(basePort: number, session: string, holder = "serve, pid 1"): LeaseOptions {
  return { key: KEYS.get(session)!, holder, basePort };
}

/** A stranger on a port: says something, or nothing, to everybody. */
function stranger(port: number, says: string | undefined): { close(): Promise<void> } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const connections: Deno.Conn[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      connections.push(connection);
      if (says !== undefined) await connection.write(new TextEncoder().encode(says));
      if (says !== undefined) connection.closeWrite();
    }
  })();
  return {
    close: async () => {
      listener.close();
      await serving;
      for (const connection of connections) connection.close();
    },
  };
}

Deno.test("acquireLease() refuses a session that is held, and names the holder", async () => {
  const basePort = freeRange();
  const first = await acquireLease(claimant(basePort, "a", "export, pid 7"));
  assert.ok(first.ok);
  assert.equal(first.value.port, basePort);
  assert.deepEqual(await acquireLease(claimant(basePort, "a")), {
    ok: false,
    failure: { code: "SESSION_IN_USE", holder: "export, pid 7" },
  });
  await first.value.release();
});

Deno.test("acquireLease() gives a released session to the next", async () => {
  const basePort = freeRange();
  for (let round = 0; round < 3; round++) {
    const lease = await acquireLease(claimant(basePort, "a"));
    assert.ok(lease.ok);
    await lease.value.release();
    await lease.value.release();
  }
});

Deno.test("acquireLease() finds a holder behind a port that became free", async () => {
  const basePort = freeRange();
  const other = await acquireLease(claimant(basePort, "b"));
  const holder = await acquireLease(claimant(basePort, "a", "serve, pid 2"));
  assert.ok(other.ok && holder.ok);
  await other.value.release();
  assert.deepEqual(await acquireLease(claimant(basePort, "a")), {
    ok: false,
    failure: { code: "SESSION_IN_USE", holder: "serve, pid 2" },
  });
  await holder.value.release();
});

Deno.test("acquireLease() lets eight sessions live and names them to the ninth", async () => {
  const basePort = freeRange();
  const leases = [];
  for (let session = 0; session < 8; session++) {
    const lease = await acquireLease(claimant(basePort, String(session), `serve, pid ${session}`));
    assert.ok(lease.ok);
    leases.push(lease.value);
  }
  const ninth = await acquireLease(claimant(basePort, "8"));
  const named = range(basePort).map((port, index) => `${port}: serve, pid ${index}`).join("; ");
  assert.deepEqual(ninth, {
    ok: false,
    failure: {
      code: "VALIDATION_ERROR",
      field: "TGTK_LEASE_PORT",
      expected: `the first of 8 loopback ports of which one is free; taken now are ${named}`,
    },
  });
  for (const lease of leases) await lease.release();
});

Deno.test("acquireLease() passes strangers by: foreign and lying ones", async () => {
  const basePort = freeRange();
  const lie = {
    tgtk: 1,
    holder: "<script>",
    state: "held",
    nonce: "00".repeat(32),
    proof: "00".repeat(32),
  };
  const strangers = [
    stranger(basePort, "HTTP/1.1 400 Bad Request\r\n\r\n"),
    stranger(basePort + 1, JSON.stringify(lie) + "\n"),
    stranger(basePort + 2, "null\n"),
    stranger(basePort + 3, "x".repeat(5000)),
  ];
  const lease = await acquireLease({ ...claimant(basePort, "a"), answerMs: 50 });
  assert.ok(lease.ok);
  assert.equal(lease.value.port, basePort + 4);
  await lease.value.release();
  for (const one of strangers) await one.close();
});

Deno.test("acquireLease() takes nothing beside somebody who is silent: it may be a holder that was stopped", async () => {
  const basePort = freeRange();
  // Before the port that would be taken, and behind it.
  for (const port of [basePort, basePort + 3]) {
    const silent = stranger(port, undefined);
    const options = { ...claimant(basePort, "a"), answerMs: 50 };
    const failure = { code: "SESSION_IN_USE", holder: `whoever is silent on 127.0.0.1:${port}` };
    assert.deepEqual(await acquireLease(options), { ok: false, failure });
    assert.deepEqual(await joinHolder(options, "settings"), { kind: "later" });
    await silent.close();
    const lease = await acquireLease(options);
    assert.ok(lease.ok);
    await lease.value.release();
  }
});

Deno.test("acquireLease() gives one of many who claim at once the session", async () => {
  const basePort = freeRange();
  for (let round = 0; round < 10; round++) {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => acquireLease(claimant(basePort, "a", `c ${index}`))),
    );
    const leases = outcomes.flatMap((outcome) => outcome.ok ? [outcome.value] : []);
    assert.equal(leases.length, 1);
    const refused = outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.failure.code]);
    assert.deepEqual(refused, new Array(7).fill("SESSION_IN_USE"));
    await leases[0]?.release();
  }
});

Deno.test("acquireLease() gives one of several processes the session", async () => {
  const basePort = freeRange();
  const program = `
    import { acquireLease } from ${
    JSON.stringify(import.meta.resolve("../../../src/telegram/lease/lease.ts"))
  };
    import { leaseKey } from ${
    JSON.stringify(import.meta.resolve("../../../src/telegram/lease/key.ts"))
  };
    const key = await leaseKey({ reveal: () => "07".repeat(256) });
    const lease = await acquireLease({ key, holder: "p", basePort: ${basePort} });
    console.log(lease.ok);
    for await (const _ of Deno.stdin.readable) { /* until the test ends */ }
  `;
  const processes = Array.from({ length: 3 }, () =>
    new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", program],
      stdin: "piped",
      stdout: "piped",
    }).spawn());
  const answers = await Promise.all(processes.map(async (process) => {
    const reader = process.stdout.getReader();
    const { value } = await reader.read();
    reader.releaseLock();
    return new TextDecoder().decode(value).trim();
  }));
  for (const process of processes) {
    await process.stdin.close();
    await process.stdout.cancel();
    await process.status;
  }
  assert.deepEqual(answers.sort(), ["false", "false", "true"]);
});

const PERMITTED = freeRange();

Deno.test({
  name: "acquireLease() tells which ports have to be permitted",
  permissions: { net: [`127.0.0.1:${PERMITTED}`] },
  fn: async () => {
    // The first may be held, but the others may not be asked; of the next eight none may be held.
    for (const basePort of [PERMITTED, PERMITTED + 1]) {
      const ports = `127.0.0.1:${basePort} to ${basePort + 7}`;
      assert.deepEqual(await acquireLease(claimant(basePort, "a")), {
        ok: false,
        failure: {
          code: "VALIDATION_ERROR",
          field: "TGTK_LEASE_PORT",
          expected: `ports that the program's --allow-net permits: ${ports}`,
        },
      });
    }
    assert.ok(isFree(PERMITTED));
  },
});
