/**
 * The client's side of a key exchange, step by step, so that a test can say something wrong at each.
 */

import { sandboxKey } from "../../../src/sandbox/identity.ts";
import { decryptIge, encryptIge, type IgeKey } from "../../../src/aes/ige.ts";
import { sha1 } from "../../../src/sandbox/mtproto/hashes.ts";
import type { KeyExchange } from "../../../src/sandbox/mtproto/key_exchange.ts";
import { modPow } from "../../../src/sandbox/mtproto/numbers.ts";
import {
  bigEndian,
  concatBytes,
  fromBigEndian,
  tlBytes,
  tlInt,
  tlLong,
  tlReader,
} from "../../../src/sandbox/mtproto/tl.ts";
import { SAMPLE } from "./documented_sample.ts";

const { nonce, newNonce } = SAMPLE;

export interface PqAnswer {
  readonly serverNonce: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly pq: Uint8Array;
}

export function requestPq(exchange: KeyExchange, constructor = 0xbe7e8ef1): PqAnswer {
  const reader = tlReader(exchange.answer(concatBytes(tlInt(constructor), nonce))!);
  reader.raw(20);
  const serverNonce = reader.raw(16);
  const pq = reader.bytes();
  const [p, q] = factorize(fromBigEndian(pq));
  return { serverNonce, pq, p: bigEndian(p, 4), q: bigEndian(q, 4) };
}

/** Pollard's rho. */
function factorize(pq: bigint): [bigint, bigint] {
  for (let c = 1n;; c++) {
    let [slow, fast, divisor] = [2n, 2n, 1n];
    const next = (x: bigint) => (x * x + c) % pq;
    while (divisor === 1n) {
      slow = next(slow);
      fast = next(next(fast));
      divisor = gcd(slow > fast ? slow - fast : fast - slow, pq);
    }
    if (divisor !== pq) {
      return divisor < pq / divisor ? [divisor, pq / divisor] : [pq / divisor, divisor];
    }
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export interface InnerData {
  readonly constructor: number;
  readonly tail: readonly Uint8Array[];
}

export const PERMANENT: InnerData = { constructor: 0x83c95aec, tail: [] };

export function innerData(answer: PqAnswer, { constructor, tail }: InnerData): Uint8Array {
  const { pq, p, q, serverNonce } = answer;
  const numbers = [pq, p, q].map(tlBytes);
  return concatBytes(tlInt(constructor), ...numbers, nonce, serverNonce, newNonce, ...tail);
}

/** The older scheme: SHA1(data) + data + padding, 255 bytes. */
export function encryptHashed(data: Uint8Array): Uint8Array {
  const block = new Uint8Array(256).fill(0x55);
  block[0] = 0;
  block.set(sha1(data), 1);
  block.set(data, 21);
  return bigEndian(modPow(fromBigEndian(block), sandboxKey.e, sandboxKey.n), 256);
}

export function requestDh(
  exchange: KeyExchange,
  { serverNonce, p, q }: PqAnswer,
  encrypted: Uint8Array,
): Uint8Array | undefined {
  const head = concatBytes(tlInt(0xd712e4be), nonce, serverNonce, tlBytes(p), tlBytes(q));
  return exchange.answer(concatBytes(head, tlLong(sandboxKey.fingerprint), tlBytes(encrypted)));
}

export interface DhAnswer {
  readonly temporary: IgeKey;
  readonly g: bigint;
  readonly prime: bigint;
  readonly publicValue: bigint;
  readonly serverTime: number;
}

export function readDh(answer: Uint8Array, { serverNonce }: PqAnswer): DhAnswer {
  const temporary = temporaryKey(serverNonce);
  const outer = tlReader(answer.subarray(36));
  const inner = tlReader(decryptIge(outer.bytes(), temporary).subarray(20 + 36));
  return {
    temporary,
    g: BigInt(inner.int()),
    prime: fromBigEndian(inner.bytes()),
    publicValue: fromBigEndian(inner.bytes()),
    serverTime: inner.int(),
  };
}

function temporaryKey(serverNonce: Uint8Array): IgeKey {
  const mixed = sha1(serverNonce, newNonce);
  return {
    key: concatBytes(sha1(newNonce, serverNonce), mixed.subarray(0, 12)),
    iv: concatBytes(mixed.subarray(12), sha1(newNonce, newNonce), newNonce.subarray(0, 4)),
  };
}

export function setClientDh(
  exchange: KeyExchange,
  { serverNonce }: PqAnswer,
  { temporary }: DhAnswer,
  publicValue: bigint,
): Uint8Array | undefined {
  const value = tlBytes(bigEndian(publicValue, 256));
  const data = concatBytes(tlInt(0x6643b654), nonce, serverNonce, tlLong(0n), value);
  const withHash = concatBytes(sha1(data), data);
  const padded = concatBytes(withHash, new Uint8Array(-withHash.length & 15));
  const encrypted = tlBytes(encryptIge(padded, temporary));
  return exchange.answer(concatBytes(tlInt(0xf5045f1f), nonce, serverNonce, encrypted));
}
