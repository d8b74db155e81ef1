import assert from "node:assert/strict";
import { progressMeter } from "../../../src/cli/export/progress.ts";
import { openScreen } from "../../../src/cli/export/screen.ts";
import { fakeIo } from "../fake_io.ts";

function meterAt(now: { ms: number }) {
  return progressMeter("fast", () => now.ms);
}

Deno.test("openScreen() writes a line each ten seconds, and one for each wait, where there is no terminal", () => {
  const now = { ms: 0 };
  const io = fakeIo();
  const meter = meterAt(now);
  const screen = openScreen(io, meter, () => now.ms);
  for (const messages of [0, 500, 1000]) {
    meter.hear({ id: "", messages, bytes: 0 });
    screen.moved();
    now.ms += 6000;
  }
  meter.waits(30_000);
  screen.moved();
  screen.moved();
  screen.end();
  assert.deepEqual(io.errLines, [
    "1,000 messages, 83/s, pace fast",
    "1,000 messages, 56/s, waiting 30 s for Telegram",
  ]);
});

Deno.test("openScreen() draws a bar on a terminal, lines above it, and takes it away", () => {
  const now = { ms: 0 };
  const drawn: string[] = [];
  const io = {
    ...fakeIo(),
    errTerminal: { write: (text: string) => void drawn.push(text), columns: () => 100 },
  };
  const meter = meterAt(now);
  const screen = openScreen(io, meter, () => now.ms);
  meter.hear({ id: "", messages: 50, bytes: 0, estimated_messages: 100 });
  screen.err("A line for people.");
  screen.end();
  screen.end();
  screen.err("The last words.");
  const all = drawn.join("");
  assert.match(all, /█{12}░{12} 50 % 50 of 100 messages, pace fast/);
  assert.match(all, /A line for people\.\n/);
  assert.deepEqual(io.errLines, ["The last words."]);
});
