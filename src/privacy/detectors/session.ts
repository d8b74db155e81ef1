/**
 * Sessions of Telegram clients written as one string. Whoever has one is the account.
 *
 * @module
 */

import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { alphabet, fromBase64, type Token, tokensOf, varietyOf } from "./tokens.ts";
import { anyWord } from "./words.ts";

const SHORTEST = 200;
const LONGEST = 1_200;

const CHARACTERS = alphabet("-_+/=");

/** Telethon with IPv4 and IPv6; Pyrogram with a user id of 4 and 8 bytes, and with an app's id. */
const SIZES = new Set([263, 275, 267, 271]);

/** A data centre, an address of some bytes, a port and the key: GramJS. */
const GRAMJS_KEY = 256;

const SESSION = anyWord(
  "session* string_session сесси* auth_key telethon pyrogram gramjs mtcute stringsession",
);

/**
 * Finds sessions, as GramJS, Telethon and Pyrogram write them.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example None
 * ```ts
 * import { findSessions } from "./session.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findSessions(subjectOf("A".repeat(300))), []);
 * ```
 */
export function findSessions({ text }: Subject): readonly Finding<"session">[] {
  const findings: Finding<"session">[] = [];
  for (const token of tokensOf(text, CHARACTERS, SHORTEST, LONGEST)) {
    const named = valueOf(token);
    if (!isVaried(named.text) || !(isSession(named.text) || isCalled(text, token))) continue;
    const { start, end, text: normalised } = named;
    findings.push({ kind: "session", start, end, normalised, checked: true });
  }
  return findings;
}

/** `SESSION=1BVts…`: what stands before an equals sign is a name. */
function valueOf(token: Token): Token {
  const equals = token.text.search(/=[^=]/);
  if (equals < 0) return token;
  return { ...token, start: token.start + equals + 1, text: token.text.slice(equals + 1) };
}

/** A key of 256 bytes has nearly all of the 64 characters; laughter and long lines have few. */
function isVaried(token: string): boolean {
  return varietyOf(token) >= 40;
}

function isSession(token: string): boolean {
  const bytes = token.startsWith("1") ? fromBase64(token.slice(1)) : undefined;
  return [bytes, fromBase64(token)].some((bytes) => bytes !== undefined && hasLayout(bytes));
}

/** The first byte is the data centre in each layout. */
function hasLayout(bytes: Uint8Array): boolean {
  const dataCentre = bytes[0] ?? 0;
  if (dataCentre < 1 || dataCentre > 5) return false;
  if (SIZES.has(bytes.length)) return true;
  const addressLength = bytes[1]! * 256 + bytes[2]!;
  return bytes.length === 1 + 2 + addressLength + 2 + GRAMJS_KEY;
}

function isCalled(text: string, { start, text: token }: Token): boolean {
  return SESSION.test(before(text, start)) || SESSION.test(token.slice(0, 40).toLowerCase());
}

/** The table's row for sessions. */
export const session = {
  kind: "session",
  label: "[session]",
  byDefault: true,
  needs: [SIGN.token48],
  find: findSessions,
} as const satisfies Detector;
