/**
 * The Diffie-Hellman group of the key exchange.
 *
 * @see https://core.telegram.org/mtproto/auth_key#dh-key-exchange-initiation
 * @module
 */

import { modPow } from "./numbers.ts";
import { bigEndian, fromBigEndian, randomBytes } from "./tl.ts";

/** Bytes of the prime, of public values and of the shared key. */
export const DH_BYTES = 256;

/** Generates the quadratic residues modulo {@linkcode DH_PRIME}, as p mod 3 = 2. */
export const DH_GENERATOR = 3;

/** Telegram's own safe prime of 2048 bits, which clients know and need not test. */
export const DH_PRIME = BigInt(
  "0xc71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f" +
    "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37" +
    "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64" +
    "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4" +
    "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754" +
    "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4" +
    "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f" +
    "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
);

/** Public values are to keep this far from both ends of the range. */
const MARGIN = 1n << (2048n - 64n);

/** The server's half of a key exchange. */
export interface DhSecret {
  readonly exponent: bigint;
  /** gᵃ, 256 bytes. */
  readonly publicValue: Uint8Array;
}

/** Makes the server's half. */
export function createDhSecret(): DhSecret {
  for (;;) {
    const exponent = fromBigEndian(randomBytes(DH_BYTES));
    const value = modPow(BigInt(DH_GENERATOR), exponent, DH_PRIME);
    if (isSoundPublicValue(value)) return { exponent, publicValue: bigEndian(value, DH_BYTES) };
  }
}

/** Whether 2²⁰⁴⁸⁻⁶⁴ ≤ value ≤ p − 2²⁰⁴⁸⁻⁶⁴: core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation */
export function isSoundPublicValue(value: bigint): boolean {
  return value >= MARGIN && value <= DH_PRIME - MARGIN;
}

/**
 * The key that both sides share.
 *
 * @param publicValue The other side's, big-endian.
 * @returns 256 bytes; nothing if the value is out of range.
 */
export function sharedKey(secret: DhSecret, publicValue: Uint8Array): Uint8Array | undefined {
  const value = fromBigEndian(publicValue);
  if (!isSoundPublicValue(value)) return undefined;
  return bigEndian(modPow(value, secret.exponent, DH_PRIME), DH_BYTES);
}
