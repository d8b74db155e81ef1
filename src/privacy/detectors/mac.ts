/**
 * Hardware addresses of network cards: six octets in hexadecimal digits.
 *
 * @module
 */

import { anyWord, before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { hasAny, SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

const PAIR = "[0-9A-Fa-f]{2}";

const QUAD = "[0-9A-Fa-f]{4}";

/** Cisco writes three groups of four. */
const QUADS = `${QUAD}(?:\\.${QUAD}){2}`;

/** Twelve digits in a row; a word has to say what they are. */
const PLAIN = /[0-9A-Fa-f]{12}/g;

const CALLED = anyWord("mac мак mac-адрес* мак-адрес* bssid arp ether hwaddr cisco");

const ADDRESS = new RegExp(`${PAIR}(?::${PAIR}){5}|${PAIR}(?:-${PAIR}){5}|${QUADS}`, "g");
const ONLY_QUADS = new RegExp(QUADS, "g");

const PLAINS = [SIGN.glued | SIGN.token12];

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
  const grouped = hasPairs || mayHaveQuads(text) ? groupedMacs(text, hasPairs) : [];
  return hasAny(signs, PLAINS) ? [...grouped, ...plainMacs(text)] : grouped;
}

const isCalled = (text: string, start: number) => CALLED.test(before(text, start, 20));

/** Whether two dots stand apart as far as those of three groups of four. */
function mayHaveQuads(text: string): boolean {
  for (let at = text.indexOf("."); at >= 0; at = text.indexOf(".", at + 1)) {
    if (text.startsWith(".", at + 5)) return true;
  }
  return false;
}

function groupedMacs(text: string, hasPairs: boolean): readonly Finding<"mac">[] {
  return matchesOf("mac", text, hasPairs ? ADDRESS : ONLY_QUADS, (raw, start, end) => {
    // Digits alone are rather dates, scores or numbers of accounts.
    const isOne = raw.includes(":") || /[a-f]/i.test(raw) || isCalled(text, start);
    return isOne && !isPart(text, start, end) ? normalise(raw) : undefined;
  }).map((finding) => ({ ...finding, checked: true }));
}

function plainMacs(text: string): readonly Finding<"mac">[] {
  return matchesOf(
    "mac",
    text,
    PLAIN,
    (raw, start, end) =>
      isCalled(text, start) && !isPart(text, start, end) ? normalise(raw) : undefined,
  );
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
  needs: [SIGN.digit | SIGN.dots2, SIGN.number12 | SIGN.dots2, ...PLAINS, ...PAIRS],
  find: findMacs,
} as const satisfies Detector;
