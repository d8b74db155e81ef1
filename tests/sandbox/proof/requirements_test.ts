import assert from "node:assert/strict";
import { REQUIREMENTS } from "./requirements.ts";
import { testNames } from "./test_names.ts";

const hasTest = testNames(new URL("../../", import.meta.url));

Deno.test("REQUIREMENTS each have a test, and every test that is named exists", () => {
  const untested = REQUIREMENTS.filter(({ tests }) => tests.length === 0);
  assert.deepEqual(untested, []);
  const missing = REQUIREMENTS.flatMap(({ page, id, tests }) =>
    tests.filter((name) => !hasTest(name)).map((name) => `${page} ${id}: ${name}`)
  );
  assert.deepEqual(missing, []);
});

Deno.test("REQUIREMENTS have one row for each identifier", () => {
  const keys = REQUIREMENTS.map(({ page, id }) => `${page} ${id}`);
  assert.equal(new Set(keys).size, keys.length);
});

Deno.test("testNames() knows names with and without gaps, and no others", () => {
  assert.equal(hasTest("SERVICES drop answers"), true);
  assert.equal(hasTest("SERVICES drop answer"), false);
  assert.equal(hasTest("receivePacket() refuses a number that falls with code 32"), true);
  assert.equal(hasTest("receivePacket() refuses a number that flies with code 32"), false);
});
