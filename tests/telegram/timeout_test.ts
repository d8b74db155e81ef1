import assert from "node:assert/strict";
import type { Failure } from "../../src/model/failure.ts";
import type { Telegram } from "../../src/telegram/port.ts";
import { withTimeout } from "../../src/telegram/timeout.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { fakeTime } from "./fake_time.ts";

const REF = { type: "group", id: 1 } as const;

/** A port whose calls never end by themselves, within 30 seconds. */
function silent() {
  const time = fakeTime();
  const never = new Promise<undefined>(() => {});
  const behind = memoryTelegram({ chats: [], onCall: () => never });
  return { time, telegram: withTimeout(behind, { seconds: 30, timer: time.timer }) };
}

function history(telegram: Telegram, signal = new AbortController().signal) {
  return telegram.messages.getHistory({ ref: REF, limit: 1 }, { signal });
}

Deno.test("withTimeout() ends a call that takes too long", async () => {
  const { time, telegram } = silent();
  const pending = history(telegram);
  await time.pass(29_999);
  assert.equal(time.running(), 1);
  await time.pass(1);
  assert.deepEqual(await pending, { ok: false, failure: { code: "TIMEOUT", after_s: 30 } });
  assert.equal(time.running(), 0);
});

Deno.test("withTimeout() cancels at once and stops its timer", async () => {
  const { time, telegram } = silent();
  const controller = new AbortController();
  const pending = history(telegram, controller.signal);
  controller.abort();
  assert.deepEqual(await pending, { ok: false, failure: { code: "CANCELLED" } });
  assert.equal(time.running(), 0);
  assert.deepEqual(await history(telegram, controller.signal), {
    ok: false,
    failure: { code: "CANCELLED" },
  });
});

Deno.test("withTimeout() aborts the call behind", async () => {
  const time = fakeTime();
  const aborted: boolean[] = [];
  const behind = memoryTelegram({ chats: [] });
  const watched: Telegram = {
    ...behind,
    messages: {
      ...behind.messages,
      getHistory: (_request, { signal }) => {
        signal.addEventListener("abort", () => aborted.push(true));
        return new Promise(() => {});
      },
    },
  };
  const pending = history(withTimeout(watched, { seconds: 1, timer: time.timer }));
  await time.pass(1000);
  await pending;
  assert.deepEqual(aborted, [true]);
});

Deno.test("withTimeout() passes answers and failures on and leaves no timer", async () => {
  const failure: Failure = { code: "FLOOD_WAIT", retry_after_s: 5 };
  const time = fakeTime();
  const behind = memoryTelegram({ chats: [], onCall: () => failure });
  const telegram = withTimeout(behind, { seconds: 30, timer: time.timer });
  assert.deepEqual(await history(telegram), { ok: false, failure });
  assert.equal(time.running(), 0);
});

Deno.test("withTimeout() uses the runtime's timer and clears it", async () => {
  const telegram = withTimeout(memoryTelegram({ chats: [] }), { seconds: 30 });
  assert.equal((await history(telegram)).ok, false);
});
