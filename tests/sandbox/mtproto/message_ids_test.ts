import assert from "node:assert/strict";
import { createMessageIds } from "../../../src/sandbox/mtproto/message_ids.ts";

Deno.test("createMessageIds() rises while the clock stands, and follows it ahead", () => {
  let now = 1_000_000;
  const next = createMessageIds(() => now);
  const first = [next("answer"), next("other"), next("answer")];
  now = 2_000_000;
  const all = [...first, next("answer")];
  assert.deepEqual(all, all.toSorted((a, b) => Number(a - b)));
  assert.equal(all[3], (2000n << 32n) + 1n);
});

Deno.test("createMessageIds() follows a clock that is set back, and gives no identifier twice", () => {
  let now = 1_000_000;
  const next = createMessageIds(() => now);
  const ids = [next("answer"), next("answer")];
  now = 2_000_000;
  ids.push(next("answer"));
  now = 1_000_000;
  ids.push(next("answer"), next("answer"));
  assert.deepEqual(ids.map((id) => id >> 32n), [1000n, 1000n, 2000n, 1000n, 1000n]);
  assert.equal(new Set(ids).size, 5);
});
