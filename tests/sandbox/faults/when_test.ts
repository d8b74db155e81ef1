import assert from "node:assert/strict";
import type { FaultEvent, When } from "../../../src/sandbox/faults/script.ts";
import { makeCondition } from "../../../src/sandbox/faults/when.ts";

const CALL: FaultEvent = {
  event: "call",
  number: 1,
  connection: 1,
  seconds: 0,
  method: "messages.getHistory",
  chat: { type: "channel", id: 1002 },
  sharesKey: false,
};

const named = (username: string) =>
  username === "tiny" ? { type: "channel", id: 1002 } as const : undefined;

function condition(when: When, seed = 1, place = 0) {
  return makeCondition(when, { seed, place, named });
}

/** Which of 12 equal events a condition picks, counted from 1. */
function picked(when: When): readonly number[] {
  const isDue = condition(when);
  return Array.from({ length: 12 }, (_, index) => index + 1).filter(() => isDue(CALL));
}

Deno.test("makeCondition() picks events by their count", () => {
  assert.deepEqual(picked({ call: { nth: 3 } }), [3]);
  assert.deepEqual(picked({ call: { nth: [2, 5, 99] } }), [2, 5]);
  assert.deepEqual(picked({ call: { every: 4 } }), [4, 8, 12]);
  assert.deepEqual(picked({ call: { after: 10 } }), [11, 12]);
  assert.deepEqual(picked({ call: { first: 2 } }), [1, 2]);
  assert.deepEqual(picked({ call: { every: 3, after: 3, first: 9 } }), [6, 9]);
  assert.equal(picked({}).length, 12);
});

for (
  const [name, when, event, expected] of [
    ["a method", { method: "messages.getHistory" }, CALL, true],
    ["another method", { method: "messages.getHistor" }, CALL, false],
    ["one of several methods", { method: ["help.*", "*.getHistory"] }, CALL, true],
    ["no pattern but *", { method: "messages.get......." }, CALL, false],
    ["a chat by id", { chat: 1002 }, CALL, true],
    ["another chat", { chat: 1003 }, CALL, false],
    ["a chat by username", { chat: "@tiny" }, CALL, true],
    ["an unknown username", { chat: "@huge" }, CALL, false],
    ["a connection", { connection: 1 }, CALL, true],
    ["another connection", { connection: 2 }, CALL, false],
    ["a key of its own", { shared_key: true }, CALL, false],
    ["a shared key", { shared_key: true }, { ...CALL, sharesKey: true }, true],
    ["a time", { time: { from: 10, until: 20 } }, { ...CALL, seconds: 10 }, true],
    ["a time not come", { time: { from: 10 } }, { ...CALL, seconds: 9.9 }, false],
    ["a time gone by", { time: { until: 20 } }, { ...CALL, seconds: 20 }, false],
    ["a connection instead of a call", { event: "connect" }, CALL, false],
    ["a connection that opens", { event: "connect" }, { ...CALL, event: "connect" }, true],
  ] as readonly (readonly [string, When, FaultEvent, boolean])[]
) {
  Deno.test(`makeCondition() knows ${name}`, () => {
    assert.equal(condition(when)(event), expected);
  });
}

Deno.test("makeCondition() counts only what everything else holds for", () => {
  const isDue = condition({ chat: 1002, call: { nth: 2 } });
  const elsewhere = { ...CALL, chat: { type: "channel", id: 1 } } as const;
  assert.deepEqual([CALL, elsewhere, CALL].map(isDue), [false, false, true]);
});

Deno.test("makeCondition() picks a share by seed and place", () => {
  const draws = (seed: number, place: number) => {
    const isDue = condition({ probability: 0.3 }, seed, place);
    return Array.from({ length: 1000 }, () => isDue(CALL));
  };
  const due = draws(1, 0).filter(Boolean).length;
  assert.ok(due > 250 && due < 350, `${due} of 1,000`);
  assert.deepEqual(draws(1, 0), draws(1, 0));
  assert.notDeepEqual(draws(1, 0), draws(2, 0));
  assert.notDeepEqual(draws(1, 0), draws(1, 1));
});
