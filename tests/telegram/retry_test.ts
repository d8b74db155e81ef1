import assert from "node:assert/strict";
import { fail, type Failure } from "../../src/model/failure.ts";
import { aroundCalls } from "../../src/telegram/around.ts";
import type { CallOptions, Telegram, Wait } from "../../src/telegram/port.ts";
import { withRetries } from "../../src/telegram/retry.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { fakeTime } from "./fake_time.ts";

const REF = { type: "group", id: 1 } as const;
const PASSING: Failure = { code: "UPSTREAM", rpc_code: "RPC_CALL_FAIL", transient: true };

/** A port that fails as told, then works; the dice always show a half. */
function failing(failures: readonly Failure[]) {
  const time = fakeTime();
  const left = [...failures];
  const asked: number[] = [];
  const behind = memoryTelegram({
    chats: [{ chat: { chat_id: -1, kind: "group", title: "One", usernames: [] }, messages: [] }],
    onCall: () => {
      asked.push(time.now());
      return Promise.resolve(left.shift());
    },
  });
  const { now: clock, sleep } = time;
  return { telegram: withRetries(behind, { clock, sleep, random: () => 0.5 }), time, asked };
}

function history(telegram: Telegram, options: Partial<CallOptions> = {}) {
  const signal = new AbortController().signal;
  return telegram.messages.getHistory({ ref: REF, limit: 1 }, { signal, ...options });
}

Deno.test("withRetries() tries again after 125, 250, 500 ms, then every second", async () => {
  const { telegram, time, asked } = failing(new Array(7).fill(PASSING));
  const heard: (Wait | number)[] = [];
  const pending = history(telegram, {
    waiting: (wait) => heard.push(wait),
    waited: (ms) => heard.push(ms),
  });
  await time.pass(7875);
  assert.equal((await pending).ok, true);
  assert.deepEqual(asked, [0, 125, 375, 875, 1875, 2875, 3875, 4875]);
  assert.deepEqual(heard.slice(0, 4), [
    { reason: "retry", ms: 125 },
    125,
    { reason: "retry", ms: 250 },
    250,
  ]);
});

Deno.test("withRetries() gives up after 20 tries", async () => {
  const { telegram, time, asked } = failing(new Array(30).fill(PASSING));
  const pending = history(telegram);
  await time.pass(60_000);
  assert.deepEqual(await pending, fail(PASSING));
  assert.equal(asked.length, 20);
});

Deno.test("withRetries() begins no try later than 40 s after the first began", async () => {
  const time = fakeTime();
  const asked: number[] = [];
  const behind = memoryTelegram({
    chats: [],
    onCall: async () => {
      asked.push(time.now());
      await time.sleep(15_000, new AbortController().signal);
      return { code: "TIMEOUT", after_s: 15 };
    },
  });
  const { now: clock, sleep } = time;
  const pending = history(withRetries(behind, { clock, sleep, random: () => 0.5 }));
  await time.pass(300_000);
  assert.deepEqual(await pending, fail({ code: "TIMEOUT", after_s: 15 }));
  // 15 s each, and 125, 250, 500 ms between.
  assert.deepEqual(asked, [0, 15_125, 30_375]);
});

Deno.test("withRetries() does not count how long the first try waited for its turn", async () => {
  const time = fakeTime();
  const asked: number[] = [];
  const left = [PASSING];
  const behind = memoryTelegram({
    chats: [{ chat: { chat_id: -1, kind: "group", title: "One", usernames: [] }, messages: [] }],
    onCall: () => {
      asked.push(time.now());
      return Promise.resolve(left.shift());
    },
  });
  const paced = aroundCalls(behind, async (_name, call, run) => {
    const ms = asked.length === 0 ? 60_000 : 0;
    await time.sleep(ms, call.signal);
    call.waited?.(ms);
    return await run(call);
  });
  const heard: number[] = [];
  const { now: clock, sleep } = time;
  const pending = history(withRetries(paced, { clock, sleep, random: () => 0.5 }), {
    waited: (ms) => heard.push(ms),
  });
  await time.pass(61_000);
  assert.equal((await pending).ok, true);
  assert.deepEqual(asked, [60_000, 60_125]);
  assert.deepEqual(heard, [60_000, 125, 0]);
});

const LASTING: readonly Failure[] = [
  { code: "UPSTREAM", rpc_code: "INPUT_FILTER_INVALID" },
  { code: "AUTH_REQUIRED" },
  { code: "FLOOD_WAIT", retry_after_s: 1 },
  { code: "CHANNEL_PRIVATE", reason: "no_access" },
  { code: "SESSION_IN_USE", holder: "serve, pid 1" },
  { code: "CANCELLED" },
];
for (const failure of LASTING) {
  Deno.test(`withRetries() does not repeat ${failure.code}`, async () => {
    const { telegram, asked } = failing([failure]);
    assert.deepEqual(await history(telegram), fail(failure));
    assert.deepEqual(asked, [0]);
  });
}

Deno.test("withRetries() ends its sleep when the call is cancelled", async () => {
  const { telegram, time, asked } = failing([PASSING]);
  const controller = new AbortController();
  const pending = history(telegram, { signal: controller.signal });
  await time.pass(100);
  controller.abort();
  assert.deepEqual(await pending, fail({ code: "CANCELLED" }));
  assert.equal(time.running(), 0);
  assert.deepEqual(asked, [0]);
});
