/**
 * Lists of words that are looked for in what stands near a number.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";

/** Words to be looked for. */
export interface Words {
  /** Whether a text in small letters holds any of them. */
  readonly test: (text: string) => boolean;
}

/**
 * Makes ready to look for some words: whole ones, or where they end in `*`, beginnings.
 *
 * @param list Words in small letters, separated by white space; `_` inside one stands for a space.
 * @returns What tells whether a text holds any of them. It is quicker than a regular expression.
 *
 * @example A beginning
 * ```ts
 * import { anyWord } from "./words.ts";
 * import assert from "node:assert/strict";
 *
 * const words = anyWord("card* visa tax_id");
 * assert.equal(words.test("two cards"), true);
 * assert.equal(words.test("visas"), false);
 * assert.equal(words.test("my tax id"), true);
 * ```
 */
export function anyWord(list: string): Words {
  const all = list.trim().split(/\s+/).map((word) => word.replaceAll("_", " "));
  const words = wordsOf(all);
  const phrases = phrasesOf(all.filter((word) => /[^\p{L}\p{M}*]/u.test(word)));
  return { test: (text) => holdsWord(text, words) || holdsPhrase(text, phrases) };
}

/** Words, and a table by which most others are told from them without taking them out of the text. */
interface Table {
  readonly whole: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
  /** Whether a hash is that of a whole word, or of a beginning. */
  readonly hashes: Uint8Array;
}

const WHOLE = 1;
const BEGINNING = 2;

const HASHES = 1 << 12;

const hashOf = (hash: number, code: number) => (hash * 61 + code) & (HASHES - 1);

function wordsOf(all: readonly string[]): Table {
  const whole = new Set(all.filter((word) => !word.endsWith("*")));
  const beginnings = new Set(
    all.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1)),
  );
  const hashes = new Uint8Array(HASHES);
  for (const word of whole) hashes[hashOfWord(word)]! |= WHOLE;
  for (const word of beginnings) hashes[hashOfWord(word)]! |= BEGINNING;
  return { whole, beginnings, hashes };
}

function hashOfWord(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = hashOf(hash, codeAt(word, at));
  return hash;
}

function holdsWord(text: string, { whole, beginnings, hashes }: Table): boolean {
  const { length } = text;
  let start = 0;
  let hash = 0;
  for (let at = 0; at < length; at++) {
    const code = codeAt(text, at);
    if (isLetter(code)) {
      hash = hashOf(hash, code);
      if (hashes[hash]! < BEGINNING) continue;
      if (beginnings.has(text.slice(start, at + 1))) return true;
    } else {
      if ((hashes[hash]! & WHOLE) !== 0 && whole.has(text.slice(start, at))) return true;
      start = at + 1;
      hash = 0;
    }
  }
  return (hashes[hash]! & WHOLE) !== 0 && whole.has(text.slice(start));
}

/** Small ASCII letters, and everything beyond Latin-1's signs that is no punctuation or picture. */
function isLetter(code: number): boolean {
  if (code < 0xC0) return code >= 0x61 && code <= 0x7A;
  return code < 0x2000 || (code >= 0x2C00 && code < 0xD800 && (code < 0x3000 || code > 0x303F));
}

/** Words with signs or spaces in them, by the hash of their first two code units, or of the only one. */
interface Phrases {
  readonly byHash: ReadonlyMap<number, readonly string[]>;
  /** Whether any phrase has a hash. */
  readonly hashes: Uint8Array;
}

function phrasesOf(all: readonly string[]): Phrases | undefined {
  if (all.length === 0) return undefined;
  const byHash = Map.groupBy(
    all.map((word) => word.replace("*", "")),
    (phrase) => hashOfWord(phrase.slice(0, 2)),
  );
  const hashes = new Uint8Array(HASHES);
  for (const hash of byHash.keys()) hashes[hash] = 1;
  return { byHash, hashes };
}

function holdsPhrase(text: string, phrases: Phrases | undefined): boolean {
  if (phrases === undefined) return false;
  const { byHash, hashes } = phrases;
  const isAt = (at: number, hash: number) =>
    hashes[hash] === 1 && byHash.get(hash)!.some((phrase) => text.startsWith(phrase, at));
  const { length } = text;
  let last = 0;
  for (let at = 0; at < length; at++) {
    const code = codeAt(text, at);
    if (isAt(at - 1, hashOf(last, code)) || isAt(at, hashOf(0, code))) return true;
    last = code;
  }
  return false;
}
