import assert from "node:assert/strict";
import { DETECTORS } from "../../../src/privacy/detect.ts";
import { anyWord } from "../../../src/privacy/detectors/words.ts";
import { GAP, groupsOf, spansFrom } from "../../../src/privacy/detectors/digit_groups.ts";
import { signsOf } from "../../../src/privacy/detectors/scan.ts";
import { hasAny, SIGN } from "../../../src/privacy/detectors/signs.ts";
import { fold } from "../../../src/privacy/detectors/spelling.ts";
import { subjectOf } from "../../../src/privacy/detectors/subject.ts";
import { alphabet, tokensOf, varietyOf } from "../../../src/privacy/detectors/tokens.ts";
import { negatives, positives } from "../labelled/labelled.ts";
import { BATCHES, readMessages } from "../second_hand/labelled.ts";

const TEXTS: readonly string[] = [
  ...positives().map(({ text }) => text),
  ...negatives(),
  ...BATCHES.flatMap(({ lookAlikes, values }) =>
    [...readMessages(values), ...readMessages(lookAlikes)].map(({ text }) => text)
  ),
];

for (const { find, needs } of DETECTORS) {
  Deno.test(`${find.name}() finds nothing in texts that have not the signs it needs`, () => {
    let passed = 0;
    for (const text of TEXTS) {
      const subject = subjectOf(text);
      if (hasAny(subject.signs, needs)) passed++;
      else assert.deepEqual(find(subject), [], text);
    }
    assert.ok(passed > 0);
  });
}

/** Whether any detector would look at a text. */
const isWorth = (text: string) =>
  (signsOf(text) & SIGN.folds) !== 0 || DETECTORS.some(({ needs }) => hasAny(signsOf(text), needs));

for (
  const [text, expected] of [
    ["Всем привет! Как дела?", false],
    ["See you at home, room B", false],
    ["🤔🇷🇺 да", false],
    ["", false],
    ["up, up :) and / or --", false],
    ["{up} https://example.org -- better: [sic]", false],
    ["1.1.1.1", true],
    ["ann@x.org", true],
    ["aa-bb-cc-dd-ee-ff", true],
    ["(call)", true],
    ["x dot y", true],
    ["x DOT y", true],
    ["ann arroba gmail punto com", true],
    ["ann arobase gmail point com", true],
    ["anecdote, hierro, erobase", false],
    ["a особа b", false],
    ["a собака b", true],
    ["fe::a", true],
    ["пароль: я-1", true],
    ["a＠b", true],
    ["🄰", true],
    ["𝟏", true],
    ["abandon ability able about above absent absorb abstract absurd abuse access accident", true],
    ["abandon ability able about above absent absorb abstract absurd abuse access", false],
  ] as const
) {
  Deno.test(`signsOf() tells that ${JSON.stringify(text)} is ${expected ? "" : "not "}worth a search`, () => {
    assert.equal(isWorth(text), expected);
  });
}

