import assert from "node:assert/strict";
import { cleanText } from "../../../src/privacy/clean.ts";
import { detect } from "../../../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";
import { diceOf } from "./dice.ts";
import { drawFigures, figuresIn } from "./draw.ts";
import { measure, negatives } from "./labelled.ts";
import { SMALL_TALK } from "./sentences.ts";
import { measureMutations } from "./measure_mutations.ts";

const figures = measure();
const mutations = measureMutations();
console.log(drawFigures(figures, mutations));

Deno.test("the labelled sets are large enough", () => {
  assert.ok(figures.positives >= 2_000);
  assert.ok(figures.negatives >= 10_000);
  assert.ok(figures.sets.length >= 25);
});

Deno.test("detect() finds 99 % of what has a checksum or a fixed form, 98 % of phones", () => {
  for (const { set, count, found } of figures.sets) {
    const least = set.startsWith("phone") ? 0.98 : 0.99;
    assert.ok(found / count >= least, `${set}: ${found} of ${count}`);
  }
});

Deno.test("detect() is right in 99 % of what it finds", () => {
  assert.ok(figures.precision >= 0.99, figures.invented.slice(0, 20).join("\n"));
});

Deno.test("cleanText() leaves texts without personal data byte for byte", () => {
  const policy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
  const innocent = [
    ...SMALL_TALK,
    ...negatives().filter((text) => !figures.invented.includes(text)),
  ];
  for (const text of innocent) assert.equal(cleanText({ text }, policy).text, text);
});

Deno.test("detect() does not take values with one wrong digit", () => {
  for (const { set, share } of mutations) {
    const least = set === "IBAN" || set === "Bitcoin, bech32" ? 1 : 0.89;
    assert.ok(share >= least, `${set}: ${share}`);
  }
});

Deno.test("detect() gives the six spellings of one number one value", () => {
  const spellings = [
    "+7 912 345-67-89",
    "8 (912) 345-67-89",
    "89123456789",
    "８ ９１２ ３４５ ６７ ８９",
    "+7\u00A0912\u2009345–67–89",
    "t.me/+79123456789",
  ];
  const found = spellings.map((text) => detect(text, [], DEFAULT_PII_KINDS)[0]?.normalised);
  assert.deepEqual(found, Array(6).fill("+79123456789"));
});

Deno.test("docs/privacy.md holds the figures", async () => {
  const text = await Deno.readTextFile(new URL("../../../docs/privacy.md", import.meta.url));
  assert.equal(figuresIn(text), drawFigures(figures, mutations));
});

Deno.test("diceOf() throws the same from the same seed", () => {
  assert.equal(diceOf(1).fill("##########"), diceOf(1).fill("##########"));
});
