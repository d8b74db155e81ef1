import assert from "node:assert/strict";
import { createPasswordVerifier } from "../../../src/sandbox/login/password.ts";
import { isSoundProofValue } from "../../../src/sandbox/login/password.ts";
import { DH_PRIME } from "../../../src/sandbox/mtproto/dh.ts";
import { modPow } from "../../../src/sandbox/mtproto/numbers.ts";
import { bigEndian } from "../../../src/sandbox/mtproto/tl.ts";

Deno.test("createPasswordVerifier() makes of a password what Telegram's own servers do", async () => {
  // An account of Telegram's, as recorded in the tests of mtcute: the password is qwe123.
  const { value } = await createPasswordVerifier("qwe123", {
    salt1: Uint8Array.fromHex(
      "9b3accc457c0d5288e8cff31eb21094048bc11902f6614dbb9afb839ee7641c37619537d8ebe749e",
    ),
    salt2: Uint8Array.fromHex("6c619bb0786dc4ed1bf211d23f6e4065"),
  });
  const secret = 0x750f1fe282965e63ce17b98427b35549fb864465211840f6a7c1f2fb657cc33bn;
  assert.equal(value, modPow(3n, secret, DH_PRIME));
});

Deno.test("isSoundProofValue() takes no multiple of the prime, and nothing beyond it", () => {
  const isSound = (value: bigint, length = 256) => isSoundProofValue(bigEndian(value, length));
  assert.equal(isSound(1n), true);
  assert.equal(isSound(DH_PRIME - 1n), true);
  assert.equal(isSound(0n), false);
  assert.equal(isSound(DH_PRIME), false);
  assert.equal(isSound(1n, 257), false);
  assert.equal(isSoundProofValue(new Uint8Array(0)), false);
});
