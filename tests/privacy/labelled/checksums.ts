/**
 * Check digits and checksums, worked out apart from the detectors: by their definitions, with big
 * integers and the platform's own hashes.
 *
 * @module
 */

import { createHash } from "node:crypto";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** Doubled digits, their own digits summed. */
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** Adds the Luhn digit. */
export function withLuhn(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((digit, at) => {
    sum += at % 2 === 0 ? DOUBLED[Number(digit)]! : Number(digit);
  });
  return digits + String((10 - sum % 10) % 10);
}

/** An IBAN of a country and its account number. */
export function ibanOf(country: string, account: string): string {
  const letters = (account + country + "00").replace(
    /[A-Z]/g,
    (letter) => String(letter.charCodeAt(0) - 55),
  );
  return country + String(98n - BigInt(letters) % 97n).padStart(2, "0") + account;
}

/** Adds the check digit of a company's INN, or both of a person's. */
export function withInn(digits: string): string {
  const next = (number: string, weights: string) =>
    number + String(
      weights.split(" ").reduce((sum, weight, at) => sum + Number(weight) * Number(number[at]), 0) %
        11 % 10,
    );
  if (digits.length === 9) return next(digits, "2 4 10 3 5 9 4 6 8");
  return next(next(digits, "7 2 4 10 3 5 9 4 6 8"), "3 7 2 4 10 3 5 9 4 6 8");
}

/** Adds the check digits of a SNILS to nine digits. */
export function withSnils(digits: string): string {
  const sum = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (9 - at), 0);
  const rest = sum % 101;
  return digits + String(rest === 100 ? 0 : rest).padStart(2, "0");
}

/** Base 58 of bytes. */
export function base58Of(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = BASE58.charAt(Number(number % 58n)) + text;
  for (const byte of bytes) {
    if (byte !== 0) break;
    text = `1${text}`;
  }
  return text;
}

/** Version and payload with four bytes of a double SHA-256. */
export function base58CheckOf(payload: Uint8Array): string {
  const once = createHash("sha256").update(payload).digest();
  const twice = createHash("sha256").update(once).digest();
  return base58Of(Uint8Array.from([...payload, ...twice.subarray(0, 4)]));
}

/** Bech32 (constant 1) or bech32m of a witness program (BIP 173, BIP 350). */
export function segwitOf(prefix: string, version: number, program: Uint8Array): string {
  const bits = [...program].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const words = bits.padEnd(Math.ceil(bits.length / 5) * 5, "0").match(/.{5}/g) ?? [];
  const data = [version, ...words.map((word) => parseInt(word, 2))];
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const head = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
  const constant = version === 0 ? 1 : 0x2BC830A3;
  const check = polymod([...head, ...data, 0, 0, 0, 0, 0, 0]) ^ constant;
  const sum = Array.from({ length: 6 }, (_, at) => (check >>> 5 * (5 - at)) & 31);
  return `${prefix}1${[...data, ...sum].map((word) => BECH32.charAt(word)).join("")}`;
}

function polymod(values: readonly number[]): number {
  const generator = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1FFFFFF) << 5) ^ value;
    generator.forEach((word, bit) => {
      if ((top >>> bit) & 1) check ^= word;
    });
  }
  return check;
}

/** A TON address for people: tag, workchain, hash, CRC-16 by long division. */
export function tonOf(tag: number, hash: Uint8Array): string {
  const bytes = [tag, 0, ...hash];
  let rest = 0n;
  for (const byte of [...bytes, 0, 0]) rest = (rest << 8n) | BigInt(byte);
  for (let bit = BigInt((bytes.length + 2) * 8) - 1n; bit >= 16n; bit--) {
    if ((rest >> bit) & 1n) rest ^= 0x11021n << (bit - 16n);
  }
  const crc = Number(rest);
  return Buffer.from([...bytes, crc >> 8, crc & 255]).toString("base64url");
}

/** Words of a seed phrase for entropy of 16 to 32 bytes (BIP 39). */
export function seedPhraseOf(entropy: Uint8Array, wordlist: readonly string[]): string {
  const bitsOf = (bytes: Uint8Array) =>
    [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const sum = bitsOf(createHash("sha256").update(entropy).digest()).slice(0, entropy.length / 4);
  const words = (bitsOf(entropy) + sum).match(/.{11}/g) ?? [];
  return words.map((word) => wordlist[parseInt(word, 2)]).join(" ");
}
