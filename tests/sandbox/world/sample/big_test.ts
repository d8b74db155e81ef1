import assert from "node:assert/strict";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import { chatNamed } from "./reading.ts";

const { history } = chatNamed(sampleWorld({ seed: 1 }), "tgtk_big");

Deno.test("bigChannel() agrees with itself at every index of a stretch", () => {
  for (let i = 499_000; i < 501_000; i++) {
    const id = history.idAt(i);
    assert.equal(history.countBelowId(id), i);
    assert.equal(history.countBelowId(id + 1), i + 1);
  }
});

Deno.test("bigChannel() has gaps and posts of the same second", () => {
  let gaps = 0;
  let twins = 0;
  for (let i = 1; i < 10_000; i++) {
    if (history.idAt(i) - history.idAt(i - 1) > 1) gaps++;
    if (history.dateAt(i) === history.dateAt(i - 1)) twins++;
  }
  assert.ok(gaps > 400 && gaps < 600, `${gaps}`);
  assert.ok(twins >= 200 && twins < 400, `${twins}`);
});

Deno.test("bigChannel() has its rare word at fixed places and nowhere near", () => {
  assert.match(history.at(25_000).message!, /\bkingfisher\b/);
  assert.match(history.at(975_000).message!, /\bkingfisher\b/);
  for (let i = 25_001; i < 26_000; i++) {
    assert.doesNotMatch(history.at(i).message!, /kingfisher/);
  }
});
