import fc from "fast-check";
import assert from "node:assert/strict";
import { secret } from "../../../src/model/secret.ts";
import { acquireLease, joinHolder, type LeaseOptions } from "../../../src/telegram/lease/lease.ts";
import { leaseKey } from "../../../src/telegram/lease/key.ts";
import { type Host, listen } from "../../../src/telegram/lease/listener.ts";
import { askWho } from "../../../src/telegram/lease/wire.ts";
import type { Channel } from "../../../src/telegram/lease/sealed_channel.ts";
import { freeRange } from "./lease_range.ts";

const [KEY, OTHER_KEY] = await Promise.all(
  ["07", "08"].map((byte) => leaseKey(secret(byte.repeat(256)))),
);

/** Answers each guest's texts with the same in capitals, under the settings `same`. */
function shouting(): Host & { readonly guests: Channel[] } {
  const guests: Channel[] = [];
  return {
    guests,
    answer: (settings) => settings === "same" ? "joined" : "other_settings",
    serve: (channel) => {
      guests.push(channel);
      void (async () => {
        for (let text = await channel.receive(); text; text = await channel.receive()) {
          await channel.send(text.toUpperCase());
        }
      })();
    },
  };
}

function optionsFor(basePort: number, more: Partial<LeaseOptions> = {}): LeaseOptions {
  return { key: KEY!, holder: "serve, pid 7", basePort, ...more };
}

/** A holder, and what a second process is told by it. */
async function joinAs(
  host: Host | undefined,
  settings: string,
  options: Partial<LeaseOptions> = {},
) {
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, host && { host }));
  assert.ok(lease.ok);
  const joining = await joinHolder(optionsFor(basePort, options), settings);
  return { joining, lease: lease.value, basePort };
}

Deno.test("joinHolder() is served by the session's holder", async () => {
  const host = shouting();
  const { joining, lease } = await joinAs(host, "same");
  assert.equal(joining.kind, "joined");
  const { channel, holder } = joining as Extract<typeof joining, { kind: "joined" }>;
  assert.equal(holder, "serve, pid 7");
  await channel.send("hello");
  assert.equal(await channel.receive(), "HELLO");
  // Who is served stays when the port is given back: the holder has its own order of ending.
  await lease.release();
  await channel.send("still here");
  assert.equal(await channel.receive(), "STILL HERE");
  host.guests[0]!.close();
  assert.equal(await channel.receive(), undefined);
});

Deno.test("joinHolder() is refused under other settings, and says so", async () => {
  const host = shouting();
  const { joining, lease } = await joinAs(host, "other");
  assert.deepEqual(joining, {
    kind: "refused",
    failure: { code: "SESSION_IN_USE", holder: "serve, pid 7", other_settings: true },
  });
  assert.deepEqual(host.guests, []);
  await lease.release();
});

Deno.test("joinHolder() is refused by a holder that serves nobody", async () => {
  const { joining, lease } = await joinAs(undefined, "same");
  assert.deepEqual(joining, {
    kind: "refused",
    failure: { code: "SESSION_IN_USE", holder: "serve, pid 7" },
  });
  await lease.release();
});

Deno.test("joinHolder() does not join another session", async () => {
  const host = shouting();
  const { joining, lease } = await joinAs(host, "same", { key: OTHER_KEY! });
  assert.deepEqual(joining, { kind: "later" });
  assert.deepEqual(host.guests, []);
  await lease.release();
});

Deno.test("joinHolder() waits for a holder that is beginning, and for one that is ending", async () => {
  const basePort = freeRange();
  const host = shouting();
  const beginning = listen(basePort, { key: KEY!, holder: "p", host, answerMs: 2000 });
  assert.deepEqual(await joinHolder(optionsFor(basePort), "same"), { kind: "later" });
  await beginning!.close();
  const ending: Host = { ...shouting(), answer: () => "later" };
  const { joining, lease } = await joinAs(ending, "same");
  assert.deepEqual(joining, { kind: "later" });
  await lease.release();
});

async function joinAndLeave(basePort: number): Promise<void> {
  const joining = await joinHolder(optionsFor(basePort), "same");
  assert.ok(joining.kind === "joined");
  joining.channel.close();
}

/** Passes all bytes on to another port, both ways. */
function relay(port: number, target: number) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const passed: Promise<unknown>[] = [];
  const serving = (async () => {
    for await (const near of listener) {
      const far = await Deno.connect({ hostname: "127.0.0.1", port: target });
      passed.push(
        near.readable.pipeTo(far.writable).catch(() => {}),
        far.readable.pipeTo(near.writable).catch(() => {}),
      );
    }
  })();
  return {
    async close() {
      listener.close();
      await serving;
      await Promise.all(passed);
    },
  };
}

Deno.test("a program that passes a holder's proofs on is not taken for it", async () => {
  const host = shouting();
  const holder = freeRange();
  const lease = await acquireLease(optionsFor(holder, { host }));
  assert.ok(lease.ok);
  const between = freeRange();
  const passing = relay(between, holder);
  const question = { key: KEY!, answerMs: 2000 };
  assert.deepEqual(await askWho({ ...question, port: holder }), {
    isOurs: true,
    holder: "serve, pid 7",
    state: "held",
  });
  assert.deepEqual(await askWho({ ...question, port: between }), {
    isOurs: false,
    holder: "serve, pid 7",
    state: "held",
  });
  assert.deepEqual(await joinHolder(optionsFor(between), "same"), { kind: "later" });
  assert.deepEqual(host.guests, []);
  await lease.value.release();
  await passing.close();
});

