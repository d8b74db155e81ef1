import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { serverKeys } from "../../src/gramjs.ts";
import {
  mintAuthKey,
  readServerKey,
  rsaFingerprint,
  sandboxKey,
  stringSession,
} from "../../src/sandbox/identity.ts";
import { authKeyOf } from "../../src/sandbox/mtproto/auth_keys.ts";

Deno.test("rsaFingerprint() names Telegram's own keys as Telegram does", () => {
  // 0xc3b42b026ce86b21 and its companions, which clients have carried for years.
  const published = [...serverKeys].filter(([name]) => name !== String(signedFingerprint()));
  assert.ok(published.length > 0);
  for (const [name, { n, e }] of published) {
    const fingerprint = rsaFingerprint(BigInt(n.toString()), BigInt(e));
    assert.equal(String(BigInt.asIntN(64, fingerprint)), name);
  }
});

function signedFingerprint(): bigint {
  return BigInt.asIntN(64, sandboxKey.fingerprint);
}

Deno.test("sandboxKey is a key of 2048 bits that never changes", () => {
  assert.equal(sandboxKey.n.toString(2).length, 2048);
  assert.equal(sandboxKey.e, 65537n);
  assert.equal(sandboxKey.fingerprint, 3873817995870087462n);
});

Deno.test("sandboxKey publishes its key in PKCS#1", () => {
  assert.match(sandboxKey.publicKeyPem, /^-----BEGIN RSA PUBLIC KEY-----\n/);
  const { n } = createPublicKey(sandboxKey.publicKeyPem).export({ format: "jwk" });
  assert.equal(
    BigInt(`0x${Uint8Array.fromBase64(n!, { alphabet: "base64url" }).toHex()}`),
    sandboxKey.n,
  );
});

Deno.test("readServerKey() refuses what is no RSA key", () => {
  assert.throws(() => readServerKey("-----BEGIN NOTHING-----"));
});

Deno.test("mintAuthKey() makes 256 bytes that depend on seed and port", () => {
  const keys = [[1, 8443], [2, 8443], [1, 8444], [18, 443], [1, 8443]] as const;
  const ids = keys.map(([seed, port]) => authKeyOf(mintAuthKey(seed, port)).id);
  assert.equal(mintAuthKey(1, 8443).length, 256);
  assert.equal(new Set(ids).size, 4);
  assert.equal(ids[0], ids[4]);
});

Deno.test("mintAuthKey() never changes", () => {
  assert.equal(authKeyOf(mintAuthKey(1, 8443)).id, "593b6695aa2902da");
});

Deno.test("stringSession() writes GramJS's layout", () => {
  const authKey = mintAuthKey(1, 60000);
  const text = stringSession({ dcId: 2, hostname: "127.0.0.1", port: 60000, authKey });
  assert.equal(text[0], "1");
  const bytes = Uint8Array.fromBase64(text.slice(1));
  assert.deepEqual([...bytes.subarray(0, 3)], [2, 0, 9]);
  assert.equal(new TextDecoder().decode(bytes.subarray(3, 12)), "127.0.0.1");
  assert.deepEqual([...bytes.subarray(12, 14)], [0xea, 0x60]);
  assert.deepEqual(bytes.subarray(14), authKey);
});

Deno.test("stringSession() refuses addresses that GramJS would misread", () => {
  const authKey = mintAuthKey(1, 1);
  const write = (hostname: string) => () => stringSession({ dcId: 2, hostname, port: 1, authKey });
  assert.throws(write("::1"), {
    message: "Cannot write session string: GramJS misreads the address ::1",
  });
  assert.throws(write("a".repeat(101)), RangeError);
  assert.doesNotThrow(write("localhost"));
});
