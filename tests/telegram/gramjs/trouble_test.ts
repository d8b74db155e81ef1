/** What goes wrong at the data centre, and what becomes of calls. */

import assert from "node:assert/strict";
import type { Fault, FaultScript } from "../../../src/sandbox/faults/script.ts";
import type { TraceLine } from "../../../src/sandbox/sandbox.ts";
import { deadlines, withDeadlines } from "../../../src/telegram/deadlines.ts";
import { type ConnectionOptions, gramjsTelegram } from "../../../src/telegram/gramjs/telegram.ts";
import type { Telegram } from "../../../src/telegram/port.ts";
import { withRetries } from "../../../src/telegram/retry.ts";
import { withTimeout } from "../../../src/telegram/timeout.ts";
import { fakeTime } from "../fake_time.ts";
import { LATEST, NEWS, optionsFor, patiently, sessionOf, tracedSandbox } from "./setup.ts";
import { layWire } from "./wire.ts";

interface Setting {
  readonly telegram: Telegram;
  readonly trace: readonly TraceLine[];
  /** Attempts to connect that reached the data centre's address. */
  readonly connections: () => number;
  readonly cut: () => void;
}

async function withTrouble(
  faults: FaultScript["faults"],
  test: (setting: Setting) => Promise<void>,
  options: Partial<ConnectionOptions> = {},
): Promise<void> {
  const { sandbox, trace } = tracedSandbox({ faults: { faults } });
  const wire = layWire(sandbox.ready.port);
  const session = { ...sessionOf(sandbox), port: wire.port };
  const telegram = gramjsTelegram({ ...optionsFor(session), ...options });
  const { connections, cut } = wire;
  try {
    await test({ telegram, trace, connections, cut });
  } finally {
    await telegram.close();
    await wire.close();
    await sandbox.close();
  }
}

const history = (telegram: Telegram) => telegram.messages.getHistory(LATEST, patiently());
const chat = (telegram: Telegram) => telegram.chats.getChat(NEWS, patiently());
const onCall = (nth: number, fault: Fault) => ({
  when: { method: "messages.getHistory", call: { nth } },
  do: fault,
});
const upstream = (rpc_code: string) => ({ ok: false, failure: { code: "UPSTREAM", rpc_code } });
const LOST = {
  ok: false,
  failure: { code: "UPSTREAM", rpc_code: "CONNECTION_LOST", transient: true },
};

Deno.test("gramjsTelegram() works at a data centre whose clock is up to 10 minutes wrong", async () => {
  for (const seconds of [600, -600, 299, -31]) {
    const skewed = { when: { event: "connect" as const }, do: { skew_clock: { seconds } } };
    await withTrouble([skewed], async ({ connections, cut, telegram }) => {
      assert.ok((await history(telegram)).ok, `${seconds} s`);
      cut();
      await history(telegram);
      assert.ok((await history(telegram)).ok, `${seconds} s, after a cut`);
      assert.equal(connections(), 2);
    });
  }
});

Deno.test("gramjsTelegram() goes on while the data centre's clock jumps", async () => {
  const jumps = [600, -600, 0].map((seconds, at) => onCall(at + 1, { skew_clock: { seconds } }));
  await withTrouble(jumps, async ({ connections, telegram }) => {
    for (let call = 0; call < 6; call++) assert.ok((await history(telegram)).ok, `call ${call}`);
    assert.equal(connections(), 1);
  });
});

Deno.test("gramjsTelegram() answers calls whose salts are no longer valid", async () => {
  await withTrouble([onCall(2, { change_salts: {} })], async ({ connections, telegram, trace }) => {
    const outcomes = [];
    for (let call = 0; call < 3; call++) outcomes.push(await history(telegram));
    assert.deepEqual(outcomes.map(({ ok }) => ok), [true, true, true]);
    assert.equal(connections(), 1);
    assert.equal(trace.filter(({ method }) => method === "messages.getHistory").length, 3);
  });
});

for (const name of ["PHONE", "USER", "NETWORK", "FILE"] as const) {
  Deno.test(`gramjsTelegram() tells ${name}_MIGRATE and goes on`, async () => {
    await withTrouble([onCall(1, { migrate: { name, dc: 4 } })], async (setting) => {
      assert.deepEqual(await history(setting.telegram), upstream(`${name}_MIGRATE_4`));
      assert.ok((await history(setting.telegram)).ok);
      assert.equal(setting.connections(), 1);
    });
  });
}

const ENDINGS = [
  "AUTH_KEY_UNREGISTERED",
  "SESSION_REVOKED",
  "SESSION_EXPIRED",
  "USER_DEACTIVATED",
  "USER_DEACTIVATED_BAN",
  "AUTH_KEY_DUPLICATED",
  "AUTH_KEY_INVALID",
  "AUTH_KEY_PERM_EMPTY",
] as const;
const AUTH_REQUIRED = { ok: false, failure: { code: "AUTH_REQUIRED" } };

