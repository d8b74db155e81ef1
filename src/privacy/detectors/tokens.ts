/**
 * Long stretches without a gap: addresses of wallets, keys, tokens.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";

/** A stretch of the characters asked for, with none of them before or after. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Which ASCII characters belong to a token. */
export type Alphabet = Uint8Array;

/** The letters and digits of ASCII, and more if wanted. */
export function alphabet(more = ""): Alphabet {
  const table = new Uint8Array(128);
  for (const [from, to] of [["0", "9"], ["A", "Z"], ["a", "z"]] as const) {
    table.fill(1, codeAt(from, 0), codeAt(to, 0) + 1);
  }
  for (const character of more) table[codeAt(character, 0)] = 1;
  return table;
}

/**
 * Finds the tokens of a text.
 *
 * @param text A folded text.
 * @param characters What they are made of.
 * @param fewest How many characters they have at least.
 * @param most How many they have at most.
 * @returns The tokens, in order.
 *
 * @example
 * ```ts
 * import { alphabet, tokensOf } from "./tokens.ts";
 * import assert from "node:assert/strict";
 *
 * const tokens = tokensOf("an abc123 is long", alphabet(), 5, 8);
 * assert.deepEqual(tokens, [{ start: 3, end: 9, text: "abc123" }]);
 * ```
 */
export function tokensOf(
  text: string,
  characters: Alphabet,
  fewest: number,
  most: number,
): readonly Token[] {
  const { length } = text;
  const tokens: Token[] = [];
  for (let from = 0; from + fewest <= length;) {
    const start = startOfRun(text, characters, from, from + fewest);
    if (start > from) {
      from = start;
      continue;
    }
    let end = from + fewest;
    while (end < length && isPart(text, end, characters)) end++;
    if (end - from <= most) tokens.push({ start: from, end, text: text.slice(from, end) });
    from = end + 1;
  }
  return tokens;
}

/** Where the run starts that ends at `to`. Looking from its end on skips most of a text at once. */
function startOfRun(text: string, characters: Alphabet, from: number, to: number): number {
  let start = to;
  while (start > from && isPart(text, start - 1, characters)) start--;
  return start;
}

function isPart(text: string, at: number, characters: Alphabet): boolean {
  const code = codeAt(text, at);
  return code < characters.length && characters[code] === 1;
}

/**
 * How many different characters a token has.
 *
 * @param token Visible ASCII characters.
 * @returns Their count.
 *
 * @example
 * ```ts
 * import { varietyOf } from "./tokens.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(varietyOf("abcabc"), 3);
 * ```
 */
export function varietyOf(token: string): number {
  // Bits of what was seen: signs and digits, capitals, small letters.
  let signs = 0;
  let capitals = 0;
  let small = 0;
  for (let at = 0; at < token.length; at++) {
    const code = codeAt(token, at);
    if (code < 0x40) signs |= 1 << code;
    else if (code < 0x60) capitals |= 1 << code;
    else small |= 1 << code;
  }
  return bitsOf(signs) + bitsOf(capitals) + bitsOf(small);
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

/**
 * Decodes base64 in either alphabet, with or without its padding.
 *
 * @param text The text.
 * @returns The bytes, or `undefined` if it is none.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const plain = text.replace(/={1,2}$/, "").replaceAll("-", "+").replaceAll("_", "/");
  if (plain.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(plain)) return undefined;
  return Uint8Array.from(atob(plain), (character) => codeAt(character, 0));
}
