import assert from "node:assert/strict";
import fc from "fast-check";
import { takeToken, useQuota } from "../../src/telegram/rates.ts";

Deno.test("takeToken() lets a burst through and then keeps the rate", () => {
  const rate = { burst: 2, every_ms: 1000 };
  const steps = [0, 0, 0, 999, 1000, 1000, 5000, 5000, 5000];
  let fullAt = 0;
  const waits = steps.map((now) => {
    const { state, wait_ms } = takeToken(fullAt, rate, now);
    fullAt = state;
    return wait_ms;
  });
  assert.deepEqual(waits, [0, 0, 1000, 1, 0, 1000, 0, 0, 1000]);
});

Deno.test("takeToken() never goes faster than the rate, and never waits longer than it must", () => {
  const gaps = fc.array(fc.nat({ max: 3000 }), { maxLength: 100 });
  fc.assert(fc.property(gaps, fc.integer({ min: 1, max: 5 }), (steps, burst) => {
    const rate = { burst, every_ms: 700 };
    let fullAt = 0;
    let now = 0;
    let taken = 0;
    for (const step of steps) {
      now += step;
      const first = takeToken(fullAt, rate, now);
      now += first.wait_ms;
      const second = first.wait_ms === 0 ? first : takeToken(first.state, rate, now);
      assert.equal(second.wait_ms, 0);
      assert.ok(first.wait_ms <= 700);
      fullAt = second.state;
      taken++;
      assert.ok(taken <= burst + now / 700 + 1e-6);
    }
  }));
});

Deno.test("useQuota() grants no more than the quota within any stretch of time", () => {
  const quota = { most: 3, within_ms: 1000 };
  const times = fc.array(fc.nat({ max: 400 }), { maxLength: 100 });
  fc.assert(fc.property(times, (steps) => {
    let used: readonly number[] = [];
    let now = 0;
    const granted: number[] = [];
    for (const step of steps) {
      now += step;
      const { state, wait_ms } = useQuota(used, quota, now);
      used = state;
      if (wait_ms === 0) granted.push(now);
      else assert.equal(useQuota(used, quota, now + wait_ms).wait_ms, 0);
    }
    for (const at of granted) {
      assert.ok(granted.filter((other) => other >= at && other < at + 1000).length <= 3);
    }
    assert.ok(used.length <= 3);
  }));
});