for (const error of ENDINGS) {
  Deno.test(`gramjsTelegram() ends in AUTH_REQUIRED after ${error}, and connects no more`, async () => {
    await withTrouble([onCall(1, { end_session: { error } })], async (setting) => {
      const { connections, telegram, trace } = setting;
      for (let call = 0; call < 50; call++) {
        assert.deepEqual(await history(telegram), AUTH_REQUIRED);
      }
      assert.deepEqual(await chat(telegram), AUTH_REQUIRED);
      assert.equal(connections(), 1);
      assert.deepEqual(trace.map(({ method }) => method), [
        "help.getConfig",
        "messages.getHistory",
      ]);
    });
  });
}

Deno.test("gramjsTelegram() ends in AUTH_REQUIRED where its key is not known", async () => {
  const forgotten = {
    when: { event: "connect" as const },
    do: { transport_error: { code: -404 } },
  };
  for (const faults of [[onCall(1, { forget_key: {} })], [forgotten]]) {
    await withTrouble(faults, async ({ connections, telegram }) => {
      for (let call = 0; call < 50; call++) {
        assert.deepEqual(await history(telegram), AUTH_REQUIRED);
      }
      assert.equal(connections(), 1);
    });
  }
});

for (const code of [-429, -444]) {
  Deno.test(`gramjsTelegram() fails calls at transport error ${code} and connects again`, async () => {
    await withTrouble([onCall(1, { transport_error: { code } })], async (setting) => {
      assert.deepEqual(await history(setting.telegram), LOST);
      assert.ok((await history(setting.telegram)).ok);
      assert.equal(setting.connections(), 2);
    });
  });
}

Deno.test("gramjsTelegram() undercuts no flood wait that its introduction met", async () => {
  let now = 1_700_000_000_000;
  const flood = {
    when: { method: "help.getConfig", call: { nth: 1 } },
    do: { flood_wait: { seconds: 9 } },
  };
  const wait = (retry_after_s: number) => ({
    ok: false,
    failure: { code: "FLOOD_WAIT", retry_after_s },
  });
  await withTrouble([flood], async ({ connections, telegram }) => {
    assert.deepEqual(await history(telegram), wait(9));
    now += 3500;
    assert.deepEqual(await history(telegram), wait(6));
    assert.deepEqual(await chat(telegram), wait(6));
    assert.equal(connections(), 1);
  }, { clock: () => now });
});

Deno.test("gramjsTelegram() hears of flood waits that were lost with a connection", async () => {
  let now = Date.now();
  const flooded = [onCall(1, { flood_wait: { seconds: 30 } })];
  const { sandbox, trace } = tracedSandbox({ faults: { faults: flooded }, clock: () => now });
  const wire = layWire(sandbox.ready.port);
  const session = { ...sessionOf(sandbox), port: wire.port };
  const telegram = gramjsTelegram({ ...optionsFor(session), clock: () => now });
  assert.ok((await chat(telegram)).ok);
  wire.hold();
  const pending = history(telegram);
  while (!trace.some(({ method }) => method === "messages.getHistory")) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  wire.cut();
  assert.deepEqual(await pending, LOST);
  wire.release();
  const told = { ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 30 } };
  assert.deepEqual(await history(telegram), told);
  now += 29_999;
  assert.deepEqual(await history(telegram), {
    ok: false,
    failure: { code: "FLOOD_WAIT", retry_after_s: 1 },
  });
  assert.ok((await chat(telegram)).ok);
  now += 1;
  assert.ok((await history(telegram)).ok);
  assert.deepEqual(trace.filter(({ answer }) => answer["undercut"] === true), []);
  await telegram.close();
  await wire.close();
  await sandbox.close();
});

Deno.test("an answer lost on a live connection is asked for again within the request's time", async () => {
  const time = fakeTime();
  const lost = [onCall(1, { silence: { of: "call" } })];
  await withTrouble(lost, async ({ connections, telegram: engine, trace }) => {
    const known = deadlines(time.now);
    const timed = withTimeout(engine, { seconds: 15, timer: time.timer });
    const telegram = withRetries(withDeadlines(timed, known), {
      clock: time.now,
      sleep: time.sleep,
      random: () => 0,
    });
    assert.ok((await chat(telegram)).ok);
    const pending = history(telegram);
    while (!trace.some(({ method }) => method === "messages.getHistory")) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await time.pass(14_999);
    assert.equal(trace.length, 3);
    await time.pass(1);
    const settled = new AbortController();
    void pending.finally(() => settled.abort());
    while (!settled.signal.aborted) {
      await time.pass(0);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    assert.ok((await pending).ok);
    assert.equal(connections(), 1);
  });
});

Deno.test("gramjsTelegram() gives up a connection whose salts never hold, and asks no storm of it", async () => {
  let isStormy = false;
  let asked = 0;
  const { sandbox, trace } = tracedSandbox({
    // The clock is looked at for each message that comes.
    clock: () => {
      if (isStormy) {
        asked += 1;
        sandbox.changeSalts();
      }
      return Date.now();
    },
  });
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  assert.ok((await chat(telegram)).ok);
  isStormy = true;
  assert.deepEqual(await history(telegram), LOST);
  assert.ok(asked < 50, `the clock was looked at ${asked} times`);
  isStormy = false;
  assert.ok((await history(telegram)).ok);
  assert.equal(trace.filter(({ method }) => method === "messages.getHistory").length, 1);
  await telegram.close();
  await sandbox.close();
});
