/**
 * Where personal data is in a text. A new detector is one file in `detectors/` and one row here.
 *
 * @module
 */

import type { Entity } from "../model/message.ts";
import { bankCard } from "./detectors/bank_card.ts";
import { coordinates } from "./detectors/coordinates.ts";
import type { Detector, Match } from "./detectors/detector.ts";
import { email } from "./detectors/email.ts";
import { iban } from "./detectors/iban.ts";
import { invite } from "./detectors/invite.ts";
import { phone } from "./detectors/phone.ts";
import { phoneLink } from "./detectors/phone_link.ts";
import { foldWidths } from "./detectors/spelling.ts";
import { username } from "./detectors/username.ts";

/** Every detector. The order decides nothing. */
export const DETECTORS = [
  email,
  phone,
  phoneLink,
  bankCard,
  iban,
  invite,
  username,
  coordinates,
] as const satisfies readonly Detector[];

/** A kind of personal data that is found in text. */
export type DetectedKind = (typeof DETECTORS)[number]["kind"];

/** Entity types by which Telegram itself says what a stretch is. */
const EVIDENCE: ReadonlyMap<string, DetectedKind> = new Map([
  ["email", "email"],
  ["phone", "phone"],
  ["bank_card", "bank_card"],
  ["mention", "username"],
]);

/** A match, and whether a check digit stands behind it. */
interface Finding extends Match<DetectedKind> {
  readonly checked: boolean;
}

/**
 * Finds personal data in a text. Matches that overlap become one, so that nothing found stays
 * visible; its kind is that of the one with a check digit, else of the longest, else of the earliest.
 *
 * @param text Any text, free of invisible characters.
 * @param entities Its entities: Telegram's own opinion counts as a match.
 * @param kinds The kinds wanted.
 * @returns The matches in order, none overlapping another.
 *
 * @example Two kinds
 * ```ts
 * import { detect } from "./detect.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(detect("a@b.org +12025550143", [], new Set(["email", "phone"])), [
 *   { kind: "email", start: 0, end: 7 },
 *   { kind: "phone", start: 8, end: 20 },
 * ]);
 * ```
 */
export function detect(
  text: string,
  entities: readonly Entity[],
  kinds: ReadonlySet<string>,
): readonly Match<DetectedKind>[] {
  const folded = foldWidths(text);
  const findings: Finding[] = evidence(text, entities).filter(({ kind }) => kinds.has(kind));
  for (const { kind, checked, find } of DETECTORS) {
    if (!kinds.has(kind)) continue;
    for (const match of find(folded)) findings.push({ ...match, checked });
  }
  return resolve(findings);
}

function evidence(text: string, entities: readonly Entity[]): Finding[] {
  return entities.flatMap(({ type, offset, length }) => {
    const kind = EVIDENCE.get(type);
    const start = Math.max(0, offset);
    const end = Math.min(text.length, offset + length);
    return kind === undefined || end <= start ? [] : [{ kind, start, end, checked: false }];
  });
}

function resolve(findings: readonly Finding[]): readonly Match<DetectedKind>[] {
  const resolved: Match<DetectedKind>[] = [];
  let best: Finding | undefined;
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = resolved.at(-1);
    if (best === undefined || last === undefined || finding.start >= last.end) {
      best = finding;
      resolved.push({ kind: finding.kind, start: finding.start, end: finding.end });
      continue;
    }
    best = stronger(best, finding);
    const end = Math.max(last.end, finding.end);
    resolved[resolved.length - 1] = { kind: best.kind, start: last.start, end };
  }
  return resolved;
}

/** Of two findings the one whose kind the overlap gets; the first is the earlier. */
function stronger(first: Finding, second: Finding): Finding {
  if (first.checked !== second.checked) return first.checked ? first : second;
  return second.end - second.start > first.end - first.start ? second : first;
}
