import assert from "node:assert/strict";
import { watchLag } from "../../../src/observe/metrics/event_loop_lag.ts";

Deno.test("watchLag() gives the greatest delay since it was last asked", () => {
  let now = 1000;
  let ring = () => {};
  let stopped = 0;
  const lag = watchLag({
    clock: () => now,
    every: (ms, each) => {
      assert.equal(ms, 500);
      ring = each;
      return () => void (stopped += 1);
    },
  });
  now = 1500;
  ring();
  assert.equal(lag.take(), 0);
  now = 2250; // 250 ms late
  ring();
  now = 2760; // 10 ms late
  ring();
  assert.equal(lag.take(), 0.25);
  assert.equal(lag.take(), 0);
  now = 4260; // due at 3260: the loop was blocked until now
  assert.equal(lag.take(), 1);
  lag.close();
  assert.equal(stopped, 1);
});
