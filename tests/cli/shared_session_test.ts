import assert from "node:assert/strict";
import { type SharedSession, sharedSession } from "../../src/cli/shared_session.ts";
import { secret } from "../../src/model/secret.ts";
import { leaseKey } from "../../src/telegram/lease/key.ts";
import { listen } from "../../src/telegram/lease/listener.ts";
import type { Channel } from "../../src/telegram/lease/sealed_channel.ts";
import { freeRange } from "../telegram/lease/lease_range.ts";

const KEY = await leaseKey(secret("07".repeat(256)));
const LIVE = new AbortController().signal;

/** A process's session, which serves nobody anything, but until the end. */
function session(
  basePort: number,
  name: string,
  settings = "same",
): SharedSession & { readonly guests: Channel[] } {
  const guests: Channel[] = [];
  const shared = sharedSession({
    identity: Promise.resolve({ key: KEY, settings }),
    holder: name,
    basePort,
    random: () => 0,
    serve: async (channel) => {
      guests.push(channel);
      await channel.receive();
    },
  });
  return { ...shared, guests };
}

async function end({ sendAway, release }: SharedSession): Promise<void> {
  sendAway();
  await release();
}

Deno.test("sharedSession() makes the first its holder, and lets the second join", async () => {
  const basePort = freeRange();
  const [first, second] = [session(basePort, "first"), session(basePort, "second")];
  assert.deepEqual(await first.seat(LIVE), { kind: "holder" });
  // Whoever holds it holds it: it is not taken again.
  assert.deepEqual(await first.seat(LIVE), { kind: "holder" });
  const [lease, again] = await Promise.all([first.lease(), first.lease()]);
  assert.ok(lease.ok && again.ok);
  assert.equal(lease.value, again.value);
  const seat = await second.seat(LIVE);
  assert.ok(seat.kind === "joined");
  assert.equal(seat.holder, "first");
  // Who has joined is sent away at the end, and takes the session over.
  first.sendAway();
  assert.equal(await seat.channel.receive(), undefined);
  const place = second.seat(LIVE);
  await first.release();
  assert.deepEqual(await place, { kind: "holder" });
  await end(second);
});

Deno.test("sharedSession() refuses other settings, and its calls say so", async () => {
  const basePort = freeRange();
  const [first, second] = [session(basePort, "first"), session(basePort, "second", "other")];
  await first.seat(LIVE);
  assert.deepEqual(await second.seat(LIVE), { kind: "refused", code: "SESSION_IN_USE" });
  const failure = { code: "SESSION_IN_USE", holder: "first", other_settings: true } as const;
  assert.deepEqual(await second.lease(), { ok: false, failure });
  assert.deepEqual(first.guests, []);
  await end(first);
  // What was known of the first says nothing about another.
  const third = session(basePort, "third");
  await third.seat(LIVE);
  assert.deepEqual(await second.lease(), {
    ok: false,
    failure: { code: "SESSION_IN_USE", holder: "third" },
  });
  await end(third);
  assert.deepEqual(await second.seat(LIVE), { kind: "holder" });
  await end(second);
});

Deno.test("sharedSession() says which ports are taken when all are", async () => {
  const basePort = freeRange();
  const others = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const key = await leaseKey(secret(`1${index}`.repeat(256)));
      return listen(basePort + index, { key, holder: `other ${index}`, answerMs: 2000 })!;
    }),
  );
  const shared = session(basePort, "ninth");
  assert.deepEqual(await shared.seat(LIVE), { kind: "refused", code: "VALIDATION_ERROR" });
  for (const other of others) await other.close();
});

Deno.test("sharedSession() waits for a holder that is beginning, but not when all ends", async () => {
  const basePort = freeRange();
  const beginning = listen(basePort, { key: KEY, holder: "first", answerMs: 2000 })!;
  const ended = new AbortController();
  const shared = session(basePort, "second");
  const place = shared.seat(ended.signal);
  ended.abort();
  assert.deepEqual(await place, { kind: "refused", code: "SESSION_IN_USE" });
  await beginning.close();
});

Deno.test("sharedSession() keeps no lease that it gets after its end", async () => {
  const basePort = freeRange();
  const [first, second] = [session(basePort, "first"), session(basePort, "second")];
  const place = first.seat(LIVE);
  await end(first);
  await place;
  assert.deepEqual(await second.seat(LIVE), { kind: "holder" });
  await end(second);
});
