import assert from "node:assert/strict";
import { matches, queryTerms, textTerms } from "../../../../src/sandbox/services/search/matcher.ts";
import { stemEnglish } from "../../../../src/sandbox/services/search/stem_english.ts";
import { stemRussian } from "../../../../src/sandbox/services/search/stem_russian.ts";

Deno.test("matches() finds whole words, never parts of them", () => {
  assert.equal(matches("bridge", "The bridge is open."), true);
  assert.equal(matches("bridge", "A footbridge"), false);
  assert.equal(matches("brid", "The bridge"), false);
  assert.equal(matches("2024", "In 2024!"), true);
  assert.equal(matches("202", "In 2024!"), false);
  assert.equal(matches("tgtk_news", "see @tgtk_news, please"), true);
  assert.equal(matches("news", "see @tgtk_news, please"), false);
});

Deno.test("matches() minds neither case nor diacritics, nor ё", () => {
  assert.equal(matches("CAFÉ", "a cafe"), true);
  assert.equal(matches("zurich", "Zürich"), true);
  assert.equal(matches("елка", "Ёлка"), true);
  assert.equal(matches("ЁЛКИ", "елка"), true);
  assert.equal(matches("иод", "йод"), false);
});

Deno.test("matches() wants every word, in any order", () => {
  assert.equal(matches("river city", "The city and its river"), true);
  assert.equal(matches("river city", "The river"), false);
  assert.equal(matches("", "The river"), false);
  assert.equal(matches("?!", "The river?!"), false);
});

Deno.test("matches() tells a hashtag from its word", () => {
  assert.equal(matches("#river", "A #River"), true);
  assert.equal(matches("#river", "A river"), false);
  assert.equal(matches("#river", "#rivers"), false);
  assert.equal(matches("rivers", "A #river"), true);
});

Deno.test("stemEnglish() takes inflected forms together", () => {
  const forms: readonly (readonly string[])[] = [
    ["river", "rivers"],
    ["city", "cities"],
    ["class", "classes"],
    ["flood", "floods", "flooded", "flooding"],
    ["hope", "hopes", "hoped", "hoping"],
    ["close", "closed", "closing", "closes"],
    ["create", "created", "creating"],
    ["fall", "falls", "falling"],
    ["try", "tries", "tried", "trying"],
    ["bridge", "bridges", "bridged"],
    ["plan", "plans", "planned", "planning"],
    ["plane", "planes"],
  ];
  for (const [first = "", ...others] of forms) {
    for (const other of others) assert.equal(stemEnglish(other), stemEnglish(first), other);
  }
  assert.notEqual(stemEnglish("sing"), stemEnglish("s"));
  assert.notEqual(stemEnglish("red"), stemEnglish("r"));
  assert.notEqual(stemEnglish("planning"), stemEnglish("plane"));
});

Deno.test("stemRussian() stems as Snowball's published vocabulary does", () => {
  // https://snowballstem.org/algorithms/russian/stemmer.html
  const vocabulary: Readonly<Record<string, string>> = {
    "в": "в",
    "вавиловка": "вавиловк",
    "вагнера": "вагнер",
    "вагон": "вагон",
    "вагоне": "вагон",
    "важная": "важн",
    "важнее": "важн",
    "важнейшие": "важн",
    "важничал": "важнича",
    "важно": "важн",
    "важностию": "важност",
    "важностью": "важност",
    "важную": "важн",
    "важные": "важн",
    "валерия": "валер",
    "валился": "вал",
    "валится": "вал",
    "валяется": "валя",
    "валялась": "валя",
    "валятся": "вал",
    "падает": "пада",
    "падали": "пада",
    "падающая": "пада",
    "паденье": "паден",
    "пароходов": "пароход",
  };
  for (const [word, stem] of Object.entries(vocabulary)) {
    assert.equal(stemRussian(word), stem, word);
  }
});

Deno.test("textTerms() and queryTerms() name each term once", () => {
  assert.deepEqual(textTerms("Rivers, rivers: river"), ["river"]);
  assert.deepEqual(queryTerms("river Rivers"), ["river"]);
  assert.deepEqual(textTerms("🎉 …"), []);
});
