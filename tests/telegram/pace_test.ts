import assert from "node:assert/strict";
import { type Outcome, succeed } from "../../src/model/failure.ts";
import { type PaceName, withPace } from "../../src/telegram/pace.ts";
import type { HistoryPage, Telegram } from "../../src/telegram/port.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { type FakeTime, fakeTime, settled } from "./fake_time.ts";

const REF = { type: "group", id: 1 } as const;

interface Paced {
  readonly telegram: Telegram;
  readonly time: FakeTime;
  /** When each call reached the port behind. */
  readonly reached: number[];
  /** Lets the calls that are running end. */
  finish(): Promise<void>;
}

/** A port at a pace. Calls behind it run until `finish()`, or end at once. */
function paced(pace: PaceName, holds = false): Paced {
  const time = fakeTime();
  const reached: number[] = [];
  let running: PromiseWithResolvers<undefined>[] = [];
  const behind = memoryTelegram({
    chats: [
      {
        chat: { chat_id: -1, kind: "group", title: "One", usernames: ["some_name"] },
        messages: [],
      },
    ],
    onCall: () => {
      reached.push(time.now());
      if (!holds) return undefined;
      const call = Promise.withResolvers<undefined>();
      running.push(call);
      return call.promise;
    },
  });
  const finish = async () => {
    for (const call of running) call.resolve(undefined);
    running = [];
    await settled();
  };
  const telegram = withPace(behind, { pace, clock: time.now, sleep: time.sleep });
  return { telegram, time, reached, finish };
}

function history(
  telegram: Telegram,
  signal = new AbortController().signal,
  waited: (ms: number) => void = () => {},
): Promise<Outcome<HistoryPage>> {
  return telegram.messages.getHistory({ ref: REF, limit: 1 }, { signal, waited });
}

Deno.test("withPace() gentle lets 30 history calls through, then one a second", async () => {
  const { telegram, time, reached } = paced("gentle");
  const waits: number[] = [];
  const calls = Array.from(
    { length: 33 },
    () => history(telegram, new AbortController().signal, (ms) => waits.push(ms)),
  );
  await time.pass(10_000);
  await Promise.all(calls);
  assert.deepEqual(reached, [...new Array(30).fill(0), 1000, 2000, 3000]);
  assert.deepEqual(waits, [1000, 2000, 3000]);
});

Deno.test("withPace() counts every way of reading against the same 30 calls", async () => {
  const { telegram, time, reached } = paced("gentle");
  const { messages, topics } = telegram;
  const signal = new AbortController().signal;
  const read = [
    () => messages.getHistory({ ref: REF, limit: 1 }, { signal }),
    () => messages.search({ ref: REF, text: "a", filter: "any", limit: 1 }, { signal }),
    () => messages.getReplies({ ref: REF, root_id: 1, limit: 1 }, { signal }),
    () => messages.getDiscussion({ ref: REF, root_id: 1 }, { signal }),
    () => messages.getMessages({ ref: REF, ids: [1] }, { signal }),
    () => topics.getTopics({ ref: REF, limit: 1 }, { signal }),
  ];
  const calls = Array.from({ length: 36 }, (_, index) => read[index % read.length]!());
  await time.pass(10_000);
  await Promise.all(calls);
  assert.deepEqual(reached, [...new Array(30).fill(0), 1000, 2000, 3000, 4000, 5000, 6000]);
});

Deno.test("withPace() gentle has one call in flight, in the order of asking", async () => {
  const { telegram, reached, finish } = paced("gentle", true);
  const order: number[] = [];
  const calls = [0, 1, 2].map((call) => history(telegram).then(() => order.push(call)));
  for (let running = 1; running <= 3; running++) {
    await settled();
    assert.equal(reached.length, running);
    await finish();
  }
  await Promise.all(calls);
  assert.deepEqual(order, [0, 1, 2]);
});

