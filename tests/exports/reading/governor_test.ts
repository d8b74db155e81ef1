import assert from "node:assert/strict";
import { governor } from "../../../src/exports/reading/governor.ts";
import type { Failure } from "../../../src/model/failure.ts";

const WAIT: Failure = { code: "FLOOD_WAIT", retry_after_s: 3 };
const LOST: Failure = { code: "UPSTREAM", rpc_code: "CONNECTION_LOST" };

Deno.test("governor() falls to one page after a flood wait and recovers step by step", () => {
  let now = 0;
  const { failed, limit, succeeded, waitMs } = governor(3, () => now, () => Infinity);
  assert.deepEqual([limit(), waitMs()], [3, 0]);
  assert.equal(failed(WAIT), undefined);
  assert.deepEqual([limit(), waitMs()], [1, 3000]);
  now = 3000;
  assert.equal(waitMs(), 0);
  const limits = Array.from({ length: 13 }, () => (succeeded(), limit()));
  assert.deepEqual(limits, [1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3]);
});

Deno.test("governor() counts what fails together as one strike, and stops after five in a row", () => {
  let now = 0;
  const { failed, succeeded, waitMs } = governor(8, () => now, () => Infinity);
  const waits: number[] = [];
  for (let strike = 0; strike < 5; strike++) {
    assert.deepEqual([failed(LOST), failed(LOST), failed(LOST)], [undefined, undefined, undefined]);
    waits.push(waitMs());
    now += waitMs();
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000]);
  assert.deepEqual(failed(LOST), LOST);
  succeeded();
  assert.equal(failed(LOST), undefined);
  assert.equal(waitMs(), 500);
});

Deno.test("governor() gives back waits that are too long, and failures that waiting does not mend", () => {
  const { failed, waitMs } = governor(8, () => 0, () => 2000);
  const refused: Failure = { code: "AUTH_REQUIRED" };
  assert.deepEqual([failed(WAIT), failed(refused), waitMs()], [WAIT, refused, 0]);
});
