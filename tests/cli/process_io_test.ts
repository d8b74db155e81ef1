import assert from "node:assert/strict";
import { endingSignals, isHeld } from "../../src/cli/process_io.ts";

Deno.test("endingSignals() has no SIGTERM on Windows, where nobody may listen to it", () => {
  assert.deepEqual(endingSignals("windows"), ["SIGINT"]);
  assert.deepEqual(endingSignals("darwin"), ["SIGINT", "SIGTERM"]);
  assert.deepEqual(endingSignals("linux"), ["SIGINT", "SIGTERM"]);
});

Deno.test("isHeld() is true of pipes and sockets, and false of what cannot be looked at", () => {
  const stat = (isFIFO: boolean, isSocket: boolean) => () => ({
    isFIFO: () => isFIFO,
    isSocket: () => isSocket,
  });
  assert.equal(isHeld(stat(true, false)), true);
  assert.equal(isHeld(stat(false, true)), true);
  assert.equal(isHeld(stat(false, false)), false);
  const onWindows = () => {
    throw new Error("Incorrect function. (os error 1)");
  };
  assert.equal(isHeld(onWindows), false);
});
