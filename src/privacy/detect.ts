/**
 * Where personal data is in a text. A new detector is one file in `detectors/` and one row here.
 *
 * @module
 */

import type { Entity } from "../model/message.ts";
import { apiKey } from "./detectors/api_key.ts";
import { bankCard } from "./detectors/bank_card.ts";
import { botToken } from "./detectors/bot_token.ts";
import { coordinates } from "./detectors/coordinates.ts";
import { crypto } from "./detectors/crypto.ts";
import type { Detector, Finding, Match } from "./detectors/detector.ts";
import { email } from "./detectors/email.ts";
import { iban } from "./detectors/iban.ts";
import { inn } from "./detectors/inn.ts";
import { invite } from "./detectors/invite.ts";
import { ip } from "./detectors/ip.ts";
import { jwt } from "./detectors/jwt.ts";
import { mac } from "./detectors/mac.ts";
import { password } from "./detectors/password.ts";
import { passport } from "./detectors/passport.ts";
import { phone } from "./detectors/phone.ts";
import { phoneLink } from "./detectors/phone_link.ts";
import { privateKey } from "./detectors/private_key.ts";
import { seedPhrase } from "./detectors/seed_phrase.ts";
import { session } from "./detectors/session.ts";
import { snils } from "./detectors/snils.ts";
import { ssn } from "./detectors/ssn.ts";
import { signsOf } from "./detectors/scan.ts";
import { hasAny, SIGN } from "./detectors/signs.ts";
import { type Subject, subjectOf } from "./detectors/subject.ts";
import { username } from "./detectors/username.ts";
import { webhook } from "./detectors/webhook.ts";
import { decodedWords } from "./percents.ts";

/** Every detector. The order decides nothing but how kinds are listed. */
export const DETECTORS = [
  email,
  phone,
  phoneLink,
  bankCard,
  iban,
  ssn,
  inn,
  snils,
  passport,
  ip,
  mac,
  crypto,
  invite,
  botToken,
  session,
  jwt,
  privateKey,
  apiKey,
  webhook,
  password,
  seedPhrase,
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

/**
 * Finds personal data in a text. Matches that overlap become one, so that nothing found stays
 * visible; kind and value are those of the one with a check digit, else of the longest.
 *
 * @param text Any text.
 * @param entities Its entities: Telegram's own opinion counts as a match.
 * @param kinds The kinds wanted.
 * @returns The matches in order, none overlapping another.
 *
 * @example Two kinds
 * ```ts
 * import { detect } from "./detect.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(detect("a@b.org 8 (912) 345-67-89", [], new Set(["email", "phone"])), [
 *   { kind: "email", start: 0, end: 7, normalised: "a@b.org" },
 *   { kind: "phone", start: 8, end: 25, normalised: "+79123456789" },
 * ]);
 * ```
 */
export function detect(
  text: string,
  entities: readonly Entity[],
  kinds: ReadonlySet<string>,
): readonly Match<DetectedKind>[] {
  return detectDecoding(text, entities, kinds, MOST_DECODINGS);
}

/** `%2540` is an at sign after two; more of them nobody follows, and time has to stay linear. */
const MOST_DECODINGS = 2;

function detectDecoding(
  text: string,
  entities: readonly Entity[],
  kinds: ReadonlySet<string>,
  decodings: number,
): readonly Match<DetectedKind>[] {
  const signs = signsOf(text);
  const findings = findingsIn(text, signs, kinds);
  if (entities.length > 0) findings.unshift(...evidence(text, entities, kinds));
  const matches = findings.length === 0 ? findings : resolve(findings);
  if ((signs & SIGN.percent) === 0 || decodings === 0) return matches;
  return withEncoded(matches, text, (word) => detectDecoding(word, [], kinds, decodings - 1));
}

function findingsIn(
  text: string,
  signs: number,
  kinds: ReadonlySet<string>,
): Finding<DetectedKind>[] {
  const findings: Finding<DetectedKind>[] = [];
  if ((signs & SIGN.folds) === 0 && !isWorth(signs, kinds)) return findings;
  const subject = subjectOf(text, signs);
  for (const { find, kind, needs } of DETECTORS) {
    if (!hasAny(subject.signs, needs) || !kinds.has(kind)) continue;
    for (const finding of find(subject)) findings.push(inOriginal(finding, subject));
  }
  return findings;
}

/** Whether any detector would look at a text with such signs. */
function isWorth(signs: number, kinds: ReadonlySet<string>): boolean {
  for (const { kind, needs } of DETECTORS) {
    if (hasAny(signs, needs) && kinds.has(kind)) return true;
  }
  return false;
}

/** Words that show more once their percent signs are decoded are matches as a whole. */
function withEncoded(
  matches: readonly Match<DetectedKind>[],
  text: string,
  matchesIn: (word: string) => readonly Match<DetectedKind>[],
): readonly Match<DetectedKind>[] {
  const words = decodedWords(text);
  if (words.length === 0) return matches;
  const encoded = words.flatMap(({ decoded, end, start }) => {
    const seen = matches.filter((match) => match.start >= start && match.end <= end).length;
    const found = matchesIn(decoded);
    return found.length > seen ? [{ ...found[0]!, start, end }] : [];
  });
  const isOutside = (match: Match<DetectedKind>) =>
    encoded.every(({ start, end }) => match.end <= start || match.start >= end);
  return [...matches.filter(isOutside), ...encoded].toSorted((a, b) => a.start - b.start);
}

function inOriginal(
  finding: Finding<DetectedKind>,
  { origin }: Subject,
): Finding<DetectedKind> {
  return { ...finding, start: origin(finding.start), end: origin(finding.end) };
}

function evidence(
  text: string,
  entities: readonly Entity[],
  kinds: ReadonlySet<string>,
): Finding<DetectedKind>[] {
  return entities.flatMap(({ type, offset, length }) => {
    const kind = EVIDENCE.get(type);
    const start = Math.max(0, offset);
    const end = Math.min(text.length, offset + length);
    if (kind === undefined || !kinds.has(kind) || end <= start) return [];
    return [{ kind, start, end, normalised: plain(kind, text.slice(start, end)), checked: false }];
  });
}

/** What Telegram marked, in one spelling as far as that is known without a detector. */
function plain(kind: DetectedKind, value: string): string {
  const isNumber = kind === "phone" || kind === "bank_card";
  return isNumber ? value.replace(/[^0-9+]/g, "") : value.toLowerCase();
}

function resolve(findings: readonly Finding<DetectedKind>[]): readonly Match<DetectedKind>[] {
  const resolved: Match<DetectedKind>[] = [];
  let best: Finding<DetectedKind> | undefined;
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

/**
 * Of two findings the one whose kind the overlap gets; the first is the earlier. Telegram's opinion
 * comes before the detectors', so that of two alike the detector's, with its plain value, wins.
 */
function stronger(
  first: Finding<DetectedKind>,
  second: Finding<DetectedKind>,
): Finding<DetectedKind> {
  if (first.checked !== second.checked) return first.checked ? first : second;
  return second.end - second.start >= first.end - first.start ? second : first;
}
