/**
 * The many ways in which people write digits, letters and the gaps between them, brought to a few.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { CLASSES, GAP, LETTER, OTHER_DIGIT } from "./code_classes.ts";
import { DROPPED, GAPS, LETTERS, LOOK_ALIKES } from "./folds.ts";

/** A text in plain spelling, and the way back. */
export interface Folded {
  readonly text: string;
  /** Where each code unit of `text`, and its end, stands in the original; absent if nowhere moved. */
  readonly origins?: Int32Array;
}

/** What may change, or is half of what may. */
const CHANGES = GAP | LETTER | OTHER_DIGIT;

const MIXED = /[A-Za-z0-9\u0370-\u052F]+/g;
/** Where a word may be that changes: the cheap test. */
const BLEND = /[A-Za-z0-9][\u0370-\u052F]|[\u0370-\u052F][A-Za-z0-9]|[0-9][OoIl]/;
const HAS_ASCII = /[A-Za-z0-9]/;
const HAS_OTHER = /[\u0370-\u052F]/;
const DIGIT = /\p{Nd}/u;

/** Among the pictures are no digits or letters but in frames. */
const FIRST_EMOJI = 0x1F200;
const AFTER_EMOJI = 0x1FBF0;

/**
 * Brings a text to plain spelling: full-width forms and digits of all scripts to ASCII, spaces and
 * dashes to one each, look-alikes of Latin letters inside Latin words to those; invisible characters
 * go.
 *
 * @param text Any text.
 * @returns The plain text, and where its characters come from.
 *
 * @example Full-width and Persian digits
 * ```ts
 * import { fold } from "./spelling.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(fold("８９\u00A0۴۲ a＠b"), { text: "89 42 a@b" });
 * ```
 */
export function fold(text: string): Folded {
  let plain = "";
  let read = 0;
  const cuts: (readonly [at: number, length: number])[] = [];
  for (let at = nextChange(text, 0); at < text.length;) {
    const point = text.codePointAt(at)!;
    const length = point > 0xFFFF ? 2 : 1;
    const into = plainForm(point);
    if (into !== undefined) {
      plain += text.slice(read, at) + into;
      read = at + length;
      if (into.length < length) cuts.push([plain.length, length - into.length]);
    }
    at = nextChange(text, at + length);
  }
  const spelled = plain + text.slice(read);
  const folded = BLEND.test(spelled) ? spelled.replace(MIXED, withoutLookAlikes) : spelled;
  return cuts.length === 0 ? { text: folded } : { text: folded, origins: originsOf(folded, cuts) };
}

function nextChange(text: string, from: number): number {
  const { length } = text;
  let at = from;
  while (at < length && (CLASSES[codeAt(text, at)]! & CHANGES) === 0) at++;
  return at;
}

/** What a code point is written as; `undefined` if it stays. */
function plainForm(point: number): string | undefined {
  if (point > 0xFFFF) return styledForm(point);
  const into = GAPS.get(point) ?? LETTERS.get(point);
  if (into !== undefined) return String.fromCharCode(into);
  return DROPPED.has(point) ? "" : undefined;
}

function styledForm(point: number): string | undefined {
  if (point >= FIRST_EMOJI && point < AFTER_EMOJI) return undefined;
  const character = String.fromCodePoint(point);
  const plain = character.normalize("NFKC");
  if (plain !== character) return /^[\x20-\x7E]$/.test(plain) ? plain : undefined;
  if (!DIGIT.test(character)) return undefined;
  // Unicode keeps the ten digits of a script together, from nought on.
  let first = point;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return String((point - first) % 10);
}

/** A word of Latin letters or digits in which every other letter looks Latin. */
function withoutLookAlikes(word: string): string {
  if (!HAS_OTHER.test(word)) return NUMBER.test(word) ? withDigits(word) : word;
  if (!HAS_ASCII.test(word)) return word;
  let latin = "";
  for (const letter of word) {
    const into = letter < "\u0370" ? letter : LOOK_ALIKES.get(letter);
    if (into === undefined) return word;
    latin += into;
  }
  return NUMBER.test(latin) ? withDigits(latin) : latin;
}

/** 9I6 and 1OO stand for 916 and 100. */
const NUMBER = /^[0-9]{1,15}[OoIl][0-9OoIl]{1,15}$/;

const withDigits = (word: string) => word.replace(/[Oo]/g, "0").replace(/[Il]/g, "1");

/** The origin of each position, given how much was cut before which positions. */
function originsOf(text: string, cuts: readonly (readonly [number, number])[]): Int32Array {
  const origins = new Int32Array(text.length + 1);
  let moved = 0;
  let next = 0;
  for (let at = 0; at <= text.length; at++) {
    for (; next < cuts.length && cuts[next]![0] <= at; next++) moved += cuts[next]![1];
    origins[at] = at + moved;
  }
  return origins;
}

/**
 * Keeps the ASCII digits of a text.
 *
 * @param text A folded text.
 * @returns Its digits.
 *
 * @example A spaced number
 * ```ts
 * import { digitsOf } from "./spelling.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(digitsOf("+7 (912) 3"), "79123");
 * ```
 */
export function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, "");
}
