/**
 * Keys: PEM blocks (RFC 7468), and keys of wallets.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";
import { fromBase58Check } from "./base58.ts";
import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { OPEN_KEYS } from "./things.ts";
import { alphabet, tokensOf } from "./tokens.ts";
import { anyWord } from "./words.ts";

/** Telegram's clients make one long dash of two short ones. */
const BEGIN =
  /[\-—]{2,8} ?BEGIN ([A-Z0-9 ]{0,40}(?:KEY|CERTIFICATE REQUEST|MESSAGE|KEY BLOCK)) ?[\-—]{2,8}/g;

const BODY = alphabet("+/=\n\r\t :,-.\\");

const PLAIN = alphabet();
const SHORTEST_KEY = 51;
const LONGEST_KEY = 112;

const KEY = anyWord(
  "private_key* privatekey secret_key priv_key pk приватн* закрыт* секретн* pkey key ключ*",
);

const OPEN = anyWord(OPEN_KEYS);

const isCalledKey = (words: string) => KEY.test(words) && !OPEN.test(words);

/**
 * Finds keys.
 *
 * @param subject The text.
 * @returns The matches. A block without an end goes as far as base64 does.
 *
 * @example A block
 * ```ts
 * import { findPrivateKeys } from "./private_key.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const block = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----";
 * assert.equal(findPrivateKeys(subjectOf(`${block} please`))[0]?.end, block.length);
 * ```
 */
export function findPrivateKeys({ text, signs }: Subject): readonly Finding<"private_key">[] {
  const blocks = text.includes("BEGIN") ? findBlocks(text) : [];
  return (signs & SIGN.token48) === 0 ? blocks : [...blocks, ...findWalletKeys(text)];
}

function findBlocks(text: string): readonly Finding<"private_key">[] {
  const findings: Finding<"private_key">[] = [];
  let covered = 0;
  for (const { 0: begin, 1: label = "", index: start } of text.matchAll(BEGIN)) {
    if (start < covered || label.includes("PUBLIC")) continue;
    covered = endOfBlock(text, start + begin.length, label);
    findings.push(finding(text, start, covered, true));
  }
  return findings;
}

function findWalletKeys(text: string): readonly Finding<"private_key">[] {
  return tokensOf(text, PLAIN, SHORTEST_KEY, LONGEST_KEY).flatMap(({ start, end, text: token }) => {
    const checked = isWalletKey(token);
    const isFound = checked || (isHexKey(token) && isCalledKey(before(text, start)));
    return isFound ? [finding(text, start, end, checked)] : [];
  });
}

function finding(text: string, start: number, end: number, checked: boolean) {
  const normalised = text.slice(start, end).replace(/\s+/g, "");
  return { kind: "private_key" as const, start, end, normalised, checked };
}

function endOfBlock(text: string, from: number, label: string): number {
  let at = from;
  while (at < text.length && BODY[codeAt(text, at)] === 1) at++;
  const mark = text.indexOf(`END ${label}`, from);
  // Headers of old keys hold words, so the mark of the end counts wherever it stands near.
  if (mark < 0 || mark > Math.max(at, from + 8_192)) return trimmed(text, from, at);
  let end = mark + 4 + label.length;
  while (/^(?:[-—]| [-—])/.test(text.slice(end, end + 2))) {
    end++;
  }
  return end;
}

/** Words after a block without an end are not the block's. */
function trimmed(text: string, from: number, to: number): number {
  const line = Math.max(text.lastIndexOf("\n", to - 1), from);
  const last = text.slice(line, to);
  return /^\n?[A-Za-z0-9+/=]{16,}\s*$/.test(last) ? to : line;
}

/** A key for import into a wallet, or the root of a tree of keys (BIP 32). */
function isWalletKey(token: string): boolean {
  const isForm = /^[5KLcQT69][1-9A-HJ-NP-Za-km-z]{50,51}$/.test(token) ||
    /^[xyztuv](?:prv|pub)[1-9A-HJ-NP-Za-km-z]{107}$/.test(token);
  return isForm && fromBase58Check(token) !== undefined;
}

const isHexKey = (token: string) => /^(?:0x)?[0-9a-fA-F]{64}$/.test(token);

/** The table's row for keys. */
export const privateKey = {
  kind: "private_key",
  label: "[private_key]",
  byDefault: true,
  needs: [SIGN.rule, SIGN.token48],
  find: findPrivateKeys,
} as const satisfies Detector;
