import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanLine, cleanText } from "../../src/privacy/clean.ts";
import { applyEdits } from "../../src/privacy/edits.ts";
import { stripInvisible } from "../../src/privacy/invisible.ts";
import { maskText } from "../../src/privacy/mask.ts";
import { DEFAULT_PII_KINDS, type PiiPolicy } from "../../src/privacy/policy.ts";

const MASK: PiiPolicy = { mode: "mask", kinds: DEFAULT_PII_KINDS };
const OFF: PiiPolicy = { mode: "off", kinds: DEFAULT_PII_KINDS };

Deno.test("cleanText() masks what invisible characters split", () => {
  assert.deepEqual(
    cleanText({ text: "8\uFE0F9\u200B12 34\u00AD5-67-\u206089, an\u200Dn@mail.ru" }, MASK),
    {
      text: "[phone], [email]",
      entities: [],
    },
  );
});

Deno.test("cleanText() moves entities through both steps", () => {
  const text = "\u200B+7 912\u200B345 67 89\u200E see this";
  const entities = [
    { type: "phone", offset: 1, length: 17 },
    { type: "bold", offset: 23, length: 4 },
    { type: "italic", offset: 0, length: 1 },
  ];
  assert.deepEqual(cleanText({ text, entities }, MASK), {
    text: "[phone] see this",
    entities: [
      { type: "phone", offset: 0, length: 7 },
      { type: "bold", offset: 12, length: 4 },
    ],
  });
});

Deno.test("cleanText() cleans and masks links", () => {
  const link = { type: "text_url", offset: 0, length: 4 };
  const url = "mailto:an\u200Bn@example.org\n";
  const clean = (policy: PiiPolicy) =>
    cleanText({ text: "here", entities: [{ ...link, url }] }, policy).entities;
  assert.deepEqual(clean(MASK), [{ ...link, url: "mailto:[email]" }]);
  assert.deepEqual(clean(OFF), [{ ...link, url: "mailto:ann@example.org" }]);
});

Deno.test("cleanText() strips but does not mask when masking is off", () => {
  assert.equal(cleanText({ text: "\u202Eann@example.org\r\n" }, OFF).text, "ann@example.org\n");
});

Deno.test("cleanText() returns clean text and entities as they are", () => {
  const entities = [{ type: "bold", offset: 0, length: 6 }];
  const text = "Привет 👨‍👩‍👧‍👦\n\tعلی می\u200Cخواهد";
  assert.deepEqual(cleanText({ text, entities }, MASK), { text, entities });
});

Deno.test("cleanLine() makes one line", () => {
  assert.equal(cleanLine("Новости\n\nи\u2028ещё\u0000", MASK), "Новости и ещё");
  assert.equal(cleanLine("a\nb", OFF), "a b");
  assert.equal(cleanLine("\u200B\u3164", MASK), "");
});

Deno.test("cleanLine() masks what a line break splits", () => {
  assert.equal(cleanLine("8 912 345\n67 89", MASK), "[phone]");
  assert.equal(cleanLine("8 912 345\n67 89", OFF), "8 912 345 67 89");
});

Deno.test("cleanText() looks anew at what stands together once hidden characters are out", () => {
  assert.equal(cleanText({ text: "+7912\u0001345\u0001678\u00019" }, MASK).text, "[phone]");
});

const PIECES = [
  ..."ab Яс,1789+@.()-:/%".split(""),
  ...["+7 912 345-67-89", "ann@mail.ru", "8 (912) ", "4111 1111", "DE89 3704 0044 0532 0130 00"],
  ...[
    "\u200B",
    "\u200D",
    "\uFE0F",
    "\u00AD",
    "\u00A0",
    "\r\n",
    "\uD800",
    "\u{E0061}",
    "👨‍👩‍👧",
    "می‌آیی",
  ],
  ...["９", "۴", "𝟏", "%40", "собака", " dot "],
];

Deno.test("cleanText() is what the long way comes to: everything hidden out, then the search", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
    const text = pieces.join("");
    const visible = applyEdits(text, [], stripInvisible(text).edits);
    assert.deepEqual(cleanText({ text }, MASK), maskText(visible, DEFAULT_PII_KINDS));
    assert.deepEqual(cleanText({ text }, OFF), visible);
  }));
});
