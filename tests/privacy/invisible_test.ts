import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../src/privacy/edits.ts";
import { stripInvisible } from "../../src/privacy/invisible.ts";

const UNTOUCHED = {
  "plain text": "Hello, world!\n\tSecond line — “quoted” № 5, 25 °C…",
  "Russian": "Привет! Ёлка стоит 1 250 ₽.",
  "a family of emoji": "👨‍👩‍👧‍👦 👩🏽‍💻 🧑🏻‍❤️‍💋‍🧑🏼 👩‍🦰",
  "emoji with and without a selector": "❤️ ❤ ☎︎ ©️ ❤️‍🔥 ❤‍🔥",
  "flags": "🇺🇦 🇩🇪 🏳️‍🌈 🏳️‍⚧️ 🏴‍☠️",
  "the flags of England, Scotland and Wales":
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} " +
    "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} " +
    "🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
  "keycaps": "1️⃣ #️⃣ *️⃣ 0⃣",
  "Persian":
    "می\u200Cخواهم، خانه\u200Cی ما، کتاب\u200Cها، ۱۲\u200Cساله، CPU\u200Cها، ۱۴۰۲ ه\u200D.ش.",
  "Arabic with vowels": "مُحَمَّد رَسُولُ",
  "Hindi": "क्\u200Dष और क्\u200Cष, श्री\u200Cमान, हिन्दी",
  "Bengali": "র\u200D্যাম, উদ্\u200Cঘাটন, হঠাৎ",
  "Malayalam": "അവന്\u200D, വാക്\u200Cയം",
  "Sinhala": "ශ්\u200Dරී ලංකා",
  "Thai": "สวัสดี\u200Bครับ ประเทศไทย",
  "Khmer": "ភាសា\u200Bខ្មែរ",
  "Hebrew with points": "שָׁלוֹם",
  "Japanese with a registered variant": "葛\u{E0100}城 と 辻\u{E0101}",
  "Korean": "안녕하세요 각",
  "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠠ\u180B",
  "a visible format character of Arabic": "\u06DD١ \u0600",
};

for (const [what, text] of Object.entries(UNTOUCHED)) {
  Deno.test(`stripInvisible() leaves ${what}`, () => {
    assert.deepEqual(stripInvisible(text), { text, edits: [] });
  });
}

const STRIPPED: readonly (readonly [what: string, text: string, clean: string])[] = [
  ["tag characters", "Hi\u{E0049}\u{E0067}\u{E006E}\u{E006F}\u{E0072}\u{E0065}!", "Hi!"],
  ["tags after a flag that is none", "🏴\u{E0068}\u{E0069}\u{E007F}", "🏴"],
  [
    "tags beyond a valid flag",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0061}",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  ],
  ["a zero-width space", "pass\u200Bword", "password"],
  ["a zero-width space among Thai digits", "๐\u200B๘", "๐๘"],
  ["joiners between Latin letters", "a\u200Db\u200Cc\u2060d\uFEFFe", "abcde"],
  ["joiners between Cyrillic letters", "да\u200Dже", "даже"],
  ["a joiner between digits", "۰۹\u200C۱۲ 8\u200D9", "۰۹۱۲ 89"],
  ["a joiner after the last emoji", "👨\u200D and", "👨 and"],
  ["two joiners in a row", "می\u200C\u200Cخواهم", "میخواهم"],
  ["a zero-width space between Persian letters", "می\u200Bخواهم", "میخواهم"],
  ["bidi controls and isolates", "a\u202Eb\u202Cc\u2066d\u2069e\u200Ef\u200Fg\u061Ch", "abcdefgh"],
  ["soft hyphens", "over\u00ADthrow", "overthrow"],
  ["selectors after digits", "8\uFE0F9\uFE0F1\uFE0E", "891"],
  ["selectors after letters", "a\uFE0Fb\u{E0100}", "ab"],
  ["selectors used as an alphabet", "😀\uFE0F\u{E0148}\u{E0155}\u{E015C}", "😀\uFE0F"],
  ["unregistered ideographic selectors", "葛\u{E01EF}", "葛"],
  ["fillers", "a\u3164b\u115Fc\uFFA0d\u034Fe\u2063f", "abcdef"],
  [
    "escape sequences of terminals",
    "\u001B[31mred\u001B[0m\u009B1m\u0007\u0000\u007F",
    "[31mred[0m1m",
  ],
  ["interlinear annotation", "\uFFF9base\uFFFAruby\uFFFB", "baseruby"],
  ["lone surrogates", "a\uD83Db\uDE00", "a\uFFFDb\uFFFD"],
  ["a pair of surrogates torn apart", "\uD83D\u200B\uDE00", "\uFFFD\uFFFD"],
  ["other line breaks", "a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"],
];

for (const [what, text, clean] of STRIPPED) {
  Deno.test(`stripInvisible() takes out ${what}`, () => {
    assert.equal(stripInvisible(text).text, clean);
  });
}

Deno.test("stripInvisible() tells how entities move", () => {
  const text = "\u200Bsee\u2060 this\u200E link";
  const link = { type: "text_url", offset: 12, length: 4, url: "https://example.org" };
  assert.deepEqual(applyEdits(text, [link], stripInvisible(text).edits), {
    text: "see this link",
    entities: [{ type: "text_url", offset: 9, length: 4, url: "https://example.org" }],
  });
});

/** Text in which everything that matters here is frequent. */
const hostileText = fc.array(
  fc.oneof(
    fc.constantFrom(
      ..."a я 1 # \n \r \t ❤ 👨 👩 🏽 🏴 🇺 🇦 ب ه क ् র য ก ក 葛 ᠠ ∩ \u20E3 \u200B \u200C \u200D \u2060 \uFE0E \uFE0F \uFE00 \u{E0100} \u{E01EF} \u180B \u180E \u00AD \u202E \u2066 \u001B \u0085 \u2028 \u3164 \uFFF9"
        .split(" "),
      "\uD83D",
      "\uDE00",
      "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ),
    fc.string({ unit: "binary", maxLength: 2 }),
  ),
  { maxLength: 30 },
).map((pieces) => pieces.join(""));

Deno.test("stripInvisible() changes nothing the second time", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const once = stripInvisible(text).text;
      assert.deepEqual(stripInvisible(once), { text: once, edits: [] });
    }),
    { numRuns: 2000 },
  );
});

Deno.test("stripInvisible() returns the edits that lead to its text", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const { text: clean, edits } = stripInvisible(text);
    assert.equal(applyEdits(text, [], edits).text, clean);
    assert.ok(clean.isWellFormed());
  }));
});

Deno.test("stripInvisible() leaves printable ASCII and Cyrillic", () => {
  const visible = fc.string({ unit: fc.constantFrom(..." ~!aZ09#*@+-.,/:()[]\n\tАяЁёїқ№«»—…") });
  fc.assert(
    fc.property(visible, (text) => assert.deepEqual(stripInvisible(text), { text, edits: [] })),
  );
});
