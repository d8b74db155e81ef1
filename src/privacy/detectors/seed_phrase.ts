/**
 * Seed phrases of wallets (BIP 39): 12 to 24 words of a fixed list, the last of which holds a
 * checksum. Whoever reads one owns the wallet.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const FEWEST_WORDS = 12;
const LENGTHS = [24, 21, 18, 15, 12];
const BITS_A_WORD = 11;

/** Nobody says so many words of the list in a row: they are several phrases. */
const MOST_WORDS = 30;

/** Checksums that are worth their time; a text with more candidates is none that anybody wrote. */
const MOST_CHECKS = 150;

/** Where each word stands in the list, by its hash, or behind that where another has the place. */
const PLACES = new Int16Array(1 << 14).fill(-1);
for (const [index, word] of wordlist.entries()) {
  let place = hashOf(word, 0, word.length);
  while (PLACES[place] !== -1) place = after(place);
  PLACES[place] = index;
}

/** The hash of letters, whatever their case. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (hash * 31 + smallAt(text, at)) % PLACES.length;
  return hash;
}

function after(place: number): number {
  return (place + 1) % PLACES.length;
}

/** An ASCII letter, made small. */
function smallAt(text: string, at: number): number {
  return codeAt(text, at) | 0x20;
}

const SHORTEST_WORD = 3;
const LONGEST_WORD = 8;

/** Between words: spaces, commas, line breaks and the numbers of a list. */
const BETWEEN = /^[\s,;|."'\-]{0,4}(?:[0-9]{1,2}[.):\-]{0,2}\s{0,2})?$/;

const SEED = anyWord(
  "seed* mnemonic* recovery* phrase* backup фраз* сид* сидк* мнемоник* мнемоническ* восстановлени* wallet* кошел*",
);

interface Word {
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

/**
 * Finds seed phrases.
 *
 * @param subject The text.
 * @returns The matches, in order; they may overlap, since one checksum in sixteen is right by
 * chance. Where it fails, a word before the phrase is enough.
 *
 * @example The specification's first
 * ```ts
 * import { findSeedPhrases } from "./seed_phrase.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const phrase = `${"abandon ".repeat(11)}about`;
 * assert.equal(findSeedPhrases(subjectOf(phrase))[0]?.end, phrase.length);
 * ```
 */
export function findSeedPhrases({ text }: Subject): readonly Finding<"seed_phrase">[] {
  const findings: Finding<"seed_phrase">[] = [];
  let checks = 0;
  for (const run of runsOf(text)) {
    // What else is in it does not matter then.
    if (LENGTHS.includes(run.length) && isChecked(run)) {
      findings.push(finding(run));
      continue;
    }
    for (let at = 0; at + FEWEST_WORDS <= run.length; at++) {
      const isTooMuch = run.length > MOST_WORDS || checks++ > MOST_CHECKS;
      const length = isTooMuch ? run.length : lengthAt(text, run, at);
      if (length !== undefined) findings.push(finding(run.slice(at, at + length)));
      if (isTooMuch) break;
    }
  }
  return findings;
}

function finding(words: readonly Word[]): Finding<"seed_phrase"> {
  return {
    kind: "seed_phrase",
    start: words[0]!.start,
    end: words.at(-1)!.end,
    normalised: words.map(({ index }) => wordlist[index]).join(" "),
    checked: true,
  };
}

/** Runs of words of the list, with nothing but spaces and numbers between. */
function runsOf(text: string): readonly (readonly Word[])[] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  for (let start = nextWord(text, 0), end; start < text.length; start = nextWord(text, end)) {
    end = endOfWord(text, start);
    const index = indexOf(text, start, end);
    const last = run.at(-1);
    const isJoined = last !== undefined && BETWEEN.test(text.slice(last.end, start));
    if (last !== undefined && (index === undefined || !isJoined)) {
      if (run.length >= FEWEST_WORDS) runs.push(run);
      run = [];
    }
    if (index !== undefined) run.push({ start, end, index });
  }
  if (run.length >= FEWEST_WORDS) runs.push(run);
  return runs;
}

/** Which word of the list some letters are; found without taking them out of the text. */
function indexOf(text: string, start: number, end: number): number | undefined {
  for (let place = hashOf(text, start, end); PLACES[place] !== -1; place = after(place)) {
    const index = PLACES[place]!;
    if (isWord(wordlist[index]!, text, start, end)) return index;
  }
  return undefined;
}

function isWord(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++) {
    if (codeAt(word, at) !== smallAt(text, start + at)) return false;
  }
  return true;
}

/** Where three letters or more start; the text's length if none do. */
function nextWord(text: string, from: number): number {
  const { length } = text;
  for (let at = from; at < length; at++) {
    if (!isLetter(text, at)) continue;
    const end = endOfWord(text, at);
    if (end - at >= SHORTEST_WORD) return at;
    at = end;
  }
  return length;
}

function endOfWord(text: string, start: number): number {
  const most = Math.min(text.length, start + LONGEST_WORD);
  let end = start + 1;
  while (end < most && isLetter(text, end)) end++;
  return end;
}

function isLetter(text: string, at: number): boolean {
  const small = smallAt(text, at);
  return small >= 0x61 && small <= 0x7A;
}

/** How many words from one on are a phrase. */
function lengthAt(text: string, run: readonly Word[], at: number): number | undefined {
  const possible = LENGTHS.filter((length) => at + length <= run.length);
  const checked = possible.find((length) => isChecked(run.slice(at, at + length)));
  if (checked !== undefined) return checked;
  return SEED.test(before(text, run[at]!.start, 60)) ? possible[0] : undefined;
}

/** The last bits of a phrase, one for 32 bits of entropy, are the first of the entropy's SHA-256. */
function isChecked(words: readonly Word[]): boolean {
  const bytes = new Uint8Array(words.length * BITS_A_WORD * 4 / 33);
  let bits = 0;
  let count = 0;
  let written = 0;
  for (const { index } of words) {
    bits = (bits << BITS_A_WORD) | index;
    for (count += BITS_A_WORD; count >= 8 && written < bytes.length; written++) {
      count -= 8;
      bytes[written] = bits >> count;
    }
    bits &= (1 << count) - 1;
  }
  return sha256(bytes)[0]! >> (8 - count) === bits;
}

/** The table's row for seed phrases. */
export const seedPhrase = {
  kind: "seed_phrase",
  label: "[seed_phrase]",
  byDefault: true,
  needs: [SIGN.row12],
  find: findSeedPhrases,
} as const satisfies Detector;