for (
  const [text, signs] of [
    ["", 0],
    ["Hi", 0],
    ["room 7", SIGN.digit],
    ["1۲３4", SIGN.digit | SIGN.number4 | SIGN.digitsToFold],
    ["12 3 456-7", SIGN.digit | SIGN.number4 | SIGN.number7],
    ["1, 2, 3, 4", SIGN.digit],
    ["123456", SIGN.digit | SIGN.digits6 | SIGN.number4],
    ["123_456", SIGN.digit | SIGN.number4],
    ["50%", SIGN.digit],
    ["%4a", SIGN.digit | SIGN.percent],
    ["12:30", SIGN.digit],
    ["a: b", 0],
    ["a::b", SIGN.doubleColon],
    ["a ://", 0],
    ["my password: b", SIGN.secret],
    ["PASSWORD =b", SIGN.secret],
    ["ПАРОЛЬ:b", SIGN.secret],
    ["**__Пароль__**: b", 0],
    ["__Пароль__: b", SIGN.secret],
    ["pwd/b", 0],
    ["пароль от вайфая: b", SIGN.secret],
    ["DB_PASS=b", SIGN.secret],
    ["season pass: b", 0],
    ["passwords: b", 0],
    ["T.ME/+b", SIGN.messenger],
    ["t.me/%2Bb", SIGN.digit | SIGN.percent | SIGN.messenger],
    ["telegram.dog/joinchat/b", SIGN.messenger],
    ["t.me/b", 0],
    ["wa.me/7", SIGN.digit | SIGN.messenger],
    ["chat.whatsapp.com/b", SIGN.messenger],
    ["tel:b", SIGN.messenger],
    ["?phone=b", SIGN.messenger],
    ["home/b", 0],
    ["x eyJb", SIGN.json],
    ["eyAb", SIGN.json],
    ["eye ey EyJb xeyJb", 0],
    ["a -- b", 0],
    ["--BEGIN", SIGN.rule],
    ["a —– BEGIN", SIGN.rule],
    ["a-BEGIN", 0],
    ["a1", SIGN.digit | SIGN.glued],
    ["a.b.c.d", SIGN.dots3],
    ["a.bcde.f", SIGN.quads],
    ["abcde.f", 0],
    ["a.bcd.e", 0],
    ["a..bc.d", 0],
    ["a . b", SIGN.spoken],
    ["a<at", SIGN.bracket],
    ["a( @", SIGN.bracket | SIGN.at],
    ["a<b (x", 0],
    ["a (", 0],
    [")", 0],
    ["abcdefghijkl", SIGN.run12],
    ["abcdef-ghijk", 0],
    ["abcdef-ghijklmno", SIGN.token16],
    ["abcdefghijkl\u00A0m", SIGN.run12 | SIGN.folds],
    ["abcdefghijklmnopqrstuvwxy", SIGN.run12 | SIGN.run25 | SIGN.token16],
    ["a\u00A0b", 0],
    ["cоm 12345", SIGN.digit | SIGN.number4 | SIGN.folds],
    ["cоm", 0],
    ["a\u200B", SIGN.hidden],
    ["a\r\n", SIGN.hidden],
    ["a\n\t", 0],
    ["a\uFE0F", SIGN.hidden],
    ["a🙏", SIGN.hidden],
    ["a\uD800", SIGN.hidden],
  ] as const
) {
  Deno.test(`signsOf() finds the signs of ${JSON.stringify(text)}`, () => {
    assert.equal(signsOf(text), signs);
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

Deno.test("groupsOf() knows every gap", () => {
  const gaps = (text: string) => groupsOf(text).map(({ gap }) => gap);
  assert.deepEqual(gaps("1 2-3—4.5/6_7(8)9"), [
    ...[0, GAP.space, GAP.dash, GAP.dash, GAP.dot, GAP.stroke, GAP.stroke, GAP.open, GAP.close],
  ]);
  assert.deepEqual(gaps("1 - 2 — 3--4 (5) - 6 ) 7  8"), [
    ...[0, GAP.spacedDash, GAP.spacedDash, GAP.pair, GAP.open, GAP.close, GAP.close, GAP.pair],
  ]);
  assert.deepEqual(gaps("1,2—-3é4é 5 \n6     7"), [0, 0, 0, 0, 0, 0, 0]);
});

Deno.test("spansFrom() ends a table at its last group, but no number that is spelled digit by digit", () => {
  const rules = { fewest: 4, most: 9, joins: GAP.space, mostGroups: 3 };
  const spans = (text: string) =>
    spansFrom(text, groupsOf(text), 0, rules).map(({ digits }) => digits);
  assert.deepEqual(spans("1 23 4 56 7"), ["1234"]);
  assert.deepEqual(spans("12 3 4 5 6"), ["123456", "12345", "1234"]);
  assert.deepEqual(spans("1 2 3 4 56 7"), ["1234"]);
  assert.deepEqual(spans("12 34 56"), ["123456", "1234"]);
});

Deno.test("varietyOf() tells all visible characters apart", () => {
  const visible = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join("");
  assert.equal(varietyOf(visible + visible), 94);
  assert.equal(varietyOf("aA0 !@`P_p?"), 11);
  assert.equal(varietyOf("aaaa"), 1);
  assert.equal(varietyOf(""), 0);
});

Deno.test("anyWord() finds a sign alone, glued or at the end", () => {
  const words = anyWord("№ s/n код* т");
  assert.deepEqual(
    ["12№", "№12", "a №", "s/n", "кодами", "т", "тт", "ко"].map((text) => words.test(text)),
    [true, true, true, true, true, true, false, false],
  );
});

Deno.test("signsOf() tells of every digit of Unicode, and fold() gives the ASCII one", () => {
  const digits = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) =>
      (code < 0xD800 || code > 0xDFFF) && /\p{Nd}/u.test(String.fromCodePoint(code))
    );
  assert.ok(digits.length >= 680 && digits.length % 10 === 0, `${digits.length}`);
  // Unicode keeps the ten digits of a script together, from nought on.
  digits.forEach((code, at) => {
    const text = `a${String.fromCodePoint(code)}`;
    assert.ok((signsOf(text) & (SIGN.digit | SIGN.folds)) !== 0, text);
    assert.equal(fold(text).text, `a${at % 10}`);
  });
});

Deno.test("fold() leaves emoji that share a half with digits", () => {
  assert.deepEqual(fold("🤔 1🇷🇺"), { text: "🤔 1🇷🇺" });
});
