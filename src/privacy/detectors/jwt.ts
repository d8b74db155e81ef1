/**
 * JSON Web Tokens (RFC 7519): three parts of base64url, the first of which is a JSON header.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { alphabet, fromBase64, tokensOf } from "./tokens.ts";

const SHORTEST = 30;
const LONGEST = 8_192;

const CHARACTERS = alphabet("-_.");

/**
 * Finds JSON Web Tokens.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example
 * ```ts
 * import { findJwts } from "./jwt.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
 * assert.equal(findJwts(subjectOf(`Bearer ${token}`))[0]?.start, 7);
 * ```
 */
export function findJwts({ text }: Subject): readonly Finding<"jwt">[] {
  const findings: Finding<"jwt">[] = [];
  for (const { start, text: token } of tokensOf(text, CHARACTERS, SHORTEST, LONGEST)) {
    const raw = token.replace(/\.{1,3}$/, "");
    const parts = raw.split(".");
    const isSigned = parts.length === 3 || parts.length === 5;
    if (!isSigned || !isHeader(parts[0] ?? "")) continue;
    const end = start + raw.length;
    findings.push({ kind: "jwt", start, end, normalised: raw, checked: true });
  }
  return findings;
}

function isHeader(part: string): boolean {
  const bytes = part.startsWith("ey") ? fromBase64(part) : undefined;
  if (bytes === undefined) return false;
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof header === "object" && header !== null && "alg" in header;
  } catch {
    return false;
  }
}

/** The table's row for JSON Web Tokens. */
export const jwt = {
  kind: "jwt",
  label: "[jwt]",
  byDefault: true,
  needs: [SIGN.json],
  find: findJwts,
} as const satisfies Detector;
