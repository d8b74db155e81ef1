import assert from "node:assert/strict";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "./fake_io.ts";

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [
    ["dance"],
    "Unknown command dance: expected one of serve, demo, login, doctor, config, sandbox, export.",
  ],
  [
    ["constructor"],
    "Unknown command constructor: expected one of serve, demo, login, doctor, config, sandbox, export.",
  ],
  [["demo", "--fast"], "Unknown argument --fast: expected one of --world."],
  [["demo", "world.json"], "Unknown argument world.json: expected one of --world."],
  [["demo", "--world"], "Cannot use --world: expected a value (FILE)."],
  [["--demo=yes"], "Cannot use --demo: expected no value."],
  [["sandbox", "--port", "http"], "Cannot use --port: expected a whole number from 0 to 65535."],
  [["sandbox", "--port", "-1"], "Cannot use --port: expected a whole number from 0 to 65535."],
  [["export"], "Cannot start without CHAT: expected the chat's @name or t.me link."],
  [["export", "@a", "--pinned", "maybe"], "Cannot use --pinned: expected one of yes, no."],
  [["export", "@a", "--world", "x.json"], "Cannot use --world: expected --demo beside it."],
  [
    ["export", "@a", "--media", "photo,film"],
    "Cannot use --media: expected a list of text, photo, video, video_note, document, audio, " +
    "voice, sticker, animation, link, poll, location, contact, other.",
  ],
  [["serve", "--world", "x.json"], "Cannot use --world: expected --demo beside it."],
];

for (const [args, sentence] of WRONG) {
  Deno.test(`run() refuses "${args.join(" ")}"`, async () => {
    const io = fakeIo();
    assert.equal(await run(args, io), 2);
    assert.deepEqual(io.errLines, [sentence]);
    assert.deepEqual(io.outLines, []);
  });
}

Deno.test("run() tells version and help on stdout", async () => {
  const io = fakeIo();
  assert.equal(await run(["--version"], io), 0);
  assert.equal(await run(["--help"], io), 0);
  assert.equal(await run(["sandbox", "--help"], io), 0);
  assert.match(io.outLines.join("\n"), /^0\.1\.0\ntgtk 0\.1\.0: /);
  assert.match(io.outLines.join("\n"), /tgtk sandbox: a local Telegram data centre/);
  assert.match(io.outLines.join("\n"), /--latency-ms N {2}each answer waits this long \(0\)/);
});

Deno.test("run() without an account says what is missing, all at once, and what works without", async () => {
  const io = fakeIo();
  assert.equal(await run([], io), 2);
  assert.equal(io.errLines.length, 4);
  assert.match(io.errLines[0] ?? "", /^TELEGRAM_API_ID is not set: expected the number/);
  assert.equal(io.errLines[3], "To try it without an account: tgtk serve --demo");
});
