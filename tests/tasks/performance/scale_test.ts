import assert from "node:assert/strict";
import { scaleOf } from "../../../tasks/performance/scale.ts";

Deno.test("scaleOf() begins a linear axis at 0 and ends it with a round value", () => {
  const { at, ticks } = scaleOf("linear", [162, 200]);
  assert.deepEqual(ticks, [0, 50, 100, 150, 200]);
  assert.deepEqual([at(0), at(50), at(200)], [0, 0.25, 1]);
});

Deno.test("scaleOf() steps by fractions where the values are small", () => {
  assert.deepEqual(scaleOf("linear", [0.9]).ticks, [0, 0.2, 0.4, 0.6, 0.8, 1]);
});

Deno.test("scaleOf() lays a logarithmic axis out between one, two or five times a power of ten", () => {
  const { at, ticks } = scaleOf("log", [3, 40]);
  assert.deepEqual(ticks, [2, 5, 10, 20, 50]);
  assert.deepEqual([at(2), at(10).toFixed(6), at(50)], [0, "0.500000", 1]);
});

Deno.test("scaleOf() gives one value on a logarithmic axis room", () => {
  const { at, ticks } = scaleOf("log", [1]);
  assert.deepEqual(ticks, [1, 2]);
  assert.equal(at(1), 0);
});
