import assert from "node:assert/strict";
import { sandboxKey } from "../../../src/sandbox/identity.ts";
import {
  type AuthKey,
  authKeyOf,
  type AuthKeyStore,
  createAuthKeyStore,
} from "../../../src/sandbox/mtproto/auth_keys.ts";
import { sha1 } from "../../../src/sandbox/mtproto/hashes.ts";
import { createKeyExchange, type KeyExchange } from "../../../src/sandbox/mtproto/key_exchange.ts";
import { modPow } from "../../../src/sandbox/mtproto/numbers.ts";
import {
  bigEndian,
  concatBytes,
  fromBigEndian,
  tlInt,
  tlReader,
  xorBytes,
} from "../../../src/sandbox/mtproto/tl.ts";
import { hex } from "./bytes.ts";
import { SAMPLE } from "./documented_sample.ts";
import {
  encryptHashed,
  innerData,
  PERMANENT,
  readDh,
  requestDh,
  requestPq,
  setClientDh,
} from "./key_exchange_client.ts";

const NOW = 1767225600000;
const SECRET = 0x1234567890abcdefn ** 30n;
const DH_GEN_OK = 0x3bcbf734;
const DH_GEN_RETRY = 0x46dc1fb9;
const DH_GEN_FAIL = 0xa69dae02;

function start(authKeys: AuthKeyStore = createAuthKeyStore()): KeyExchange {
  return createKeyExchange({ rsa: sandboxKey, authKeys, clock: () => NOW });
}

/** Goes as far as the server's public value. */
function untilDh(exchange: KeyExchange, form = PERMANENT) {
  const pq = requestPq(exchange);
  const answer = requestDh(exchange, pq, encryptHashed(innerData(pq, form)));
  return { pq, dh: readDh(answer!, pq) };
}

function finish(exchange: KeyExchange, form = PERMANENT) {
  const { pq, dh } = untilDh(exchange, form);
  const answer = setClientDh(exchange, pq, dh, modPow(dh.g, SECRET, dh.prime))!;
  const key = authKeyOf(bigEndian(modPow(dh.publicValue, SECRET, dh.prime), 256));
  return { answer, key, pq, dh };
}

function constructorOf(answer: Uint8Array | undefined): number {
  return tlReader(answer ?? new Uint8Array(0)).uint();
}

/** The documented hash that ends an exchange. */
function nonceHash(mark: number, key: AuthKey): Uint8Array {
  return sha1(SAMPLE.newNonce, new Uint8Array([mark]), key.auxHash).subarray(4);
}

Deno.test("createKeyExchange() offers a product of two primes and its key", () => {
  for (const constructor of [0x60469778, 0xbe7e8ef1]) {
    const { pq, p, q } = requestPq(start(), constructor);
    assert.equal(pq.length, 8);
    assert.equal(fromBigEndian(pq), fromBigEndian(p) * fromBigEndian(q));
    assert.ok(fromBigEndian(p) < fromBigEndian(q) && fromBigEndian(pq) < 2n ** 63n);
  }
});

Deno.test("createKeyExchange() offers the documented prime and a sound public value", () => {
  const { dh } = untilDh(start());
  assert.equal(dh.g, 3n);
  assert.equal(dh.prime % 3n, 2n);
  assert.equal(dh.prime >> 1984n, 0xc71caeb9c6b1c904n);
  assert.equal(dh.prime & 0xffffffffffffffffn, 0x03119cd8e3b92fcc5bn & 0xffffffffffffffffn);
  assert.equal(dh.serverTime, 1767225600);
  assert.ok(dh.publicValue > 2n ** 1984n && dh.publicValue < dh.prime - 2n ** 1984n);
});

Deno.test("createKeyExchange() agrees on a key, and keeps it with its first salt", () => {
  const authKeys = createAuthKeyStore();
  const { answer, key, pq } = finish(start(authKeys));
  assert.equal(constructorOf(answer), DH_GEN_OK);
  assert.deepEqual(answer.subarray(36), nonceHash(1, key));
  const salt = tlReader(
    xorBytes(SAMPLE.newNonce.subarray(0, 8), pq.serverNonce.subarray(0, 8)),
  ).long();
  assert.deepEqual(authKeys.get(key.id), { ...key, firstSalt: { salt, since: NOW } });
});

