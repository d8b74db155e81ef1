/**
 * Which texts a query finds. Telegram does not document its index; it finds whole words and their
 * inflected forms, never parts of words. This data centre does the same, as follows.
 *
 * - A word is a run of letters, digits, marks and underscores; everything else parts words.
 * - Case and diacritics do not matter, nor does ё against е; й stays itself.
 * - Latin words are taken back to their stem as English ones (`stem_english.ts`), Cyrillic words as
 *   Russian ones (`stem_russian.ts`): `floods` finds `flooded`, `реки` finds `рекой`.
 * - Of several words all must be there, in any order.
 * - `#word` finds that hashtag only, without stemming; `word` finds the hashtag too.
 * - Only the text is looked at: a message's words or its media's caption, no names of files.
 *
 * @module
 */

import { stemEnglish } from "./stem_english.ts";
import { stemRussian } from "./stem_russian.ts";

const WORD = /#?[\p{L}\p{N}\p{M}_]+/gu;
const LATIN = /^[a-z]+$/;
const CYRILLIC = /^[\u0400-\u04ff]+$/;

/** Texts repeat their words: stemming each once makes an index several times faster to build. */
const known = new Map<string, string>();
const MAX_KNOWN = 200_000;

/**
 * Reads a query or a text as terms: what is compared.
 *
 * @returns Each term once; nothing for a text without a word.
 *
 * @example A hashtag is a word as well
 * ```ts
 * import { queryTerms, textTerms } from "./matcher.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(textTerms("Floods! #Rivers"), ["flood", "#rivers", "river"]);
 * assert.deepEqual(queryTerms("#Rivers"), ["#rivers"]);
 * ```
 */
export function textTerms(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const word of text.match(WORD) ?? []) {
    terms.add(termOf(word));
    if (word.startsWith("#")) terms.add(termOf(word.slice(1)));
  }
  return [...terms];
}

/** Reads a query: each term must be in the text. */
export function queryTerms(query: string): readonly string[] {
  return [...new Set((query.match(WORD) ?? []).map(termOf))];
}

/**
 * Does a query find a text? A query without a word finds nothing.
 *
 * @example Whole words, in any form and order
 * ```ts
 * import { matches } from "./matcher.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(matches("ёлки рекой", "Елка у реки"), true);
 * assert.equal(matches("flo", "The flood"), false);
 * ```
 */
export function matches(query: string, text: string): boolean {
  const wanted = queryTerms(query);
  const there = new Set(textTerms(text));
  return wanted.length > 0 && wanted.every((term) => there.has(term));
}

function termOf(word: string): string {
  const term = known.get(word);
  if (term !== undefined) return term;
  if (known.size >= MAX_KNOWN) known.clear();
  const made = stem(folded(word));
  known.set(word, made);
  return made;
}

function folded(word: string): string {
  return word.toLowerCase().normalize("NFKD").replaceAll("и\u0306", "й").replace(/\p{M}+/gu, "");
}

function stem(word: string): string {
  if (LATIN.test(word)) return stemEnglish(word);
  return CYRILLIC.test(word) ? stemRussian(word) : word;
}
