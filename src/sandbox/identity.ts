/**
 * Who the sandbox is: its RSA key, the auth key it mints for its own account, and the session string
 * that carries it. All of it is the same after a restart, so that clients' configuration stays good.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { sha1 } from "./mtproto/hashes.ts";
import { bigEndian, concatBytes, fromBigEndian, tlBytes, tlReader } from "./mtproto/tl.ts";

/**
 * The sandbox's identity, published on purpose: it protects nothing, because all that a sandbox
 * serves is made up. It is fixed so that a client that was told the public key need not be told again.
 */
const PRIVATE_KEY_PEM = `
-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA4Y5c93BNBWqPzs/oF1Mxu+ah634C81maqEuvEJh5GowsE0mC
dKmwCx4sPWtnAAuHtkT9CAtProv/3TLRYZAJsnueKGZUwQPdiuvDfyepxwvob1T0
GUKajhKIC++OYb6Z/k77G1aghzILY85L3ZSnidnr7c55Hvm8Qqr1CRTm70/uiGLL
RJ3vey66Stq9IyyelFAYlHvzYY34l4T95VmlrEZx4fpXEZdbKQyWUKo6p27QvBGH
SW3gT2kEN2M/XjKSgR8oqg7w1/rot75SGGH9234r17yW6CV5ALcCF0qLJ3boNSmC
YeoyjadzipojoLWPTidInQYg3rUvk1mx9SPZ+wIDAQABAoIBAQDQXI/a8H3mG/t+
5CaVrX/LAZHglkapgMPS5h9xqDhvYr+wjX6awMpkatoZXucGbqBOq0pHrRNNvfx9
3Vz40HN00qdW0LlImIaGt6agBwbaXlC4z/SyhQl7ZvkQdZrFBqsA9vsW1R5z5bIJ
39/LcHCYcpx00QCosbDMsVqsqgdvV16ceA+aDOuigu6raoDgcysIK9vOHg9wFJec
bkC9vN/csCmhxfFj9IDbjtxe5Y6HOddPxu5rGDJzTTkbTqXncKkS8w0oXbqpMT7q
/4LS5/ay5QITf4xixz+dCnUb/5whTTXfWIn0rMWciFjzPUM40fTdD4ZjTq2JbfjV
Nqdh8DtxAoGBAPH8zDEpwx4Rup93g8D938MdF7ER5g6gI7k7w6Er9OQd1jxU6Fbr
9Z6pdH7LkVEvXrpDM35/5mEnq3EoBdNRz1o+xF2uz26led60tiXO5dWqD1eJoWcN
0rtDe0bxqEE9uQo0TFsOx8Qi9gfifAaDsRz8lUGPlfFHAipUE6koQVTZAoGBAO6d
/PDXGUIJiQF1AkCSdskTCLTd+j4wRByR8/1iI6jPAPe3p0wC+8vqWEMq/MlC2W5/
zz8NTTzhFUBhodfZs7DgLh0bOp/fndsr2SPDyKCpGhGAqx5R5j5f1le8gVOjmfhr
wnY4TSSAKEQMuwhqD4OUV3Xbm9z3ahO7vRLdsNDzAoGBAKp1bgzvox9KU9DDKo9H
Bll149t6hTkmOyPfYoXk5ePO1Lu4/9VC78ktCv/KO/oZSTwh3GMui0VC4XSbQcdC
6LJkZoSrgDkr3XYwi+KEJMhmu9no/EYQqbH57hviXKhgZzk179dwyO1zxyV0t/MK
zzdhAW6mS3QjlfXlNdhBoAu5AoGAfi5Nc45LbQBd0sdtSXgqGGpYUEyR6BDd8726
qGMdOEc+27/iV++79zkVM2+n/UW8dRJhJZaDIY5lDoaSbvJQc1gZCos7lQ9LCntF
eAQwM8U4Y8kGtCHa/2Dul7a3LON2qEdTrfBX2tVqdZHF1c1AJvRqy4g2A8NR9N1y
Pme8+MECgYBU8qCcFlgKo7e/G/PjpQkzjsZXFJ+LMz9veAd/jaRaLkVEfUksKv2b
3bMFNTKrVCYe29NRRGvifIzT2BJKmxg7x6CcIVqk7hvyZ+Rf1i37iGpyH272CGuc
z9UWwVYn4Y3lsMLG8JuQG+SHbj/4WSR2xaeeYL6RTLEMaNnFD+FYaw==
-----END RSA PRIVATE KEY-----
`;

const AUTH_KEY_BYTES = 256;
const SESSION_VERSION = "1";
/** From this length on GramJS takes the length of an address for the address itself. */
const MAX_ADDRESS_BYTES = 100;
/** GramJS takes a session string of this length for one of Telethon's. */
const TELETHON_LENGTH = 352;

