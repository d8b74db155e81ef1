/**
 * One match where several findings overlap.
 *
 * @module
 */

import type { Finding, Match } from "./detectors/detector.ts";

/**
 * Makes findings that overlap one, so that nothing found stays visible; kind and value are those of
 * the one with a check digit, else of the longest.
 *
 * @param findings In any order; of two alike the later wins.
 * @returns The matches in order, none overlapping another.
 *
 * @example Two that overlap
 * ```ts
 * import { resolveOverlaps } from "./overlaps.ts";
 * import assert from "node:assert/strict";
 *
 * const matches = resolveOverlaps([
 *   { kind: "phone", start: 4, end: 9, normalised: "1", checked: false },
 *   { kind: "inn", start: 0, end: 5, normalised: "2", checked: true },
 * ]);
 * assert.deepEqual(matches, [{ kind: "inn", start: 0, end: 9, normalised: "2" }]);
 * ```
 */
export function resolveOverlaps<Kind extends string>(
  findings: readonly Finding<Kind>[],
): readonly Match<Kind>[] {
  if (findings.length === 0) return NONE;
  const resolved: Match<Kind>[] = [];
  let best: Finding<Kind> | undefined;
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = resolved.at(-1);
    const overlaps = best !== undefined && last !== undefined && finding.start < last.end;
    best = overlaps ? stronger(best!, finding) : finding;
    const { kind, normalised } = best;
    const start = overlaps ? last!.start : finding.start;
    const end = overlaps ? Math.max(last!.end, finding.end) : finding.end;
    if (overlaps) resolved.pop();
    resolved.push({ kind, start, end, normalised });
  }
  return resolved;
}

const NONE: readonly [] = [];

/**
 * Of two findings the one whose kind the overlap gets; the first is the earlier. Telegram's opinion
 * comes before the detectors', so that of two alike the detector's, with its plain value, wins.
 */
function stronger<Kind extends string>(
  first: Finding<Kind>,
  second: Finding<Kind>,
): Finding<Kind> {
  if (first.checked !== second.checked) return first.checked ? first : second;
  return second.end - second.start >= first.end - first.start ? second : first;
}
