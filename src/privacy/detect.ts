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
import { resolveOverlaps } from "./overlaps.ts";
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
 * @param signs The signs of the text, if they are known: bits of `SIGN`.
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
  signs = signsOf(text),
): readonly Match<DetectedKind>[] {
  const findings = findingsIn(text, signs, kinds);
  const matches = resolveOverlaps(
    entities.length === 0 ? findings : [...evidence(text, entities, kinds), ...findings],
  );
  return (signs & SIGN.percent) === 0 ? matches : withEncoded(matches, text, kinds, MOST_DECODINGS);
}

/** `%2540` is an at sign after two; more of them nobody follows, and time has to stay linear. */
const MOST_DECODINGS = 2;

function findingsIn(
  text: string,
  signs: number,
  kinds: ReadonlySet<string>,
): readonly Finding<DetectedKind>[] {
  if ((signs & SIGN.folds) === 0 && !isWorth(signs, kinds)) return NONE;
  const findings: Finding<DetectedKind>[] = [];
  const subject = subjectOf(text, signs);
  for (const { find, kind, needs } of DETECTORS) {
    if (!hasAny(subject.signs, needs) || !kinds.has(kind)) continue;
    for (const finding of find(subject)) {
      findings.push(subject.text === text ? finding : inOriginal(finding, subject));
    }
  }
  return findings;
}

const NONE: readonly Finding<DetectedKind>[] = [];

/** What texts need that are worth the search for what is masked by default, and for the rest. */
const NEEDS = [
  ...new Set(DETECTORS.filter(({ byDefault }) => byDefault).flatMap(({ needs }) => needs)),
];
const ON_REQUEST: readonly Detector[] = DETECTORS.filter(({ byDefault }) => !byDefault);

/** Whether any detector would look at a text with such signs. */
function isWorth(signs: number, kinds: ReadonlySet<string>): boolean {
  if (hasAny(signs, NEEDS)) return true;
  return ON_REQUEST.some(({ kind, needs }) => kinds.has(kind) && hasAny(signs, needs));
}

/** Words that show more once their percent signs are decoded are matches as a whole. */
function withEncoded(
  matches: readonly Match<DetectedKind>[],
  text: string,
  kinds: ReadonlySet<string>,
  decodings: number,
): readonly Match<DetectedKind>[] {
  const words = decodings === 0 ? [] : decodedWords(text);
  if (words.length === 0) return matches;
  const encoded = words.flatMap(({ decoded, end, start }) => {
    const seen = matches.filter((match) => match.start >= start && match.end <= end).length;
    const found = withEncoded(detectPlain(decoded, kinds), decoded, kinds, decodings - 1);
    return found.length > seen ? [{ ...found[0]!, start, end }] : [];
  });
  const isOutside = (match: Match<DetectedKind>) =>
    encoded.every(({ start, end }) => match.end <= start || match.start >= end);
  return [...matches.filter(isOutside), ...encoded].toSorted((a, b) => a.start - b.start);
}

function detectPlain(text: string, kinds: ReadonlySet<string>): readonly Match<DetectedKind>[] {
  return resolveOverlaps(findingsIn(text, signsOf(text), kinds));
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
