/**
 * The server's side of creating an authorization key.
 *
 * @see https://core.telegram.org/mtproto/auth_key
 * @module
 */

import type { ServerKey } from "../identity.ts";
import { decryptIge, encryptIge, type IgeKey } from "../../gramjs.ts";
import { type AuthKey, authKeyOf, type AuthKeyStore } from "./auth_keys.ts";
import {
  createDhSecret,
  DH_BYTES,
  DH_GENERATOR,
  DH_PRIME,
  type DhSecret,
  sharedKey,
} from "./dh.ts";
import { sha1 } from "./hashes.ts";
import { randomPrime } from "./numbers.ts";
import { type PqInnerData, readPqInnerData } from "./pq_inner_data.ts";
import { decryptRsa } from "./rsa_pad.ts";
import {
  bigEndian,
  concatBytes,
  equalBytes,
  randomBytes,
  tlBytes,
  tlInt,
  tlLongs,
  type TlReader,
  tlReader,
  xorBytes,
} from "./tl.ts";

const REQ_PQ = 0x60469778;
const REQ_PQ_MULTI = 0xbe7e8ef1;
const RES_PQ = 0x05162463;
const REQ_DH_PARAMS = 0xd712e4be;
const SERVER_DH_PARAMS_OK = 0xd0e8075c;
const SERVER_DH_PARAMS_FAIL = 0x79cb045d;
const SERVER_DH_INNER_DATA = 0xb5890dba;
const SET_CLIENT_DH_PARAMS = 0xf5045f1f;
const CLIENT_DH_INNER_DATA = 0x6643b654;
const MSGS_ACK = 0x62d6b459;

/** Constructors that end an exchange, and the byte that goes into their hash of the nonce. */
const VERDICTS = {
  ok: { constructor: 0x3bcbf734, mark: 1 },
  retry: { constructor: 0x46dc1fb9, mark: 2 },
  fail: { constructor: 0xa69dae02, mark: 3 },
} as const;

