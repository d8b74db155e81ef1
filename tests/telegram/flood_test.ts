import assert from "node:assert/strict";
import { fail, type Failure } from "../../src/model/failure.ts";
import { deadlines, withDeadlines } from "../../src/telegram/deadlines.ts";
import { withFloodWaits } from "../../src/telegram/flood.ts";
import type { CallOptions, Telegram, Wait } from "../../src/telegram/port.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { fakeTime } from "./fake_time.ts";

const REF = { type: "group", id: 1 } as const;

/** A port that answers each call with the next of these seconds as a flood wait, then as it should. */
function flooding(waits: readonly number[], maxWaitS: number) {
  const time = fakeTime();
  const left = [...waits];
  const asked: number[] = [];
  const behind = memoryTelegram({
    chats: [{ chat: { chat_id: -1, kind: "group", title: "One", usernames: [] }, messages: [] }],
    onCall: () => {
      asked.push(time.now());
      const seconds = left.shift();
      const failure: Failure | undefined = seconds === undefined
        ? undefined
        : { code: "FLOOD_WAIT", retry_after_s: seconds };
      return Promise.resolve(failure);
    },
  });
  const known = deadlines(time.now);
  const telegram = withFloodWaits(withDeadlines(behind, known), {
    deadlines: known,
    maxWaitS,
    sleep: time.sleep,
  });
  return { telegram, time, asked };
}

function history(telegram: Telegram, options: Partial<CallOptions> = {}) {
  const signal = new AbortController().signal;
  return telegram.messages.getHistory({ ref: REF, limit: 1 }, { signal, ...options });
}

Deno.test("withFloodWaits() sleeps through a short wait and asks again at its deadline", async () => {
  const { telegram, time, asked } = flooding([7], 20);
  const heard: (Wait | number)[] = [];
  const pending = history(telegram, {
    waiting: (wait) => heard.push(wait),
    waited: (ms) => heard.push(ms),
  });
  await time.pass(6999);
  assert.deepEqual(asked, [0]);
  await time.pass(1);
  assert.ok((await pending).ok);
  assert.deepEqual(asked, [0, 7000]);
  assert.deepEqual(heard, [{ reason: "flood", ms: 7000 }, 7000]);
});

Deno.test("withFloodWaits() tells a long wait at once, and asks nothing until it is over", async () => {
  const { telegram, time, asked } = flooding([86_400], 20);
  const told = { ok: false, failure: { code: "FLOOD_WAIT", retry_after_s: 86_400 } };
  assert.deepEqual(await history(telegram), told);
  await time.pass(1500);
  assert.deepEqual(
    await history(telegram),
    fail({ code: "FLOOD_WAIT", retry_after_s: 86_399 }),
  );
  assert.deepEqual(asked, [0]);
  await time.pass(86_398_500);
  assert.ok((await history(telegram)).ok);
  assert.deepEqual(asked, [0, 86_400_000]);
});

Deno.test("withFloodWaits() sleeps no longer than its bound, all waits of a call together", async () => {
  const { telegram, time, asked } = flooding([12, 8, 1], 20);
  const pending = history(telegram);
  await time.pass(20_000);
  assert.deepEqual(await pending, fail({ code: "FLOOD_WAIT", retry_after_s: 1 }));
  assert.deepEqual(asked, [0, 12_000, 20_000]);
});

Deno.test("withFloodWaits() lets no other caller undercut the deadline", async () => {
  const { telegram, time, asked } = flooding([10], 20);
  const first = history(telegram);
  await time.pass(4000);
  const second = history(telegram);
  await time.pass(5999);
  assert.deepEqual(asked, [0]);
  await time.pass(1);
  assert.ok((await first).ok && (await second).ok);
  assert.deepEqual(asked, [0, 10_000, 10_000]);
});

Deno.test("withFloodWaits() holds back the flooded method only", async () => {
  const { telegram, asked } = flooding([60], 20);
  await history(telegram);
  const signal = new AbortController().signal;
  const found = await telegram.messages.getMessages({ ref: REF, ids: [1] }, { signal });
  assert.equal(found.ok, true);
  assert.deepEqual(asked, [0, 0]);
});

Deno.test("withFloodWaits() ends its sleep when the call is cancelled", async () => {
  const { telegram, time, asked } = flooding([10], 20);
  const controller = new AbortController();
  const pending = history(telegram, { signal: controller.signal });
  await time.pass(1000);
  controller.abort();
  assert.deepEqual(await pending, fail({ code: "CANCELLED" }));
  assert.equal(time.running(), 0);
  assert.deepEqual(asked, [0]);
});

Deno.test("withFloodWaits() counts what other calls of the same question have slept", async () => {
  const { telegram, time, asked } = flooding([6], 20);
  assert.deepEqual(
    await history(telegram, { slept: () => 14_001 }),
    fail({ code: "FLOOD_WAIT", retry_after_s: 6 }),
  );
  await time.pass(6000);
  assert.ok((await history(telegram, { slept: () => 14_001 })).ok);
  assert.deepEqual(asked, [0, 6000]);
});
