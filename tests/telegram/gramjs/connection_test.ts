import assert from "node:assert/strict";
import { secret } from "../../../src/model/secret.ts";
import { type ConnectionOptions, gramjsTelegram } from "../../../src/telegram/gramjs/telegram.ts";
import { withPace } from "../../../src/telegram/pace.ts";
import { withTimeout } from "../../../src/telegram/timeout.ts";
import { ASK_AFTER_MS } from "../../../src/telegram/silence.ts";
import type { FaultScript } from "../../../src/sandbox/faults/script.ts";
import { fakeTime } from "../fake_time.ts";
import { LATEST, optionsFor, patiently, sessionOf, tracedSandbox } from "./setup.ts";
import { layWire } from "./wire.ts";

/** A data centre that never answers, and how many attempts to connect to it have ended. */
function silence(options: Partial<ConnectionOptions>) {
  const wire = layWire();
  const auth_key = secret("07".repeat(256));
  const session = { dc_id: 2, address: "127.0.0.1", port: wire.port, auth_key };
  let attempts = 0;
  const telegram = gramjsTelegram({
    ...optionsFor(session),
    observe: ({ type }) => type === "ended" && attempts++,
    ...options,
  });
  return { telegram, wire, attempts: () => attempts };
}

const UNREACHED = {
  ok: false,
  failure: { code: "UPSTREAM", rpc_code: "CONNECT_TIMEOUT" },
} as const;

Deno.test("gramjsTelegram() leaves a silent data centre alone, twice as long each time, until close()", async () => {
  let now = 1_700_000_000_000;
  const { telegram, wire, attempts } = silence({
    connectTimeoutMs: 20,
    clock: () => now,
    random: () => 0,
  });
  const attemptsAfter = async (ms: number) => {
    now += ms;
    assert.deepEqual(await telegram.messages.getHistory(LATEST, patiently()), UNREACHED);
    return attempts();
  };
  assert.equal(await attemptsAfter(0), 1);
  assert.equal(await attemptsAfter(0), 1);
  assert.equal(await attemptsAfter(249), 1);
  assert.equal(await attemptsAfter(1), 2);
  assert.equal(await attemptsAfter(499), 2);
  assert.equal(await attemptsAfter(1), 3);
  assert.equal(await attemptsAfter(-1), 4);
  await telegram.close();
  assert.equal(await attemptsAfter(0), 5);
  await telegram.close();
  await wire.close();
});

Deno.test("gramjsTelegram() gives up a peer that falls silent, and connects anew", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire(sandbox.ready.port);
  const time = fakeTime();
  const telegram = gramjsTelegram({
    ...optionsFor({ ...sessionOf(sandbox), port: wire.port }),
    timer: time.timer,
  });
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  assert.equal(time.running(), 0);
  wire.hold();
  const pending = telegram.messages.getHistory(LATEST, patiently());
  await time.pass(13_999);
  assert.equal(time.running(), 1);
  await time.pass(1);
  assert.deepEqual(await pending, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECTION_LOST", transient: true },
  });
  wire.release();
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  assert.equal(wire.connections(), 2);
  await telegram.close();
  await wire.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() keeps a peer that owes an answer but gives signs of life", async () => {
  const faults: FaultScript = {
    faults: [{
      when: { method: "messages.getHistory" },
      do: { silence: { of: "call" } },
    }],
  };
  const { sandbox, trace } = tracedSandbox({ faults });
  const running = new Set<() => void>();
  const answered = Promise.withResolvers<void>();
  let hasAsked = false;
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    timer: (ms, ring) => {
      running.add(ring);
      if (hasAsked && ms === ASK_AFTER_MS) answered.resolve();
      return () => running.delete(ring);
    },
  });
  assert.ok((await telegram.chats.getChat(LATEST.ref, patiently())).ok);
  const giveUp = new AbortController();
  const pending = telegram.messages.getHistory(LATEST, { signal: giveUp.signal });
  await until(() => trace.some(({ method }) => method === "messages.getHistory"));
  const [ask] = running;
  hasAsked = true;
  ask?.();
  await answered.promise;
  giveUp.abort();
  assert.deepEqual(await pending, { ok: false, failure: { code: "CANCELLED" } });
  assert.equal(sandbox.connections(), 1);
  await telegram.close();
  await sandbox.close();
});

/** Lets the event loop turn until something has come true. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("gramjsTelegram() lets nobody queue for a silent data centre", async () => {
  const { telegram: silent, wire, attempts } = silence({ connectTimeoutMs: 50 });
  const telegram = withPace(withTimeout(silent, { seconds: 0.05 }), { pace: "gentle" });
  const [first, ...others] = await Promise.all(
    Array.from({ length: 20 }, () => telegram.messages.getHistory(LATEST, patiently())),
  );
  assert.deepEqual(first, { ok: false, failure: { code: "TIMEOUT", after_s: 0.05 } });
  assert.deepEqual(others, new Array(19).fill(UNREACHED));
  assert.equal(attempts(), 1);
  await telegram.close();
  await wire.close();
});

Deno.test("gramjsTelegram() reports a refused connection and tries again a moment later", async () => {
  const { sandbox } = tracedSandbox();
  const session = sessionOf(sandbox);
  await sandbox.close();
  let now = 1_700_000_000_000;
  const attempts: string[] = [];
  const telegram = gramjsTelegram({
    ...optionsFor(session),
    clock: () => now,
    random: () => 0,
    observe: ({ type }) => attempts.push(type),
  });
  for (const ms of [0, 249, 1]) {
    now += ms;
    assert.deepEqual(await telegram.messages.getHistory(LATEST, patiently()), {
      ok: false,
      failure: { code: "UPSTREAM", rpc_code: "CONNECT_FAILED" },
    });
  }
  assert.deepEqual(attempts, ["library_error", "ended", "library_error", "ended"]);
  await telegram.close();
});

Deno.test({
  name: "gramjsTelegram() tells a permission that is missing",
  permissions: { net: false },
  fn: async () => {
    const auth_key = secret("07".repeat(256));
    const session = { dc_id: 2, address: "127.0.0.1", port: 9, auth_key };
    const telegram = gramjsTelegram(optionsFor(session));
    assert.deepEqual(await telegram.messages.getHistory(LATEST, patiently()), {
      ok: false,
      failure: { code: "UPSTREAM", rpc_code: "NETWORK_NOT_PERMITTED" },
    });
    await telegram.close();
  },
});