/** What an exchange needs to know. */
export interface KeyExchangeOptions {
  readonly rsa: ServerKey;
  readonly authKeys: AuthKeyStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** One connection's key exchange. */
export interface KeyExchange {
  /**
   * Answers an unencrypted message; with no bytes if it asks for no answer, not at all if it has no
   * place in the exchange or a nonce is wrong.
   */
  answer(body: Uint8Array): Uint8Array | undefined;
}

interface Nonces {
  readonly nonce: Uint8Array;
  readonly serverNonce: Uint8Array;
}

type Stage =
  | { readonly name: "start" }
  | { readonly name: "pq"; readonly nonces: Nonces; readonly p: number; readonly q: number }
  | {
    readonly name: "dh";
    readonly nonces: Nonces;
    readonly inner: PqInnerData;
    readonly secret: DhSecret;
    readonly temporary: IgeKey;
  };

type Step = { readonly answer: Uint8Array; readonly stage: Stage };

/** Makes the key exchange of a new connection. It can be begun anew at any time. */
export function createKeyExchange(options: KeyExchangeOptions): KeyExchange {
  let stage: Stage = { name: "start" };

  const step = (reader: TlReader): Step | undefined => {
    switch (reader.uint()) {
      case REQ_PQ:
      case REQ_PQ_MULTI:
        return answerReqPq(reader, options);
      case REQ_DH_PARAMS:
        return stage.name === "pq" ? answerReqDhParams(reader, stage, options) : undefined;
      case SET_CLIENT_DH_PARAMS:
        return stage.name === "dh" ? answerSetClientDhParams(reader, stage, options) : undefined;
      case MSGS_ACK:
        return { answer: new Uint8Array(0), stage };
      default:
        return undefined;
    }
  };
  return {
    answer(body) {
      const taken = step(tlReader(body));
      if (taken !== undefined) stage = taken.stage;
      return taken?.answer;
    },
  };
}

function answerReqPq(reader: TlReader, { rsa }: KeyExchangeOptions): Step | undefined {
  const nonce = reader.raw(16);
  if (reader.failed()) return undefined;
  const nonces = { nonce, serverNonce: randomBytes(16) };
  const [p, q] = twoPrimes();
  const answer = concatBytes(
    tlInt(RES_PQ),
    nonce,
    nonces.serverNonce,
    tlBytes(bigEndian(BigInt(p) * BigInt(q), 8)),
    tlLongs([rsa.fingerprint]),
  );
  return { answer, stage: { name: "pq", nonces, p, q } };
}

function twoPrimes(): [number, number] {
  const first = randomPrime();
  let second = randomPrime();
  while (second === first) second = randomPrime();
  return [Math.min(first, second), Math.max(first, second)];
}

function answerReqDhParams(
  reader: TlReader,
  { nonces, p, q }: Stage & { name: "pq" },
  { rsa, clock }: KeyExchangeOptions,
): Step | undefined {
  if (!readsNonces(reader, nonces)) return undefined;
  const factors = [reader.bytes(), reader.bytes()];
  const fingerprint = reader.long();
  const encrypted = reader.bytes();
  if (reader.failed() || fingerprint !== rsa.fingerprint) return undefined;
  const data = decryptRsa(rsa, encrypted, (bytes) => readPqInnerData(bytes)?.length);
  const inner = data && readPqInnerData(data);
  if (inner === undefined || !sameNonces(inner, nonces)) return undefined;
  const expected = [bigEndian(BigInt(p), 4), bigEndian(BigInt(q), 4)];
  if (!areFactors(factors, expected) || !areFactors([inner.p, inner.q], expected)) {
    const hash = sha1(inner.newNonce).subarray(4);
    const answer = concatBytes(
      tlInt(SERVER_DH_PARAMS_FAIL),
      nonces.nonce,
      nonces.serverNonce,
      hash,
    );
    return { answer, stage: { name: "start" } };
  }
  const secret = createDhSecret();
  const temporary = temporaryKey(nonces.serverNonce, inner.newNonce);
  const answer = serverDhParams(nonces, secret, temporary, clock());
  return { answer, stage: { name: "dh", nonces, inner, secret, temporary } };
}

function areFactors(given: readonly Uint8Array[], expected: readonly Uint8Array[]): boolean {
  return given.every((factor, index) => equalBytes(factor, expected[index]!));
}

function serverDhParams(
  { nonce, serverNonce }: Nonces,
  { publicValue }: DhSecret,
  temporary: IgeKey,
  now: number,
): Uint8Array {
  const inner = concatBytes(
    tlInt(SERVER_DH_INNER_DATA),
    nonce,
    serverNonce,
    tlInt(DH_GENERATOR),
    tlBytes(bigEndian(DH_PRIME, DH_BYTES)),
    tlBytes(publicValue),
    tlInt(Math.floor(now / 1000)),
  );
  const withHash = concatBytes(sha1(inner), inner);
  const padded = concatBytes(withHash, randomBytes(-withHash.length & 15));
  const encrypted = encryptIge(padded, temporary);
  return concatBytes(tlInt(SERVER_DH_PARAMS_OK), nonce, serverNonce, tlBytes(encrypted));
}

function answerSetClientDhParams(
  reader: TlReader,
  stage: Stage & { name: "dh" },
  options: KeyExchangeOptions,
): Step | undefined {
  if (!readsNonces(reader, stage.nonces)) return undefined;
  const encrypted = reader.bytes();
  if (reader.failed() || encrypted.length % 16 !== 0) return undefined;
  const publicValue = readClientDhInnerData(decryptIge(encrypted, stage.temporary), stage.nonces);
  if (publicValue === undefined) return undefined;
  const shared = sharedKey(stage.secret, publicValue);
  if (shared === undefined) {
    const nothing = authKeyOf(new Uint8Array(DH_BYTES));
    return { answer: verdict("fail", stage, nothing), stage: { name: "start" } };
  }
  const key = authKeyOf(shared, memoryOf(stage, options.clock()));
  // Two different keys with one identifier could not be told apart: the client is to try another b.
  if (options.authKeys.get(key.id) !== undefined) {
    return { answer: verdict("retry", stage, key), stage };
  }
  options.authKeys.put(key);
  return { answer: verdict("ok", stage, key), stage: { name: "start" } };
}

function memoryOf(
  { nonces, inner }: Stage & { name: "dh" },
  now: number,
): Pick<AuthKey, "expiresAt" | "firstSalt"> {
  const salt = xorBytes(inner.newNonce.slice(0, 8), nonces.serverNonce.slice(0, 8));
  const firstSalt = { salt: tlReader(salt).long(), since: now };
  if (inner.expiresIn === undefined) return { firstSalt };
  return { firstSalt, expiresAt: now + inner.expiresIn * 1000 };
}

/** `new_nonce_hash`: the lower 128 bits of SHA1(new_nonce + mark + auth_key_aux_hash). */
function verdict(
  name: keyof typeof VERDICTS,
  { nonces, inner }: Stage & { name: "dh" },
  key: AuthKey,
): Uint8Array {
  const { constructor, mark } = VERDICTS[name];
  const hash = sha1(inner.newNonce, new Uint8Array([mark]), key.auxHash).subarray(4);
  return concatBytes(tlInt(constructor), nonces.nonce, nonces.serverNonce, hash);
}

/** Takes the client's public value out of SHA1(data) + data + padding. */
function readClientDhInnerData(withHash: Uint8Array, nonces: Nonces): Uint8Array | undefined {
  const data = withHash.subarray(20);
  const reader = tlReader(data);
  const isInnerData = reader.uint() === CLIENT_DH_INNER_DATA && readsNonces(reader, nonces);
  reader.long();
  const publicValue = reader.bytes();
  const length = data.length - reader.remaining();
  const isSound = isInnerData && !reader.failed() && reader.remaining() < 16 &&
    equalBytes(sha1(data.subarray(0, length)), withHash.subarray(0, 20));
  return isSound ? publicValue : undefined;
}

function readsNonces(reader: TlReader, nonces: Nonces): boolean {
  return sameNonces({ nonce: reader.raw(16), serverNonce: reader.raw(16) }, nonces);
}

function sameNonces(given: Nonces, expected: Nonces): boolean {
  return equalBytes(given.nonce, expected.nonce) &&
    equalBytes(given.serverNonce, expected.serverNonce);
}

/** core.telegram.org/mtproto/auth_key#server-responds-with: tmp_aes_key and tmp_aes_iv */
function temporaryKey(serverNonce: Uint8Array, newNonce: Uint8Array): IgeKey {
  const newServer = sha1(newNonce, serverNonce);
  const serverNew = sha1(serverNonce, newNonce);
  const newNew = sha1(newNonce, newNonce);
  return {
    key: concatBytes(newServer, serverNew.subarray(0, 12)),
    iv: concatBytes(serverNew.subarray(12, 20), newNew, newNonce.subarray(0, 4)),
  };
}