Deno.test("withPace() gentle refuses the 21st username of an hour, with the seconds to wait", async () => {
  const { telegram, time, reached } = paced("gentle");
  const resolve = () =>
    telegram.chats.resolveUsername("some_name", { signal: new AbortController().signal });
  for (let call = 0; call < 20; call++) {
    assert.ok((await resolve()).ok);
    await time.pass(60_000);
  }
  assert.deepEqual(await resolve(), {
    ok: false,
    failure: { code: "RATE_LIMIT_EXCEEDED", retry_after_s: 2400 },
  });
  assert.equal(reached.length, 20);
  await time.pass(2_400_000);
  assert.ok((await resolve()).ok);
  assert.equal((await resolve()).ok, false);
});

Deno.test("withPace() fast lets five a second through, eight in flight", async () => {
  const { telegram, time, reached, finish } = paced("fast", true);
  const calls = Array.from({ length: 12 }, () => history(telegram));
  await time.pass(10_000);
  assert.deepEqual(reached, [0, 0, 0, 0, 0, 200, 400, 600]);
  await finish();
  await time.pass(10_000);
  await finish();
  await Promise.all(calls);
  assert.equal(reached.length, 12);
});

Deno.test("withPace() unlimited lets calls through as they come, 64 in flight", async () => {
  const { telegram, time, reached, finish } = paced("unlimited", true);
  const calls = Array.from({ length: 66 }, () => history(telegram));
  await time.pass(500);
  assert.deepEqual(reached, Array.from({ length: 64 }, () => 0));
  await finish();
  assert.deepEqual(reached.slice(64), [500, 500]);
  await finish();
  await Promise.all(calls);
});

Deno.test("withPace() cancels a call that waits, at once, and lets the next go on", async () => {
  const { telegram, time, reached } = paced("gentle");
  for (let call = 0; call < 30; call++) await history(telegram);
  const controller = new AbortController();
  const first = history(telegram, controller.signal);
  const queued = new AbortController();
  const second = history(telegram, queued.signal);
  const third = history(telegram);
  await time.pass(500);
  controller.abort();
  queued.abort();
  const cancelled = { ok: false, failure: { code: "CANCELLED" } };
  assert.deepEqual([await first, await second], [cancelled, cancelled]);
  await time.pass(500);
  assert.ok((await third).ok);
  assert.deepEqual(reached.slice(30), [1000]);
  assert.equal(time.running(), 0);
});

Deno.test("withPace() gives the turn back when the call behind throws", async () => {
  const bug = new Error("bug");
  let calls = 0;
  const behind = memoryTelegram({
    chats: [],
    onCall: () => {
      if (calls++ === 0) throw bug;
      return undefined;
    },
  });
  const telegram = withPace(behind, { pace: "gentle" });
  await assert.rejects(history(telegram), bug);
  assert.equal((await history(telegram)).ok, false);
});

Deno.test("withPace() passes the page through", async () => {
  const { telegram } = paced("gentle");
  assert.deepEqual(
    await history(telegram),
    succeed({ ids: [], messages: [], senders: [], total: 0 }),
  );
});

Deno.test("withPace() lets what runs in the background wait for everybody else", async () => {
  const { telegram, time } = paced("gentle");
  const { signal } = new AbortController();
  const order: string[] = [];
  const call = (name: string, background: boolean) =>
    telegram.messages.getHistory(
      { ref: REF, limit: 1 },
      background ? { signal, background } : { signal },
    ).then(() => order.push(name));
  const calls = [...Array.from({ length: 30 }, () => call("burst", false))];
  await time.pass(0);
  order.length = 0;
  calls.push(call("export 1", true), call("export 2", true), call("export 3", true));
  calls.push(call("short read 1", false), call("short read 2", false));
  await time.pass(10_000);
  await Promise.all(calls);
  // The first was already waiting for the second to be over when the others came.
  assert.deepEqual(order, ["export 1", "short read 1", "short read 2", "export 2", "export 3"]);
});
