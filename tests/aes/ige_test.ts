import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createCipheriv, createHash } from "node:crypto";
import fc from "fast-check";
import { decryptIge, encryptIge } from "../../src/aes/ige.ts";
import { hex } from "../sandbox/mtproto/bytes.ts";
import { SAMPLE } from "../sandbox/mtproto/documented_sample.ts";

/** Of one block, and with nothing to chain it to, IGE is AES itself. */
Deno.test("decryptIge() decrypts the example of FIPS 197, appendix C.3", () => {
  const key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  const block = hex("8ea2b7ca516745bfeafc49904b496089");
  assert.deepEqual(
    decryptIge(block, { key, iv: new Uint8Array(32) }),
    hex("00112233445566778899aabbccddeeff"),
  );
});

Deno.test("decryptIge() decrypts the documented server's answer", () => {
  const plain = decryptIge(SAMPLE.encryptedAnswer, SAMPLE.temporary);
  const answer = plain.subarray(20, 20 + 564);
  assert.deepEqual(
    plain.subarray(0, 20),
    new Uint8Array(createHash("sha1").update(answer).digest()),
  );
  assert.deepEqual(answer.subarray(0, 4), hex("ba0d89b5"));
  assert.deepEqual(answer.subarray(4, 20), SAMPLE.nonce);
});

Deno.test("encryptIge() encrypts the documented server's answer again", () => {
  const plain = decryptIge(SAMPLE.encryptedAnswer, SAMPLE.temporary);
  assert.deepEqual(encryptIge(plain, SAMPLE.temporary), SAMPLE.encryptedAnswer);
});

Deno.test("encryptIge() agrees with the definition over single blocks", () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const blocks = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.uint8Array({ minLength: count * 16, maxLength: count * 16 })
  );
  fc.assert(
    fc.property(bytes, bytes, blocks, (key, iv, data) => {
      const expected = encryptByDefinition(key, iv, data);
      assert.deepEqual(encryptIge(data, { key, iv }), expected);
      assert.deepEqual(decryptIge(expected, { key, iv }), data);
    }),
    { numRuns: 100 },
  );
});

Deno.test("encryptIge() refuses a part of a block", () => {
  const key = { key: new Uint8Array(32), iv: new Uint8Array(32) };
  assert.throws(() => encryptIge(new Uint8Array(17), key), {
    message: "Cannot use IGE: length 17 is no multiple of 16",
  });
  assert.throws(() => decryptIge(new Uint8Array(8), key), RangeError);
});

Deno.test("decryptIge() decrypts wherever the bytes lie", () => {
  const key = { key: new Uint8Array(32).fill(1), iv: new Uint8Array(33).fill(2).subarray(1) };
  const message = new Uint8Array(32).fill(3);
  const encrypted = encryptIge(message, key);
  const moved = Buffer.concat([new Uint8Array(3), encrypted]).subarray(3);
  assert.deepEqual(decryptIge(moved, key), message);
});

function encryptByDefinition(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const result = new Uint8Array(data.length);
  let [encrypted, plain] = [iv.subarray(0, 16), iv.subarray(16)];
  for (let at = 0; at < data.length; at += 16) {
    const message = data.subarray(at, at + 16);
    const cipher = createCipheriv("aes-256-ecb", key, null);
    cipher.setAutoPadding(false);
    const block = cipher.update(message.map((byte, index) => byte ^ encrypted[index]!));
    cipher.final();
    result.set(block.map((byte, index) => byte ^ plain[index]!), at);
    encrypted = result.subarray(at, at + 16);
    plain = message;
  }
  return result;
}
