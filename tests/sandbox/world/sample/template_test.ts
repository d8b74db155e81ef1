import assert from "node:assert/strict";
import { dice } from "../../../../src/sandbox/world/sample/dice.ts";
import { PHRASES } from "../../../../src/sandbox/world/sample/text/phrases.ts";
import { fill } from "../../../../src/sandbox/world/sample/text/template.ts";

Deno.test("fill() takes numbers that a Russian genitive plural follows", () => {
  for (let n = 0; n < 300; n++) {
    assert.match(fill("{1..130 many} дней", {}, dice(1, n)), /(^|\D|\d)(1[1-4]|[05-9]) дней$/);
  }
});

Deno.test("fill() begins with a capital letter and stays inside a range", () => {
  assert.equal(fill("{team} win", { team: ["the Rowers"] }, dice(1, 1)), "The Rowers win");
  for (let n = 0; n < 50; n++) assert.match(fill("{3..5}", {}, dice(1, n)), /^[345]$/);
});

Deno.test("fill() refuses a slot that is not there", () => {
  assert.throws(() => fill("{nothing}", {}, dice(1, 1)), /there is no slot nothing/);
});

Deno.test("fill() leaves no brace in any phrase of the stock", () => {
  for (const { slots, themes, captions, polls, talk } of Object.values(PHRASES)) {
    const templates = [
      ...themes.flatMap(({ headlines, sentences }) => [...headlines, ...sentences]),
      ...captions,
      ...polls.map(({ question }) => question),
      ...talk.short,
      ...talk.medium,
    ];
    for (const template of templates) {
      assert.doesNotMatch(fill(template, slots, dice(1, 1)), /[{}]/);
    }
  }
});
