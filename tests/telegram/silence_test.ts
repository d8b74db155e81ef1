import assert from "node:assert/strict";
import { silenceWatch } from "../../src/telegram/silence.ts";
import { fakeTime } from "./fake_time.ts";

function watched() {
  const time = fakeTime();
  const events: string[] = [];
  const watch = silenceWatch({
    ask: () => events.push(`asked at ${time.now()}`),
    gone: () => events.push(`gone at ${time.now()}`),
    timer: time.timer,
  });
  return { time, events, watch };
}

Deno.test("silenceWatch() asks after 5 s and gives up after 14 s", async () => {
  const { time, events, watch } = watched();
  watch.wait();
  await time.pass(20_000);
  assert.deepEqual(events, ["asked at 5000", "gone at 14000"]);
  assert.equal(time.running(), 0);
});

Deno.test("silenceWatch() starts anew with each sign of life", async () => {
  const { time, events, watch } = watched();
  watch.wait();
  await time.pass(13_999);
  watch.heard();
  await time.pass(4999);
  watch.heard();
  await time.pass(14_000);
  assert.deepEqual(events, ["asked at 5000", "asked at 23998", "gone at 32998"]);
});

Deno.test("silenceWatch() is at rest while nobody waits", async () => {
  const { time, events, watch } = watched();
  watch.heard();
  assert.equal(time.running(), 0);
  const end = watch.wait();
  const endOther = watch.wait();
  await time.pass(4000);
  end();
  end();
  await time.pass(1000);
  assert.deepEqual(events, ["asked at 5000"]);
  endOther();
  assert.equal(time.running(), 0);
  await time.pass(60_000);
  assert.deepEqual(events, ["asked at 5000"]);
});
