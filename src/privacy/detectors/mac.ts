/**
 * Hardware addresses of network cards: six octets in hexadecimal digits.
 *
 * @module
 */

import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { hasAny, SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { alphabet, tokensOf } from "./tokens.ts";
import { anyWord } from "./words.ts";

const PAIR = "[0-9A-Fa-f]{2}";

const QUAD = "[0-9A-Fa-f]{4}";

/** Cisco writes three groups of four. */
const QUADS = `${QUAD}(?:\\.${QUAD}){2}`;

/** Twelve digits in a row; a word has to say what they are. */
const PLAIN = /^[0-9A-Fa-f]{12}$/;
const PLAIN_LENGTH = 12;

const CHARACTERS = alphabet();

const CALLED = anyWord("mac мак mac-адрес* мак-адрес* bssid arp ether hwaddr cisco");

const ADDRESS = new RegExp(`${PAIR}(?::${PAIR}){5}|${PAIR}(?:-${PAIR}){5}|${QUADS}`, "g");
const ONLY_QUADS = new RegExp(QUADS, "g");

const PLAINS = [SIGN.glued | SIGN.run12];

/** Five colons or dashes divide six pairs. */
const PAIRS = [SIGN.colons5, SIGN.dashes5];

/**
 * Finds hardware addresses.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example With colons
 * ```ts
 * import { findMacs } from "./mac.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findMacs(subjectOf("00:1A:2B:3C:4D:5E"))[0]?.normalised, "001a2b3c4d5e");
 * ```
 */
export function findMacs({ text, signs }: Subject): readonly Finding<"mac">[] {
  const hasPairs = hasAny(signs, PAIRS);
  const grouped = hasPairs || (signs & SIGN.quads) !== 0 ? groupedMacs(text, hasPairs) : [];
  return hasAny(signs, PLAINS) ? [...grouped, ...plainMacs(text)] : grouped;
}

const isCalled = (text: string, start: number) => CALLED.test(before(text, start, 20));

function groupedMacs(text: string, hasPairs: boolean): readonly Finding<"mac">[] {
  return matchesOf("mac", text, hasPairs ? ADDRESS : ONLY_QUADS, (raw, start, end) => {
    // Digits alone are rather dates, scores or numbers of accounts.
    const isOne = raw.includes(":") || /[a-f]/i.test(raw) || isCalled(text, start);
    return isOne && !isPart(text, start, end) ? normalise(raw) : undefined;
  }).map((finding) => ({ ...finding, checked: true }));
}

function plainMacs(text: string): readonly Finding<"mac">[] {
  const tokens = tokensOf(text, CHARACTERS, PLAIN_LENGTH, PLAIN_LENGTH);
  return tokens.flatMap(({ start, end, text: raw }) => {
    const isOne = PLAIN.test(raw) && isCalled(text, start) && !isPart(text, start, end);
    return isOne ? [{ kind: "mac", start, end, normalised: normalise(raw), checked: false }] : [];
  });
}

const normalise = (raw: string) => raw.replace(/[^0-9a-f]/gi, "").toLowerCase();

const isPart = (text: string, start: number, end: number) =>
  /[A-Za-z0-9_:.\-]/.test(text.charAt(start - 1)) || goesOn(text, end);

function goesOn(text: string, end: number): boolean {
  return /^(?:[A-Za-z0-9_]|[:\-.][0-9A-Fa-f])/.test(text.slice(end, end + 2));
}

/** The table's row for hardware addresses. */
export const mac = {
  kind: "mac",
  label: "[mac]",
  byDefault: true,
  needs: [SIGN.quads, ...PLAINS, ...PAIRS],
  find: findMacs,
} as const satisfies Detector;
