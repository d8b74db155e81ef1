/**
 * Passwords: what stands after `password:` or `пароль =`, if it looks like one.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { isPasswordName } from "./password_name.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

const SHORTEST = 6;

const VALUE = /^ ?["'`«]?([^\s"'`«»,;<>]{6,64})/u;
const LONGEST_VALUE = 66;

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
  return [...valuesAfter(text, ":"), ...valuesAfter(text, "=")];
}

function valuesAfter(text: string, sign: string): readonly Finding<"api_key">[] {
  const findings: Finding<"api_key">[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    const value = isPasswordName(text, at) ? valueAt(text, at + 1) : undefined;
    if (value === undefined) continue;
    findings.push({ kind: "api_key", ...value, checked: false });
  }
  return findings;
}

function valueAt(text: string, from: number) {
  const [before, raw = ""] = VALUE.exec(text.slice(from, from + LONGEST_VALUE)) ?? [];
  const value = raw.replace(/[.)\]]{1,3}$/, "");
  if (before === undefined || !looksLikeOne(value)) return undefined;
  const start = from + before.length - raw.length;
  return { start, end: start + value.length, normalised: value };
}

/** Digits alone, or letters with digits: no word, no link, and no code. */
function looksLikeOne(value: string): boolean {
  return value.length >= SHORTEST && /[0-9]/.test(value) && !value.includes("://") &&
    !CODE.test(value);
}

/** password = auth[1], password = hash2(text */
const CODE = /^[A-Za-z_][\w.]*(?:\[\w*\]|\([a-z_.]+$)/;

/** The table's row for passwords. */
export const password = {
  kind: "api_key",
  label: "[api_key]",
  byDefault: true,
  needs: [SIGN.secret | SIGN.digit],
  find: findPasswords,
} as const satisfies Detector;
