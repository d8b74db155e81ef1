/**
 * The two-step password: proved by SRP, so that it never travels.
 *
 * @see https://core.telegram.org/api/srp
 * @module
 */

import { createDhSecret, DH_BYTES, DH_GENERATOR, DH_PRIME } from "../mtproto/dh.ts";
import { sha256 } from "../mtproto/hashes.ts";
import { modPow } from "../mtproto/numbers.ts";
import {
  bigEndian,
  equalBytes,
  fromBigEndian,
  randomBytes,
  tlReader,
  xorBytes,
} from "../mtproto/tl.ts";

/** Rounds of PBKDF2, as the algorithm's name says. */
const ITERATIONS = 100_000;

const PRIME_BYTES = bigEndian(DH_PRIME, DH_BYTES);
const GENERATOR_BYTES = bigEndian(BigInt(DH_GENERATOR), DH_BYTES);
/** k := H(p | g) */
const MULTIPLIER = fromBigEndian(sha256(PRIME_BYTES, GENERATOR_BYTES));

/** What makes the same password another secret in each account. */
export interface PasswordSalts {
  readonly salt1: Uint8Array;
  readonly salt2: Uint8Array;
}

/** What a server keeps of a password. */
export interface PasswordVerifier extends PasswordSalts {
  /** gˣ, where x comes of the password. */
  readonly value: bigint;
}

/** One question for the password. */
export interface PasswordChallenge {
  /** `srp_id`, unsigned. */
  readonly id: bigint;
  /** `srp_B`, 256 bytes. */
  readonly publicValue: Uint8Array;
  readonly exponent: bigint;
}

/** A client's answer to a challenge. */
export interface PasswordProof {
  /** `A`, big-endian. */
  readonly publicValue: Uint8Array;
  /** `M1`. */
  readonly hash: Uint8Array;
}

/** Makes salts of the lengths that Telegram uses. */
export function createPasswordSalts(): PasswordSalts {
  return { salt1: randomBytes(40), salt2: randomBytes(16) };
}

/** Makes the verifier of a password. Takes about a tenth of a second, on another thread. */
export async function createPasswordVerifier(
  password: string,
  { salt1, salt2 }: PasswordSalts,
): Promise<PasswordVerifier> {
  const secret = await secretOf(password, { salt1, salt2 });
  return { salt1, salt2, value: modPow(BigInt(DH_GENERATOR), fromBigEndian(secret), DH_PRIME) };
}

/** Makes a new challenge. */
export function createPasswordChallenge({ value }: PasswordVerifier): PasswordChallenge {
  const { exponent, publicValue } = createDhSecret();
  const sum = (MULTIPLIER * value + fromBigEndian(publicValue)) % DH_PRIME;
  // Clients refuse a B of zero. It is as likely as guessing the exponent.
  return { id: tlReader(randomBytes(8)).long(), exponent, publicValue: bigEndian(sum, DH_BYTES) };
}

/** Whether a client's public value may be used at all: with a multiple of p the key would be known. */
export function isSoundProofValue(publicValue: Uint8Array): boolean {
  const value = fromBigEndian(publicValue);
  return publicValue.length <= DH_BYTES && value > 0n && value < DH_PRIME;
}

/** Whether a proof shows knowledge of the password. Takes about 16 ms. */
export function isPasswordProof(
  proof: PasswordProof,
  challenge: PasswordChallenge,
  verifier: PasswordVerifier,
): boolean {
  const value = fromBigEndian(proof.publicValue);
  const clientBytes = bigEndian(value, DH_BYTES);
  const mixed = fromBigEndian(sha256(clientBytes, challenge.publicValue));
  const base = value * modPow(verifier.value, mixed, DH_PRIME);
  const shared = modPow(base, challenge.exponent, DH_PRIME);
  const expected = sha256(
    xorBytes(sha256(PRIME_BYTES), sha256(GENERATOR_BYTES)),
    sha256(verifier.salt1),
    sha256(verifier.salt2),
    clientBytes,
    challenge.publicValue,
    sha256(bigEndian(shared, DH_BYTES)),
  );
  return equalBytes(proof.hash, expected);
}

/** x := PH2(password, salt1, salt2) */
async function secretOf(password: string, { salt1, salt2 }: PasswordSalts): Promise<Uint8Array> {
  const first = salted(salted(new TextEncoder().encode(password), salt1), salt2);
  return salted(await stretched(first, salt1), salt2);
}

/** SH(data, salt) := H(salt | data | salt) */
function salted(data: Uint8Array, salt: Uint8Array): Uint8Array {
  return sha256(salt, data, salt);
}

async function stretched(data: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const usages: KeyUsage[] = ["deriveBits"];
  const key = await crypto.subtle.importKey("raw", data.slice(), "PBKDF2", false, usages);
  const algorithm = {
    name: "PBKDF2",
    hash: "SHA-512",
    salt: salt.slice(),
    iterations: ITERATIONS,
  };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 512));
}