for (
  const [name, constructor, tail, expiresAt] of [
    ["p_q_inner_data_dc", 0xa9f55f95, [tlInt(2)], undefined],
    ["p_q_inner_data_temp", 0x3c6a84d4, [tlInt(60)], NOW + 60_000],
    ["p_q_inner_data_temp_dc", 0x56fddf88, [tlInt(10002), tlInt(60)], NOW + 60_000],
  ] as const
) {
  Deno.test(`createKeyExchange() takes ${name}`, () => {
    const authKeys = createAuthKeyStore();
    const { answer, key } = finish(start(authKeys), { constructor, tail });
    assert.equal(constructorOf(answer), DH_GEN_OK);
    assert.equal(authKeys.get(key.id)?.expiresAt, expiresAt);
  });
}

Deno.test("createKeyExchange() has the client try again if a key's identifier is taken", () => {
  const known = createAuthKeyStore();
  let isTaken = true;
  const authKeys = {
    ...known,
    get: (id: string) => isTaken ? authKeyOf(new Uint8Array(256)) : known.get(id),
  };
  const exchange = start(authKeys);
  const { answer, key, pq, dh } = finish(exchange);
  assert.equal(constructorOf(answer), DH_GEN_RETRY);
  assert.deepEqual(answer.subarray(36), nonceHash(2, key));
  isTaken = false;
  const second = setClientDh(exchange, pq, dh, modPow(dh.g, SECRET + 1n, dh.prime));
  assert.equal(constructorOf(second), DH_GEN_OK);
});

for (const value of [0n, 1n, 2n ** 1984n - 1n]) {
  Deno.test(`createKeyExchange() fails for the public value ${value.toString(16).slice(0, 4)}…`, () => {
    const authKeys = createAuthKeyStore();
    const exchange = start(authKeys);
    const { pq, dh } = untilDh(exchange);
    assert.equal(constructorOf(setClientDh(exchange, pq, dh, value)), DH_GEN_FAIL);
    const next = untilDh(exchange);
    const mirrored = setClientDh(exchange, next.pq, next.dh, next.dh.prime - value);
    assert.equal(constructorOf(mirrored), DH_GEN_FAIL);
  });
}

Deno.test("createKeyExchange() fails for wrong factors", () => {
  const exchange = start();
  const pq = requestPq(exchange);
  const swapped = { ...pq, p: pq.q, q: pq.p };
  const answer = requestDh(exchange, pq, encryptHashed(innerData(swapped, PERMANENT)))!;
  assert.equal(constructorOf(answer), 0x79cb045d);
  assert.deepEqual(answer.subarray(36), sha1(SAMPLE.newNonce).subarray(4));
});

Deno.test("createKeyExchange() takes no wrong nonce, order or encryption", () => {
  const exchange = start();
  assert.equal(exchange.answer(concatBytes(tlInt(0xf5045f1f), new Uint8Array(64))), undefined);
  const pq = requestPq(exchange);
  const data = encryptHashed(innerData(pq, PERMANENT));
  const wrongNonce = { ...pq, serverNonce: new Uint8Array(16) };
  assert.equal(requestDh(exchange, wrongNonce, data), undefined);
  const wrongInner = encryptHashed(innerData(wrongNonce, PERMANENT));
  assert.equal(requestDh(exchange, pq, wrongInner), undefined);
  assert.equal(requestDh(exchange, pq, new Uint8Array(256).fill(1)), undefined);
  assert.equal(requestDh(exchange, pq, new Uint8Array(256).fill(255)), undefined);
  assert.equal(requestDh(exchange, pq, new Uint8Array(300)), undefined);
  const dh = readDh(requestDh(exchange, pq, data)!, pq);
  const otherKey = { ...dh, temporary: { ...dh.temporary, iv: new Uint8Array(32) } };
  assert.equal(setClientDh(exchange, pq, otherKey, 2n ** 2000n), undefined);
  assert.equal(exchange.answer(hex("00000000")), undefined);
  assert.equal(exchange.answer(new Uint8Array(0)), undefined);
});

Deno.test("createKeyExchange() takes acknowledgements in silence", () => {
  assert.deepEqual(start().answer(tlInt(0x62d6b459)), new Uint8Array(0));
});
