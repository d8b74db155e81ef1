import assert from "node:assert/strict";
import { testNames } from "../../sandbox/proof/test_names.ts";
import { REQUIREMENTS } from "./requirements.ts";

const FOLDERS = ["http", "cli", "conformance", "system"]
  .map((name) => testNames(new URL(`../../${name}/`, import.meta.url)));

const ROWS = Object.entries(REQUIREMENTS).flatMap(([section, rows]) =>
  rows.map(([sentence, ...tests]) => ({ section, sentence, tests }))
);

Deno.test("REQUIREMENTS of HTTP each have a test, and every test that is named exists", () => {
  assert.deepEqual(ROWS.filter(({ tests }) => tests.length === 0), []);
  const missing = ROWS.flatMap(({ section, tests }) =>
    tests.filter((name) => !FOLDERS.some((hasTest) => hasTest(name)))
      .map((name) => `${section}: ${name}`)
  );
  assert.deepEqual(missing, []);
});

Deno.test("REQUIREMENTS of HTTP are said once each", () => {
  const sentences = ROWS.map(({ section, sentence }) => `${section}: ${sentence}`);
  assert.equal(new Set(sentences).size, sentences.length);
});
