/**
 * Addresses of cryptocurrencies: who knows one sees all that its owner has and pays.
 *
 * @module
 */

import { before } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { alphabet, type Token, tokensOf } from "./tokens.ts";
import { judgeBase58, judgeBech32, judgeEthereum, judgeTon, type Verdict } from "./wallets.ts";
import { anyWord } from "./words.ts";

const SHORTEST = 25;
const LONGEST = 120;

/** TON's have so many characters; the links that hold them, not many more. */
const TON = 48;
const LONGEST_LINK = 250;

const PLAIN = alphabet();
const BASE64 = alphabet("-_+/");

/** The workchain and a hash of 256 bits. */
const RAW_TON = /(?:0|-1):[0-9a-fA-F]{64}/g;

const WALLET = anyWord(`
  wallet* address* crypto btc bitcoin eth ethereum erc20 erc-20 bep20 trc20 trx tron usdt usdc sol solana phantom ton toncoin
  bnb ltc doge deposit donate* donation* send кошел* адрес* крипт* биткоин* биток эфир* тон солан* трон тетер* донат* задонат* перевод*
`);

/**
 * Finds addresses of cryptocurrencies.
 *
 * @param subject The text.
 * @returns The matches.
 *
 * @example Bitcoin
 * ```ts
 * import { findWallets } from "./crypto.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findWallets(subjectOf("BTC: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
 * assert.deepEqual([match?.start, match?.end], [5, 39]);
 * ```
 */
export function findWallets({ text }: Subject): readonly Finding<"crypto">[] {
  const findings: Finding<"crypto">[] = [];
  for (const token of tokensOf(text, PLAIN, SHORTEST, LONGEST)) {
    if (/[_]/.test(text.charAt(token.start - 1)) || text.charAt(token.end) === "_") continue;
    add(findings, text, token, judgePlain(token.text));
  }
  for (const token of tokensOf(text, BASE64, TON, LONGEST_LINK)) {
    const last = afterStroke(token);
    add(findings, text, last, judgeTon(last.text));
  }
  if (!text.includes(":")) return findings;
  for (const { 0: raw, index: start } of text.matchAll(RAW_TON)) {
    const end = start + raw.length;
    if (/[A-Za-z0-9_:]/.test(text.charAt(start - 1) + text.charAt(end))) continue;
    add(findings, text, { start, end, text: raw }, "form");
  }
  return findings;
}

/** In a link the address follows a stroke, which base64 has as well: `ton://transfer/EQ…/…`. */
function afterStroke(token: Token): Token {
  const { length } = token.text;
  if (length === TON) return token;
  const isBehind = token.text.charAt(length - TON - 1) === "/";
  const from = isBehind ? length - TON : token.text.lastIndexOf("/") + 1;
  return { start: token.start + from, end: token.end, text: token.text.slice(from) };
}

/** Addresses of the same kind have the same length: 43 or 44 for Solana, 42 for Ethereum. */
function judgePlain(token: string): Verdict {
  if (/^0x/i.test(token)) return judgeEthereum(token);
  return judgeBase58(token) ?? judgeBech32(token);
}

function add(findings: Finding<"crypto">[], text: string, token: Token, verdict: Verdict): void {
  const { start, end, text: raw } = token;
  if (!isAddress(text, token, verdict)) return;
  const isHex = HEX.test(raw) || raw.toUpperCase() === raw;
  const normalised = isHex ? raw.toLowerCase() : raw;
  findings.push({ kind: "crypto", start, end, normalised, checked: verdict !== undefined });
}

/** Addresses of Ethereum and TON's raw ones. */
const HEX = /^0x|:/i;

/** A checksum is enough; a form, where nothing else has it; both less than that, with a word. */
function isAddress(text: string, { start, text: raw }: Token, verdict: Verdict): boolean {
  if (verdict === "checked") return true;
  if (verdict === "form" && (HEX.test(raw) || raw.length >= 43)) return true;
  return (verdict === "form" || looksLikeOne(raw)) && WALLET.test(before(text, start));
}

/** The form of an address whose checksum fails. */
function looksLikeOne(token: string): boolean {
  return /^(?:0x[0-9a-f]{40}|(?:bc|ltc)1[02-9ac-hj-np-z]{20,87})$/i.test(token) ||
    /^(?:[13LMDXT][1-9A-HJ-NP-Za-km-z]{25,33}|[EU]Q[A-Za-z0-9_+/\-]{46})$/.test(token);
}

/** The table's row for addresses of cryptocurrencies. */
export const crypto = {
  kind: "crypto",
  label: "[crypto]",
  byDefault: true,
  needs: [SIGN.run25, SIGN.token48],
  find: findWallets,
} as const satisfies Detector;
