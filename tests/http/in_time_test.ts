import assert from "node:assert/strict";
import { inTime } from "../../src/http/in_time.ts";

/** Long enough that only what the test does can end the wait. */
const LONG_MS = 60_000;

/** Runs work with a timer that cannot be set up. */
async function withoutTimers<Result>(work: () => Promise<Result>): Promise<Result> {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (() => assert.fail("a timer was set up")) as unknown as typeof setTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

Deno.test("inTime() sets up no timer for what is there, good or bad", async () => {
  assert.equal(await withoutTimers(() => inTime(Promise.resolve(7), LONG_MS)), 7);
  const failing = () => inTime(Promise.reject(new Error("broken")), LONG_MS);
  await assert.rejects(withoutTimers(failing), /broken/);
});

Deno.test("inTime() waits for an event, and passes on what comes of it", async () => {
  const good = Promise.withResolvers<number>();
  const bad = Promise.withResolvers<number>();
  const waits = [inTime(good.promise, LONG_MS), inTime(bad.promise, LONG_MS)];
  setTimeout(() => {
    good.resolve(7);
    bad.reject(new Error("broken"));
  }, 0);
  assert.equal(await waits[0], 7);
  await assert.rejects(waits[1]!, /broken/);
});

Deno.test("inTime() gives up what is late, and does not mind how it ends", async () => {
  const late = Promise.withResolvers<number>();
  assert.equal(await inTime(late.promise, 1), undefined);
  late.reject(new Error("broken"));
  await new Promise((resolve) => setTimeout(resolve, 0));
});
