import assert from "node:assert/strict";
import { loadWorld, WorldFileError } from "../../../../src/sandbox/world/load/load_world.ts";
import { loadText } from "./support.ts";

const EXPECTED =
  "expected a Telegram Desktop export (result.json), or an array of raw message objects with `_`";

const REFUSED: readonly (readonly [what: string, text: string, message: string])[] = [
  ["an empty file", "", `it is not JSON (the text breaks off); ${EXPECTED}`],
  ["words", "hello", `it is not JSON (unexpected text at byte 0); ${EXPECTED}`],
  [
    "a list that breaks off",
    '[{"_":"Message"',
    `it is not JSON (the text breaks off); ${EXPECTED}`,
  ],
  ["two values", "[] []", `it is not JSON (unexpected text at byte 2); ${EXPECTED}`],
  ["deep nesting", "[".repeat(300), `it is not JSON (nested deeper than 256); ${EXPECTED}`],
  ["a number", "5", EXPECTED],
  ["an empty list", "[]", EXPECTED],
  ["a list of other things", '[{"id":1}]', EXPECTED],
  ["an object of something else", '{"a":1}', EXPECTED],
  ["an export without messages", '{"name":"x","messages":[]}', "expected messages, found none"],
  ["raw messages without ids", '[{"_":"Message"}]', "expected messages, found none"],
];

for (const [what, text, message] of REFUSED) {
  Deno.test(`loadWorld() refuses ${what}`, async () => {
    await assert.rejects(loadText(text, "bad.json"), {
      name: "WorldFileError",
      message: `Cannot load bad.json: ${message}`,
    });
  });
}

Deno.test("loadWorld() refuses a file that is not there", async () => {
  await assert.rejects(loadWorld("/nowhere/at/all.json"), (error) => {
    assert.ok(error instanceof WorldFileError);
    assert.equal(error.message, "Cannot load /nowhere/at/all.json: there is no such file");
    return true;
  });
});

Deno.test("loadWorld() tells where a message is broken", async () => {
  await assert.rejects(
    loadText('[{"_":"Message","id":1,"date":5},{"_":"Message","id":2,}]', "bad.json"),
    {
      message: `Cannot load bad.json: it is not JSON (unreadable value at byte 33); ${EXPECTED}`,
    },
  );
});
