import assert from "node:assert/strict";
import { fold } from "../../../src/privacy/detectors/spelling.ts";
import { subjectOf } from "../../../src/privacy/detectors/subject.ts";

const FOLDED: readonly (readonly [text: string, plain: string])[] = [
  ["８９１６ ＋７ ａ＠ｂ．ｃ", "8916 +7 a@b.c"],
  ["٨٩١٢ ۸۹۱۲ ८९१२ ๘๙", "8912 8912 8912 89"],
  ["8\u00A0912\u2009345\u202F67\u30008", "8 912 345 67 8"],
  ["1–2‑3−4", "1-2-3-4"],
  ["a—b", "a—b"],
  ["𝟖𝟗 𝐀𝐛 ①②", "89 Ab 12"],
  ["8️⃣9️⃣", "89"],
  ["9\u200B1\u00AD2", "912"],
  ["DЕ89 bс1q", "DE89 bc1q"],
  ["ИНН7707 тел89", "ИНН7707 тел89"],
  ["9I6 1OO 12l4", "916 100 1214"],
  ["Сообщение", "Сообщение"],
];

for (const [text, plain] of FOLDED) {
  Deno.test(`fold() reads ${JSON.stringify(text)} as ${JSON.stringify(plain)}`, () => {
    assert.equal(fold(text).text, plain);
  });
}

Deno.test("subjectOf() knows where characters come from", () => {
  const { text, origin } = subjectOf("x 𝟖𝟗1\u200B2345@ y");
  assert.equal(text, "x 8912345@ y");
  assert.deepEqual([0, 2, 3, 4, 5, 12].map(origin), [0, 2, 4, 6, 8, 15]);
});
