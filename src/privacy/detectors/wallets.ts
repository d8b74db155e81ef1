/**
 * The forms of addresses of cryptocurrencies, each with its own checksum.
 *
 * @module
 */

import { keccak_256 } from "@noble/hashes/sha3.js";
import { bech32, bech32m } from "@scure/base";
import { fromBase58, fromBase58Check } from "./base58.ts";
import { fromBase64 } from "./tokens.ts";

/** How sure it is that a token is an address. */
export type Verdict = "checked" | "form" | undefined;

/** Version and hash of 20 bytes. */
const HASHED = 21;
const KEY = 32;

/**
 * Bitcoin, Tron, Litecoin, Dogecoin, Dash and others of base58check, or a key of Solana.
 *
 * @param token Letters and digits.
 * @returns `checked` where the checksum is right; `form` where it is one that has none.
 */
export function judgeBase58(token: string): Verdict {
  return isHashed(token) ? "checked" : isKey(token) ? "form" : undefined;
}

/** Zcash has two bytes of version, the others one. */
function isHashed(token: string): boolean {
  if (token.length < 25 || token.length > 36) return false;
  const length = fromBase58Check(token)?.length;
  return length === HASHED || length === HASHED + 1;
}

function isKey(token: string): boolean {
  if (token.length < 32 || token.length > 44 || !isMixed(token)) return false;
  return fromBase58(token)?.length === KEY;
}

const isMixed = (token: string) =>
  /[a-z]/.test(token) && /[A-Z]/.test(token) && /[0-9]/.test(token);

/** Letters up to the last 1, which divides. */
const PREFIX = /^[a-z]{2,12}1(?=[02-9a-z]{8})/;

const LIMIT = 1023;

const SEGWIT = /^(?:bc|tb|bcrt|ltc|tltc|dgb|grs|vtc)$/;

/**
 * Bitcoin's newer addresses (BIP 173 and 350), and those of other chains in the same form.
 *
 * @param token Letters and digits, all small or all capital.
 * @returns `checked` where the checksum is right.
 */
export function judgeBech32(token: string): Verdict {
  const lower = token.toLowerCase();
  const isOneCase = lower === token || token.toUpperCase() === token;
  const prefix = isOneCase ? PREFIX.exec(lower)?.[0].slice(0, -1) : undefined;
  return prefix !== undefined && isBech32(token, prefix) ? "checked" : undefined;
}

function isBech32(token: string, prefix: string): boolean {
  const plain = bech32.decodeUnsafe(token, LIMIT);
  const decoded = plain ?? bech32m.decodeUnsafe(token, LIMIT);
  if (decoded === undefined) return false;
  if (!SEGWIT.test(prefix)) return decoded.words.length >= 32;
  // Version 0 has the older constant, later ones the newer.
  return (decoded.words[0] === 0) === (plain !== undefined);
}

/**
 * Ethereum and chains that share its addresses (EIP-55).
 *
 * @param token `0x` and 40 hexadecimal digits.
 * @returns `checked` where capitals are where the checksum wants them; `form` where there is none.
 *
 * @example From the specification
 * ```ts
 * import { judgeEthereum } from "./wallets.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(judgeEthereum("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), "checked");
 * assert.equal(judgeEthereum("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"), undefined);
 * ```
 */
export function judgeEthereum(token: string): Verdict {
  if (!/^0[xX][0-9a-fA-F]{40}$/.test(token)) return undefined;
  const digits = token.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return "form";
  const hash = keccak_256(new TextEncoder().encode(lower));
  for (let at = 0; at < lower.length; at++) {
    const half = at % 2 === 0 ? hash[at >> 1]! >> 4 : hash[at >> 1]! & 0xF;
    const letter = lower.charAt(at);
    if (digits.charAt(at) !== (half >= 8 ? letter.toUpperCase() : letter)) return undefined;
  }
  return "checked";
}

const TAGS = [0x11, 0x51, 0x91, 0xD1];

/**
 * TON, in the form for people (TEP 2): tag, workchain, hash and CRC-16.
 *
 * @param token 48 characters of base64, in either alphabet.
 * @returns `checked` where the checksum is right.
 *
 * @example The specification's own
 * ```ts
 * import { judgeTon } from "./wallets.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(judgeTon("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF"), "checked");
 * ```
 */
export function judgeTon(token: string): Verdict {
  const bytes = token.length === 48 ? fromBase64(token) : undefined;
  if (bytes?.length !== 36 || !TAGS.includes(bytes[0]!)) return undefined;
  const isChain = bytes[1] === 0 || bytes[1] === 0xFF;
  return isChain && crc16(bytes.subarray(0, 34)) === bytes[34]! * 256 + bytes[35]!
    ? "checked"
    : undefined;
}

/** CRC-16/XMODEM. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xFFFF;
  }
  return crc;
}
