/**
 * E-mail addresses, international ones included.
 *
 * @module
 */

import type { Detector, Match } from "./detector.ts";

/** A domain of ASCII labels is tried first: in `ivan@mail.ru.Пишите` the sentence goes on. */
const DOMAIN = String
  .raw`(?:[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.(?:xn--[A-Za-z0-9\-]+|[A-Za-z]{2,})|[\p{L}\p{M}\p{N}\-]+(?:\.[\p{L}\p{M}\p{N}\-]+)*\.\p{L}{2,})`;

/** What a local part is made of; other characters that are allowed there are rather punctuation. */
const LOCAL = String.raw`[\p{L}\p{M}\p{N}._%+'\-]`;

/** `icon@2x.png` is a picture for dense screens. */
const SCALE = String.raw`(?!\d{1,2}x\.)`;

/** Starting only where a run of characters starts keeps the search linear. */
const ADDRESS = new RegExp(`(?<!${LOCAL})${LOCAL}+@${SCALE}${DOMAIN}`, "gv");

/**
 * Finds e-mail addresses.
 *
 * @param text A folded text.
 * @returns The matches, in order; dots and quotes before an address are left out.
 *
 * @example An address in a sentence
 * ```ts
 * import { findEmails } from "./email.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findEmails("to ann@example.org."), [{ kind: "email", start: 3, end: 18 }]);
 * ```
 */
export function findEmails(text: string): readonly Match<"email">[] {
  if (!text.includes("@")) return [];
  const matches: Match<"email">[] = [];
  for (const { 0: matched, index } of text.matchAll(ADDRESS)) {
    const lead = matched.search(/[^.%+'\-]/v);
    const end = index + matched.length;
    if (!matched.startsWith("@", lead)) matches.push({ kind: "email", start: index + lead, end });
  }
  return matches;
}

/** The table's row for e-mail addresses. */
export const email = {
  kind: "email",
  label: "[email]",
  byDefault: true,
  checked: false,
  find: findEmails,
} as const satisfies Detector;
