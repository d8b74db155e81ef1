/**
 * Findings straight from a regular expression.
 *
 * @module
 */

import type { Finding } from "./detector.ts";

/**
 * Turns what a regular expression matches into findings.
 *
 * @param kind The kind all of them have.
 * @param text The text searched.
 * @param pattern A global expression that matches nothing empty.
 * @param normalise The value in one spelling; `undefined` refuses the match.
 * @returns The findings, in order.
 *
 * @example Even numbers
 * ```ts
 * import { matchesOf } from "./matches.ts";
 * import assert from "node:assert/strict";
 *
 * const even = matchesOf("even", "11 12", /\d\d/g, (n) => Number(n) % 2 === 0 ? n : undefined);
 * assert.deepEqual(even, [{ kind: "even", start: 3, end: 5, normalised: "12", checked: false }]);
 * ```
 */
export function matchesOf<Kind extends string>(
  kind: Kind,
  text: string,
  pattern: RegExp,
  normalise: (raw: string, start: number, end: number) => string | undefined,
): readonly Finding<Kind>[] {
  const findings: Finding<Kind>[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { 0: raw, index: start } = match;
    const end = start + raw.length;
    const normalised = normalise(raw, start, end);
    if (normalised !== undefined) findings.push({ kind, start, end, normalised, checked: false });
  }
  return findings;
}
