import assert from "node:assert/strict";
import { DETECTORS } from "../../../src/privacy/detect.ts";
import { anyWord } from "../../../src/privacy/detectors/context.ts";
import { fold } from "../../../src/privacy/detectors/spelling.ts";
import { alphabet, tokensOf } from "../../../src/privacy/detectors/tokens.ts";
import { type Traits, traitsOf } from "../../../src/privacy/detectors/traits.ts";

/** As much as a text may have that is dismissed unseen. */
const MOST: Traits = {
  nothing: true,
  longestNumber: 3,
  longestGroup: 3,
  longestToken: 11,
  at: false,
  bracket: false,
  spoken: false,
  named: false,
  link: false,
  colons: 4,
  doubleColon: false,
  dashes: 11,
  dots: 99,
  percents: false,
  wordsInARow: 11,
  glued: false,
  rule: false,
  folds: false,
};

for (const { find, worth } of DETECTORS) {
  // Five dashes are a hardware address only in a token of 17.
  if (find.name === "findMacs") continue;
  Deno.test(`${find.name}() would not look at a text that is dismissed unseen`, () => {
    assert.equal(worth(MOST), false);
  });
}

for (
  const [text, isNothing] of [
    ["Всем привет! Как дела?", true],
    ["See you at 7, room 12", true],
    ["🤔🇷🇺 да", true],
    ["", true],
    ["1.1.1.1", false],
    ["ann@x.org", false],
    ["aa-bb-cc-dd-ee-ff", false],
    ["(call)", false],
    ["x dot y", false],
    ["ann arroba gmail punto com", false],
    ["ann arobase gmail point com", false],
    ["12:30, 13:30, 14:30", true],
    ["fe::1", false],
    ["пароль: я-1", false],
    ["８９", false],
    ["🄰", false],
    ["abandon ability able about above absent absorb abstract absurd abuse access accident", false],
  ] as const
) {
  Deno.test(`traitsOf() says whether there is nothing in ${JSON.stringify(text)}`, () => {
    assert.equal(traitsOf(text).nothing, isNothing);
  });
}

Deno.test("tokensOf() finds tokens at both ends, of exactly the bounds and beside others", () => {
  const textsOf = (text: string) => tokensOf(text, alphabet(), 3, 5).map(({ text }) => text);
  assert.deepEqual(textsOf("abc"), ["abc"]);
  assert.deepEqual(textsOf("abcde abcdef ab"), ["abcde"]);
  assert.deepEqual(textsOf("a bcd e.fgh"), ["bcd", "fgh"]);
  assert.deepEqual(textsOf("abcжdef"), ["abc", "def"]);
  assert.deepEqual(textsOf("ab"), []);
});

Deno.test("anyWord() finds a sign alone, glued or at the end", () => {
  const words = anyWord("№ s/n код* т");
  assert.deepEqual(
    ["12№", "№12", "a №", "s/n", "кодами", "т", "тт", "ко"].map((text) => words.test(text)),
    [true, true, true, true, true, true, false, false],
  );
});

Deno.test("fold() leaves emoji that share a half with digits", () => {
  assert.deepEqual(fold("🤔 1🇷🇺"), { text: "🤔 1🇷🇺" });
});