/** An RSA key that a data centre proves itself with. */
export interface ServerKey {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  /** Lower 64 bits of the SHA-1 of the key as a bare TL `rsa_public_key n:string e:string`; unsigned. */
  readonly fingerprint: bigint;
  /** PKCS#1, the form in which Telegram publishes its own. */
  readonly publicKeyPem: string;
}

/**
 * The sandbox's own key.
 *
 * @see https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
 *
 * @example Telling GramJS
 * ```ts
 * import { sandboxKey } from "./identity.ts";
 * import { bigInt, serverKeys } from "../gramjs.ts";
 *
 * const { fingerprint, n, e } = sandboxKey;
 * serverKeys.set(String(BigInt.asIntN(64, fingerprint)), { n: bigInt(n), e: Number(e) });
 * ```
 */
export const sandboxKey: ServerKey = readServerKey(PRIVATE_KEY_PEM);

/**
 * Reads a private RSA key of 2048 bits.
 *
 * @param pem PKCS#1 or PKCS#8.
 * @throws If it is no RSA key.
 */
export function readServerKey(pem: string): ServerKey {
  const privateKey = createPrivateKey(pem.trim());
  const { n, e, d } = privateKey.export({ format: "jwk" });
  if (n === undefined || e === undefined || d === undefined) {
    throw new TypeError("Cannot read server key: not an RSA key");
  }
  const [modulus, exponent, secret] = [n, e, d].map((part) =>
    fromBigEndian(Buffer.from(part, "base64url"))
  ) as [bigint, bigint, bigint];
  const published = createPublicKey(privateKey).export({ type: "pkcs1", format: "pem" });
  return {
    n: modulus,
    e: exponent,
    d: secret,
    fingerprint: rsaFingerprint(modulus, exponent),
    publicKeyPem: String(published),
  };
}

/**
 * The name by which clients and servers call a public RSA key: the lower 64 bits of the SHA-1 of its
 * modulus and exponent as TL strings.
 *
 * @returns An unsigned number; GramJS has it signed.
 */
export function rsaFingerprint(n: bigint, e: bigint): bigint {
  const [modulus, exponent] = [n, e].map((value) => tlBytes(bigEndian(value, byteLength(value))));
  return tlReader(sha1(modulus!, exponent!).subarray(12)).long();
}

function byteLength(value: bigint): number {
  return Math.ceil(value.toString(16).length / 2);
}

/**
 * Makes the auth key of a sandbox's own account: always the same for a seed and a port, and never the
 * same for two sandboxes at once, which cannot share a port.
 *
 * @returns 256 bytes.
 *
 * @example
 * ```ts
 * import { mintAuthKey } from "./identity.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(mintAuthKey(1, 8443), mintAuthKey(1, 8443));
 * assert.notDeepEqual(mintAuthKey(1, 8443), mintAuthKey(1, 8444));
 * ```
 */
export function mintAuthKey(seed: number, port: number): Uint8Array {
  const material = `tgtk sandbox auth key ${seed} ${port}`;
  return new Uint8Array(
    createHash("shake256", { outputLength: AUTH_KEY_BYTES }).update(material).digest(),
  );
}

/** What a session string holds. */
export interface SessionParts {
  readonly dcId: number;
  /** At most 100 bytes. */
  readonly hostname: string;
  readonly port: number;
  readonly authKey: Uint8Array;
}

/**
 * Writes a session string in GramJS's layout: `"1"` and, in base64, the DC in one byte, the address's
 * length in two, the address, the port in two, and the auth key; numbers are big-endian. GramJS reads
 * the port as a signed number: above 32,767 it has to be taken modulo 65,536 by who uses it.
 *
 * @throws {RangeError} If the address's length would make GramJS read something else.
 *
 * @example
 * ```ts
 * import { mintAuthKey, stringSession } from "./identity.ts";
 * import assert from "node:assert/strict";
 *
 * const authKey = mintAuthKey(1, 8443);
 * const session = stringSession({ dcId: 2, hostname: "127.0.0.1", port: 8443, authKey });
 * assert.equal(session.slice(0, 17), "1AgAJMTI3LjAuMC4x");
 * ```
 */
export function stringSession({ dcId, hostname, port, authKey }: SessionParts): string {
  const address = new TextEncoder().encode(hostname);
  const parts = concatBytes(
    [dcId],
    bigEndian(BigInt(address.length), 2),
    address,
    bigEndian(BigInt(port), 2),
    authKey,
  );
  const encoded = Buffer.from(parts).toString("base64");
  if (address.length > MAX_ADDRESS_BYTES || encoded.length === TELETHON_LENGTH) {
    throw new RangeError(`Cannot write session string: GramJS misreads the address ${hostname}`);
  }
  return SESSION_VERSION + encoded;
}
