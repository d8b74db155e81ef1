import assert from "node:assert/strict";
import { detect } from "../../src/privacy/detect.ts";
import { PII_KINDS } from "../../src/privacy/policy.ts";
import { stripInvisible } from "../../src/privacy/invisible.ts";
import { isPlain } from "../../src/privacy/plain.ts";
import { chat } from "./labelled/chat.ts";
import { negatives, positives } from "./labelled/labelled.ts";

for (
  const [text, expected] of [
    ["", true],
    ["Всем привет! Как дела?\n— Хорошо :)", true],
    ["سلام، خوبی؟", true],
    ["почта@пример", false],
    ["a", false],
    ["7", false],
    ["۷", false],
    ["９", false],
    ["𝟏", false],
    ["да\u200B", false],
    ["да\r\nнет", false],
    ["\uD800", false],
  ] as const
) {
  Deno.test(`isPlain() is ${expected} for ${JSON.stringify(text)}`, () => {
    assert.equal(isPlain(text), expected);
  });
}

Deno.test("isPlain() holds of no text in which anything is hidden or found", () => {
  const texts = [
    ...chat({ messages: 5000, share: 0.1 }),
    ...positives().map(({ text }) => text),
    ...negatives(),
  ];
  const plain = texts.filter(isPlain);
  assert.ok(plain.length > 1000, `${plain.length}`);
  for (const text of plain) {
    assert.deepEqual(detect(text, [], new Set(PII_KINDS)), []);
    assert.deepEqual(stripInvisible(text), { text, edits: [] });
  }
});
