/**
 * Takes Russian words back to what their inflected forms share: the Snowball algorithm.
 *
 * https://snowballstem.org/algorithms/russian/stemmer.html
 *
 * @module
 */

/** Endings are looked for in what follows the first vowel. */
const REGION = /^(.*?[аеиоуыэюя])(.*)$/su;

// Anchored at the end only, each finds the longest of its endings; group 1 of Snowball comes only
// after а or я, which stays.
const GERUND = /(?:(?:ив|ыв)(?:ши(?:сь)?)?|(?<=[ая])в(?:ши(?:сь)?)?)$/u;
const REFLEXIVE = /с[яь]$/u;
const ADJECTIVE =
  /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/u;
const PARTICIPLE = /(?:ивш|ывш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/u;
const VERB = new RegExp(
  "(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|" +
    "ить|ыть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$",
  "u",
);
const NOUN = new RegExp(
  "(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|" +
    "ию|ью|ю|ия|ья|я)$",
  "u",
);
/** -ость stands in the second region: after a vowel, a consonant, a vowel and a consonant. */
const SECOND_REGION = /[^аеиоуыэюя][аеиоуыэюя]{1,8}[^аеиоуыэюя]{1,8}[аеиоуыэюя]/u;

/**
 * Finds a Russian word's stem.
 *
 * @param word Lower case, with е for ё.
 *
 * @example Inflected forms share a stem
 * ```ts
 * import { stemRussian } from "./stem_russian.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(["река", "реки", "рекой", "реками"].map(stemRussian), Array(4).fill("рек"));
 * ```
 */
export function stemRussian(word: string): string {
  const [, start, region] = REGION.exec(word) ?? [];
  if (start === undefined || region === undefined) return word;
  const inflected = withoutInflection(region).replace(/и$/u, "");
  const base = withoutDerivation(inflected);
  return start + base.replace(/ейше?$/u, "").replace(/нн$/u, "н").replace(/ь$/u, "");
}

function withoutDerivation(region: string): string {
  const base = region.replace(/ость?$/u, "");
  return SECOND_REGION.test(base) ? base : region;
}

function withoutInflection(region: string): string {
  const gerund = region.replace(GERUND, "");
  if (gerund !== region) return gerund;
  const plain = region.replace(REFLEXIVE, "");
  const adjective = plain.replace(ADJECTIVE, "");
  if (adjective !== plain) return adjective.replace(PARTICIPLE, "");
  const verb = plain.replace(VERB, "");
  return verb === plain ? plain.replace(NOUN, "") : verb;
}
