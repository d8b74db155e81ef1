import assert from "node:assert/strict";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import { senderNames, steadyNames } from "../../src/privacy/senders.ts";

const MASK = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;

Deno.test("senderNames() numbers users by first appearance", () => {
  const nameOf = senderNames(MASK);
  const names = [70, 42, 70, 7, 42].map((id) => nameOf({ id, kind: "user", name: "Anna" }));
  assert.deepEqual(names, ["user 1", "user 2", "user 1", "user 3", "user 2"]);
});

Deno.test("senderNames() starts anew for each answer", () => {
  assert.equal(senderNames(MASK)({ id: 70, kind: "user", name: "Anna" }), "user 1");
  assert.equal(senderNames(MASK)({ id: 42, kind: "user", name: "Boris" }), "user 1");
});

Deno.test("senderNames() tells signatures apart by name", () => {
  const nameOf = senderNames(MASK);
  const names = ["Anna", "Boris", "Anna"].map((name) => nameOf({ kind: "user", name }));
  assert.deepEqual(names, ["user 1", "user 2", "user 1"]);
});

Deno.test("senderNames() keeps the names of channels, groups and bots, cleaned", () => {
  const nameOf = senderNames(MASK);
  assert.equal(nameOf({ id: -1, kind: "channel", name: "News\u202E\nand more" }), "News and more");
  assert.equal(nameOf({ id: -2, kind: "group", name: "Чат +7 912 345-67-89" }), "Чат [phone]");
  assert.equal(nameOf({ id: 3, kind: "bot", name: "Weather" }), "Weather");
  assert.equal(nameOf({ id: 4, kind: "user", name: "Anna" }), "user 1");
});

Deno.test("senderNames() never returns an empty name", () => {
  assert.equal(senderNames(MASK)({ id: -1, kind: "channel", name: "\u3164\u200B" }), "channel");
});

Deno.test("senderNames() shows names where the policy does", () => {
  const anna = { id: 70, kind: "user", name: "An\u200Bna" } as const;
  assert.equal(senderNames({ mode: "off", kinds: DEFAULT_PII_KINDS })(anna), "Anna");
  assert.equal(senderNames({ mode: "mask", kinds: new Set(["email"]) })(anna), "Anna");
});

Deno.test("steadyNames() calls every hidden user the same, whoever came before", () => {
  const nameOf = steadyNames(MASK);
  const names = [70, 42, 70].map((id) => nameOf({ id, kind: "user", name: "Anna" }));
  assert.deepEqual(names, ["user", "user", "user"]);
  assert.equal(nameOf({ kind: "user", name: "Boris" }), "user");
  assert.equal(nameOf({ id: 3, kind: "bot", name: "Weather +7 912 345-67-89" }), "Weather [phone]");
});

Deno.test("steadyNames() shows names where the policy does", () => {
  const anna = { id: 70, kind: "user", name: "An\u200Bna" } as const;
  assert.equal(steadyNames({ mode: "off", kinds: DEFAULT_PII_KINDS })(anna), "Anna");
  assert.equal(steadyNames({ mode: "mask", kinds: new Set(["email"]) })(anna), "Anna");
});
