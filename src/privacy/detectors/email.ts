/**
 * E-mail addresses, international ones included.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { findSpelledEmails } from "./email_spelled.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/** What a local part is made of; other characters that are allowed there are rather punctuation. */
const LOCAL = /[\p{L}\p{M}\p{N}._%+'\-]/u;
const LONGEST_LOCAL = 64;

/** A domain of ASCII labels is tried first: in `ivan@mail.ru.Пишите` the sentence goes on. */
const ASCII_DOMAIN =
  /[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})(?:\.[A-Za-z0-9\-]{1,63}){0,8}\.(?:[Xx][Nn]--[A-Za-z0-9\-]{2,59}|[A-Za-z]{2,24})/y;
const DOMAIN =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}\-]{0,62}(?:\.[\p{L}\p{M}\p{N}\-]{1,63}){0,8}\.\p{L}{2,24}/uy;
const LITERAL = /\[(?:[0-9]{1,3}\.){3}[0-9]{1,3}\]/y;

/** `icon@2x.png` is a picture for dense screens. */
const SCALE = /^@[0-9]{1,2}x\./;

/** `photo_1@13.jpg` is a file: no domain ends so. */
const FILE =
  /\.(?:jpe?g|png|gif|webp|svg|bmp|heic|mp[34]|webm|ogg|tgs|pdf|docx?|xlsx?|txt|csv|json|html?|t?gz|rar|apk)$/i;

/** `git@github.com:org/repo.git` is where code is kept, and nobody's mail. */
const SERVICE = /^git$/;

/**
 * Finds e-mail addresses.
 *
 * @param subject The text.
 * @returns The matches, in order; dots and quotes before an address are left out.
 *
 * @example An address in a sentence
 * ```ts
 * import { findEmails } from "./email.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findEmails(subjectOf("to Ann@Example.org."));
 * assert.deepEqual([match?.start, match?.normalised], [3, "ann@example.org"]);
 * ```
 */
export function findEmails({ text, signs }: Subject): readonly Finding<"email">[] {
  const findings: Finding<"email">[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const end = endOfDomain(text, at + 1);
    if (end === undefined || SCALE.test(text.slice(at, at + 5))) continue;
    if (FILE.test(text.slice(at, end))) continue;
    const start = startOfLocal(text, at);
    if (start === at || SERVICE.test(text.slice(start, at))) continue;
    const normalised = text.slice(start, end).toLowerCase();
    findings.push({ kind: "email", start, end, normalised, checked: false });
  }
  return [...findings, ...findSpelledEmails(text, signs)];
}

/** Stepping back at most 64 characters keeps the search linear. */
function startOfLocal(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start--;
  while (start < at && /[.%+'\-]/.test(text.charAt(start))) start++;
  return start;
}

function endOfDomain(text: string, from: number): number | undefined {
  for (const pattern of [ASCII_DOMAIN, DOMAIN, LITERAL]) {
    pattern.lastIndex = from;
    if (!pattern.test(text)) continue;
    const end = pattern.lastIndex;
    // `почта@example.рф` begins like an ASCII domain and goes on otherwise.
    if (pattern === ASCII_DOMAIN && /^[\p{L}\p{N}_]/u.test(text.slice(end, end + 1))) continue;
    return end;
  }
  return undefined;
}

/** The table's row for e-mail addresses. */
export const email = {
  kind: "email",
  label: "[email]",
  byDefault: true,
  needs: [SIGN.at, SIGN.bracket, SIGN.spoken],
  find: findEmails,
} as const satisfies Detector;
