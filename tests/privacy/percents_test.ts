import assert from "node:assert/strict";
import fc from "fast-check";
import { decodedWords } from "../../src/privacy/percents.ts";

const decoded = (text: string) => decodedWords(text).map((word) => word.decoded);

Deno.test("decodedWords() decodes characters of one to four bytes", () => {
  assert.deepEqual(decoded("a%40b %D0%B6 x%e2%82%acy %F0%9F%98%80"), ["a@b", "ж", "x€y", "😀"]);
});

Deno.test("decodedWords() decodes what stands beside bytes that are no character", () => {
  assert.deepEqual(decoded("%98ann%40x.org%FF%40"), ["%98ann@x.org%FF@"]);
});

for (
  const [what, run] of [
    ["overlong", "%C0%80"],
    ["an overlong one of three bytes", "%E0%80%80"],
    ["half a surrogate pair", "%ED%A0%80"],
    ["beyond U+10FFFF", "%F4%90%80%80"],
    ["cut short", "%E2%82"],
    ["no byte", "%4"],
  ] as const
) {
  Deno.test(`decodedWords() leaves ${run} as it is: ${what}`, () => {
    assert.deepEqual(decodedWords(run), []);
  });
}

Deno.test("decodedWords() decodes every character there is", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
    const encoded = [...new TextEncoder().encode(text)]
      .map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    assert.deepEqual(decoded(encoded), [text]);
  }));
});

Deno.test("decodedWords() takes any bytes", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => {
    const encoded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    for (const word of decodedWords(encoded)) assert.equal(word.end, encoded.length);
  }));
});
