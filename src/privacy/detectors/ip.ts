/**
 * Internet addresses, of version 4 and 6. Numbers of versions look like those of version 4.
 *
 * @module
 */

import { isGluedAfter, nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { type DigitGroup, GAP, spansFrom } from "./digit_groups.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { alphabet, tokensOf } from "./tokens.ts";
import { anyWord } from "./words.ts";

const RULES = { fewest: 4, most: 12, joins: GAP.dot };

const SHORTEST = 6;
const LONGEST = 45;

const ADDRESS = anyWord(
  "ip ipv4 айпи ип-адрес ip-адрес* dns host хост server сервер* ping gateway шлюз proxy прокси",
);

const VERSION = anyWord(`
  v ver version* версия версии release релиз build сборка update обновлени* обновил* firmware прошивк*
  chrome firefox edge edg safari opera ios android kernel ядро
  п пункт* ст статья раздел* section § chapter глава
`);

const HEXADECIMAL = alphabet(":.");

/**
 * Finds internet addresses.
 *
 * @param subject The text.
 * @returns The matches.
 *
 * @example One of each
 * ```ts
 * import { findIps } from "./ip.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const found = findIps(subjectOf("203.0.113.7, 2001:DB8:0::7"));
 * assert.deepEqual(found.map(({ normalised }) => normalised), ["203.0.113.7", "2001:db8::7"]);
 * ```
 */
export function findIps(subject: Subject): readonly Finding<"ip">[] {
  const sixes = mayHoldSix(subject) ? findSixes(subject.text) : [];
  return (subject.signs & SIGN.dots3) === 0 ? sixes : [...findFours(subject), ...sixes];
}

function mayHoldSix({ signs }: Subject): boolean {
  return (signs & (SIGN.doubleColon | SIGN.colons5)) !== 0;
}

function findFours({ text, groups: groupsIn }: Subject): readonly Finding<"ip">[] {
  const groups = groupsIn();
  const findings: Finding<"ip">[] = [];
  for (let at = 0; at + 3 < groups.length; at++) {
    if (groups[at + 3]!.gap !== GAP.dot || !isFirst(text, groups, at)) continue;
    const span = spansFrom(text, groups, at, RULES)[0];
    if (span === undefined || span.shape.split("-").length !== 4 || isGluedAfter(text, span.end)) {
      continue;
    }
    const { start, end } = span;
    const address = text.slice(start, end);
    if (/^\.[0-9]/.test(text.slice(end, end + 2)) || !isAddress(address, text, start)) continue;
    findings.push({ kind: "ip", start, end, normalised: address, checked: false });
  }
  return findings;
}

function isFirst(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  return !/[A-Za-z_.\-]/.test(text.charAt(start - 1)) || /^[>(\[]$/.test(text.charAt(start - 1));
}

function isAddress(address: string, text: string, start: number): boolean {
  const octets = address.split(".");
  if (!octets.every((octet) => Number(octet) <= 255 && !/^0[0-9]/.test(octet))) return false;
  // Whoever listens there listens on every address.
  if (address === "0.0.0.0") return false;
  const words = nearBefore(text, start, 20);
  if (ADDRESS.test(words)) return true;
  if (VERSION.test(words)) return octets.filter((octet) => octet.length === 3).length > 1;
  // 1.2.3.4 is rather a paragraph or a version; 10.0.0.5 and 8.8.8.8 are known.
  const isKnown = /^(?:10\.|(\d)\.\1\.)/.test(address);
  return isKnown || octets.some((octet) => Number(octet) > 30);
}

function findSixes(text: string): readonly Finding<"ip">[] {
  const findings: Finding<"ip">[] = [];
  for (const { start, end: last, text: token } of tokensOf(text, HEXADECIMAL, SHORTEST, LONGEST)) {
    const raw = token.replace(/(?:\.{1,3}|:)$/, "");
    const groups = raw.split(":").filter((group) => group !== "");
    const isFull = groups.length === 8 || raw.includes("::");
    // cafe::bad is a name of a program.
    if (!isFull || groups.length < 2 || !/[0-9]/.test(raw)) continue;
    if (!groups.some((group) => group.length > 2)) continue;
    const url = URL.parse(`http://[${raw}]/`);
    if (url === null) continue;
    const end = last - (token.length - raw.length);
    const normalised = url.hostname.slice(1, -1);
    findings.push({ kind: "ip", start, end, normalised, checked: true });
  }
  return findings;
}

/** The table's row for internet addresses. */
export const ip = {
  kind: "ip",
  label: "[ip]",
  byDefault: true,
  needs: [SIGN.dots3 | SIGN.number4, SIGN.doubleColon, SIGN.colons5],
  find: findIps,
} as const satisfies Detector;
