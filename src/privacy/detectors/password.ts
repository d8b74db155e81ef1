/**
 * Passwords: what stands after `password:` or `пароль =`, if it looks like one.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import type { Subject } from "./subject.ts";
import type { Traits } from "./traits.ts";

const SHORTEST = 6;

/** The beginnings of the words below in small letters: the cheap test. */
const HINTS = ["парол", "passw", "pwd", "passcode", "senha", "contraseña", "şifre", "kennwort"];

const NAMED =
  /(?:парол[а-яіь]{0,3}|passw(?:or[dt]|d)|passcode|pwd|senha|contraseña|şifre|kennwort)["'`]? ?[:=] ?["'`«]?([^\s"'`«»,;<>]{6,64})/giu;

/**
 * Finds passwords.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example One, and talk of one
 * ```ts
 * import { findPasswords } from "./password.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findPasswords(subjectOf("password: Tr0ub4dor&3"))[0]?.normalised, "Tr0ub4dor&3");
 * assert.deepEqual(findPasswords(subjectOf("password: forgotten again")), []);
 * ```
 */
export function findPasswords({ text }: Subject): readonly Finding<"api_key">[] {
  if (!/[:=]/.test(text)) return [];
  const small = text.toLowerCase();
  if (!HINTS.some((hint) => small.includes(hint))) return [];
  const findings: Finding<"api_key">[] = [];
  for (const found of text.matchAll(NAMED)) {
    const value = (found[1] ?? "").replace(/[.)\]]{1,3}$/, "");
    if (!looksLikeOne(value)) continue;
    const start = found.index + found[0].length - (found[1] ?? "").length;
    const end = start + value.length;
    findings.push({ kind: "api_key", start, end, normalised: value, checked: false });
  }
  return findings;
}

/** Digits alone, or letters with digits: no word, and no link. */
function looksLikeOne(value: string): boolean {
  return value.length >= SHORTEST && /[0-9]/.test(value) && !value.includes("://");
}

/** The table's row for passwords. */
export const password = {
  kind: "api_key",
  label: "[api_key]",
  byDefault: true,
  worth: ({ glued, longestToken }: Traits): boolean => glued || longestToken >= SHORTEST,
  find: findPasswords,
} as const satisfies Detector;
