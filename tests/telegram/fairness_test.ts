/** Short reads beside exports, in bad weather: who waits for whom is counted in calls, by a fake clock. */

import assert from "node:assert/strict";
import { fail, type Failure } from "../../src/model/failure.ts";
import { aroundCalls } from "../../src/telegram/around.ts";
import { deadlines, withDeadlines } from "../../src/telegram/deadlines.ts";
import { withFloodWaits } from "../../src/telegram/flood.ts";
import { inFlightAt, withPace } from "../../src/telegram/pace.ts";
import type { CallOptions } from "../../src/telegram/port.ts";
import { withRetries } from "../../src/telegram/retry.ts";
import { turns } from "../../src/telegram/turns.ts";
import { dice } from "../chaos/storm.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";
import { fakeTime, settled } from "./fake_time.ts";

const REF = { type: "group", id: 1 } as const;
const LOST: Failure = { code: "UPSTREAM", rpc_code: "CONNECTION_LOST", transient: true };
const MINUTE = 60_000;
const EXPORTS = 16;

/** An export that always asks for sixteen pages, and a short read every seven seconds, in a storm. */
async function readBesideExport(pace: "gentle" | "fast", seed: number) {
  const time = fakeTime();
  const roll = dice(seed);
  const known = deadlines(time.now);
  const left = { background: 0, foreground: 0 };
  const early: string[] = [];
  const overtaken: number[] = [];
  const waits: number[] = [];
  const telegram = memoryTelegram({
    chats: [{
      chat: { chat_id: -1, kind: "group", title: "One", usernames: ["some_name"] },
      messages: [],
    }],
  });
  const weather = aroundCalls(telegram, async (name, call, run) => {
    if (known.remaining(name) > 0) early.push(name);
    left[call.background ? "background" : "foreground"] += 1;
    await time.sleep(20 + 200 * roll(), call.signal);
    const luck = roll();
    if (luck < 0.05) return fail({ code: "FLOOD_WAIT", retry_after_s: 1 + Math.floor(8 * roll()) });
    return luck < 0.15 ? fail(LOST) : await run(call);
  });
  const held = aroundCalls(withDeadlines(weather, known), (_name, call, run) => {
    begun(call);
    return run(call);
  });
  const paced = withPace(held, { pace, clock: time.now, sleep: time.sleep });
  const queued = new Map<AbortSignal, { readonly background: number; readonly at: number }>();
  const begun = ({ signal }: CallOptions) => {
    const since = queued.get(signal);
    if (since === undefined) return;
    queued.delete(signal);
    overtaken.push(left.background - since.background);
    waits.push(time.now() - since.at);
  };
  // Each try queues up anew: between two of them others may go.
  const queueing = aroundCalls(paced, (_name, call, run) => {
    if (!call.background) queued.set(call.signal, { background: left.background, at: time.now() });
    return run(call);
  });
  const tried = withRetries(queueing, { clock: time.now, sleep: time.sleep, random: roll });
  const whole = withFloodWaits(tried, { deadlines: known, maxWaitS: 600, sleep: time.sleep });

  const ended = new AbortController();
  const exporting = Array.from({ length: EXPORTS }, async () => {
    while (!ended.signal.aborted) {
      await whole.messages.getHistory({ ref: REF, limit: 1 }, {
        signal: ended.signal,
        background: true,
      });
    }
  });
  let reads = 0;
  let answered = 0;
  for (; reads < 60; reads++) {
    const { signal } = new AbortController();
    void whole.messages.getHistory({ ref: REF, limit: 1 }, { signal })
      .then(({ ok }) => answered += ok ? 1 : 0);
    await time.pass(7000);
  }
  await time.pass(MINUTE);
  ended.abort();
  await settled();
  await Promise.all(exporting);
  return { reads, answered, early, overtaken, waits, left };
}

for (
  const { pace, longestMs } of [
    // A second for each: a call of the export, two reads that met a flood wait before, and itself.
    { pace: "gentle", longestMs: 4000 },
    { pace: "fast", longestMs: 2000 },
  ] as const
) {
  Deno.test(`short reads wait for no more than the calls in flight of an export, ${pace}`, async () => {
    for (const seed of [1, 2, 3, 4]) {
      const run = await readBesideExport(pace, seed);
      assert.equal(run.answered, run.reads);
      assert.deepEqual(run.early, []);
      assert.ok(Math.max(...run.overtaken) <= inFlightAt(pace), `${run.overtaken}`);
      assert.ok(Math.max(...run.waits) <= longestMs, `${Math.max(...run.waits)} ms`);
      // The export goes on meanwhile: most of the pace is its own.
      assert.ok(run.left.background > 3 * run.left.foreground, JSON.stringify(run.left));
    }
  });
}

Deno.test("turns() lets seven at most go ahead of what waits in the background", async () => {
  const take = turns(1);
  const { signal } = new AbortController();
  const order: string[] = [];
  const hold = await take({ signal });
  const wait = async (name: string, background: boolean) => {
    const end = await take(background ? { signal, background } : { signal });
    order.push(name);
    end?.();
  };
  const all = [
    wait("b1", true),
    wait("b2", true),
    ...Array.from({ length: 16 }, (_, at) => wait(`f${at + 1}`, false)),
  ];
  hold?.();
  await Promise.all(all);
  const named = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `f${from + at}`);
  assert.deepEqual(order, [...named(1, 7), "b1", ...named(8, 14), "b2", "f15", "f16"]);
});
