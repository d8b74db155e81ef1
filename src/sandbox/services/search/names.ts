/**
 * Names of people, chats and topics: found by the beginnings of their words, while one types.
 *
 * @module
 */

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

/**
 * Is something named like this? Each word of the query begins a word of the name; case and
 * diacritics do not matter.
 *
 * @example
 * ```ts
 * import { isNamed } from "./names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isNamed("Garden plots", "plo GAR"), true);
 * assert.equal(isNamed("Garden plots", "den"), false);
 * ```
 */
export function isNamed(name: string, query: string): boolean {
  const wanted = wordsOf(query);
  const words = wordsOf(name);
  return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): readonly string[] {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");
  return plain.match(WORD) ?? [];
}