/** Everything that a port answers to bytes, until it ends the connection or we do. */
async function answerTo(port: number, bytes: Uint8Array): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  try {
    await connection.write(bytes);
    await connection.closeWrite();
    return await new Response(connection.readable).text();
  } catch {
    // It had closed before all was written: nothing was answered.
    return "";
  }
}

const HELLO = new TextEncoder().encode(`{"tgtk":1,"nonce":"${"ab".repeat(32)}"}\n`);

/** Garbage of each kind: bytes, text, JSON, lines that are nearly right. */
const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  fc.string({ unit: "binary", maxLength: 300 }).map((text) =>
    new TextEncoder().encode(text + "\n")
  ),
  fc.json().map((text) => new TextEncoder().encode(text + "\n")),
  fc.record({ tgtk: fc.constantFrom(0, 1, "1", null), nonce: fc.string({ maxLength: 70 }) })
    .map((hello) => new TextEncoder().encode(JSON.stringify(hello) + "\n")),
  fc.tuple(fc.nat(HELLO.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
    const bytes = HELLO.slice();
    // A digit of the number may become another digit: that is a hello, and no garbage.
    bytes[at]! ^= change < 128 ? 128 : change;
    return bytes;
  }),
);

const FUZZ = { numRuns: Number(Deno.env.get("TGTK_PROPERTY_RUNS") ?? 20_000) };

Deno.test("a stranger on the port learns nothing, whatever it says, and disturbs nobody", async () => {
  const host = shouting();
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, { host }));
  assert.ok(lease.ok);
  await fc.assert(
    fc.asyncProperty(garbage, async (bytes) => {
      assert.equal(await answerTo(basePort, bytes), "");
    }),
    FUZZ,
  );
  await joinAndLeave(basePort);
  assert.equal(host.guests.length, 1);
  host.guests[0]!.close();
  await lease.value.release();
});

Deno.test("whoever speaks as tgtk without the session learns the holder's words, and no more", async () => {
  const host = shouting();
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, { host }));
  assert.ok(lease.ok);
  const said = [await answerTo(basePort, HELLO), await answerTo(basePort, HELLO)];
  const claims = said.map((line) => JSON.parse(line));
  for (const { nonce, proof, ...others } of claims) {
    assert.deepEqual(others, { tgtk: 1, holder: "serve, pid 7", state: "held" });
    assert.match(nonce + proof, /^[0-9a-f]{128}$/);
  }
  // To the same question another answer each time: sessions cannot be told apart, or recognized.
  assert.notEqual(claims[0].proof, claims[1].proof);
  await lease.value.release();
});

Deno.test("frames that nobody sealed end the conversation without a word", async () => {
  const host = shouting();
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, { host }));
  assert.ok(lease.ok);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port: basePort });
      await connection.write(HELLO);
      const line = new Uint8Array(1024);
      const length = await connection.read(line) ?? 0;
      assert.match(new TextDecoder().decode(line.subarray(0, length)), /^\{"tgtk":1.*\}\n$/);
      await connection.write(bytes);
      await connection.closeWrite();
      const rest = await new Response(connection.readable).text().catch(() => "");
      assert.equal(rest, "");
    }),
    { numRuns: Math.ceil(FUZZ.numRuns / 20) },
  );
  assert.deepEqual(host.guests, []);
  await lease.value.release();
});

/** Waits until the other side ends a connection on which it said nothing. */
async function sentAway(connection: Deno.TcpConn): Promise<void> {
  assert.equal(await connection.read(new Uint8Array(1)).catch(() => null), null);
  connection.close();
}

Deno.test("who is silent on the port is sent away in time", async () => {
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, { answerMs: 20 }));
  assert.ok(lease.ok);
  await sentAway(await Deno.connect({ hostname: "127.0.0.1", port: basePort }));
  await lease.value.release();
});

Deno.test("many who are silent on the port keep nobody out: the oldest is sent away", async () => {
  const host = shouting();
  const basePort = freeRange();
  const lease = await acquireLease(optionsFor(basePort, { host, answerMs: 600_000 }));
  assert.ok(lease.ok);
  const silent: Deno.TcpConn[] = [];
  for (let count = 0; count < 300; count++) {
    silent.push(await Deno.connect({ hostname: "127.0.0.1", port: basePort }));
  }
  await sentAway(silent.shift()!);
  await joinAndLeave(basePort);
  host.guests[0]!.close();
  const others = Promise.all(silent.map(sentAway));
  await lease.value.release();
  await others;
});

Deno.test("askWho() takes whatever answers nonsense for a stranger", async () => {
  let says: Uint8Array = new Uint8Array();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(1024)).catch(() => null);
      await connection.write(says).catch(() => 0);
      connection.close();
    }
  })();
  const question = { port: listener.addr.port, key: KEY!, answerMs: 2000 };
  await fc.assert(
    fc.asyncProperty(garbage.filter((bytes) => bytes.length > 0), async (bytes) => {
      says = bytes;
      assert.equal(await askWho(question), "stranger");
    }),
    { numRuns: Math.ceil(FUZZ.numRuns / 20) },
  );
  listener.close();
  await serving;
});
