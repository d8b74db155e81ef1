/**
 * Takes English words back to what their inflected forms share: the first steps of Porter's
 * algorithm (plural, -ed, -ing, final y and e); derivation is left alone.
 *
 * https://tartarus.org/martin/PorterStemmer/def.txt
 *
 * @module
 */

const VOWEL = /[aeiouy]/;
/** Doubled consonants that come from the ending, as in `planning`; those of `falling` are the word's. */
const DOUBLED = /([bdfgmnprt])\1$/;
/** These lost an e: `creating` comes from `create`. */
const NEEDS_E = /(?:at|bl|iz)$/;
/** One syllable with one consonant at the end keeps or gets its e: `hope` and `hoping`, not `hop`. */
const SHORT = /^[^aeiouy]*[aeiouy][^aeiouywx]$/;
/** Shorter words have no ending that could be told from the stem. */
const SHORTEST = 4;

/**
 * Finds an English word's stem.
 *
 * @param word Lower case, Latin letters without diacritics.
 *
 * @example Inflected forms share a stem
 * ```ts
 * import { stemEnglish } from "./stem_english.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(["stop", "stops", "stopped", "stopping"].map(stemEnglish), Array(4).fill("stop"));
 * ```
 */
export function stemEnglish(word: string): string {
  const singular = word.length < SHORTEST ? word : withoutPlural(word);
  const plain = singular.length < SHORTEST ? singular : withoutEnding(singular);
  return withoutY(plain).replace(/^(.{3,})e$/, withoutE);
}

/** `happy` ends as `happiness` begins; a y after vowels alone stays. */
function withoutY(word: string): string {
  const stem = word.slice(0, -1);
  return word.endsWith("y") && /[^aeiouy]/.test(stem) ? `${stem}i` : word;
}

function withoutE(word: string, stem: string): string {
  return SHORT.test(stem) ? word : stem;
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/[^aeious]s$/.test(word) || /[aeo]s$/.test(word)) return word.slice(0, -1);
  return word;
}

function withoutEnding(word: string): string {
  if (word.endsWith("ied")) return `${word.slice(0, -3)}y`;
  const stem = word.replace(/(?:ed|ing)$/, "");
  if (stem === word || word.endsWith("eed") || !VOWEL.test(stem)) return word;
  if (NEEDS_E.test(stem) || SHORT.test(stem)) return `${stem}e`;
  return stem.replace(DOUBLED, "$1");
}
