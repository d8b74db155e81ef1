import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { Api, bigInt } from "../../../../src/gramjs.ts";
import { encryptIge } from "../../../../src/aes/ige.ts";
import type { AuthKey } from "../../../../src/sandbox/mtproto/auth_keys.ts";
import { type Desk, KEY, MESSAGE_ID, NOW, openDesk, SESSION } from "./desk.ts";

/** What a client writes, where that is not what it should; and the key it is encrypted with. */
type Slips = Partial<typeof RIGHT> & { readonly with?: AuthKey };

const EXPIRES = NOW + 86_400;

function sha1(...parts: readonly Uint8Array[]): Buffer {
  return createHash("sha1").update(Buffer.concat(parts)).digest();
}

/** MTProto 1.0, x = 0: https://core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector */
function sealed(key: AuthKey, plain: Buffer, padding = 8): Buffer {
  const messageKey = sha1(plain).subarray(4, 20);
  const part = (from: number, to: number) => key.bytes.subarray(from, to);
  const a = sha1(messageKey, part(0, 32));
  const b = sha1(part(32, 48), messageKey, part(48, 64));
  const c = sha1(part(64, 96), messageKey);
  const d = sha1(messageKey, part(96, 128));
  const aes = {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)]),
    iv: Buffer.concat([a.subarray(8, 20), b.subarray(0, 8), c.subarray(16, 20), d.subarray(0, 8)]),
  };
  const padded = Buffer.concat([plain, Buffer.alloc(padding, 7)]);
  return Buffer.concat([key.idBytes, messageKey, encryptIge(padded, aes)]);
}

const RIGHT = {
  nonce: 77n,
  temporary: KEY.temporary,
  permanent: KEY.first,
  session: SESSION,
  messageId: MESSAGE_ID,
  expires: EXPIRES,
  seqNo: 0,
  constructorId: 0x75a3f765,
};

function bindMessage(slips: Slips = {}): Buffer {
  const said = { ...RIGHT, ...slips };
  const plain = Buffer.alloc(32 + 40);
  plain.writeBigUInt64LE(said.messageId, 16);
  plain.writeInt32LE(said.seqNo, 24);
  plain.writeInt32LE(40, 28);
  plain.writeUInt32LE(said.constructorId, 32);
  plain.writeBigUInt64LE(said.nonce, 36);
  plain.set(said.temporary.idBytes, 44);
  plain.set(said.permanent.idBytes, 52);
  plain.write(said.session, 60, "hex");
  plain.writeInt32LE(said.expires, 68);
  return sealed(slips.with ?? said.permanent, plain);
}

function bind(
  { ask }: Desk,
  encryptedMessage = bindMessage(),
  { permanent = KEY.first, as = KEY.temporary, expiresAt = EXPIRES } = {},
) {
  const permAuthKeyId = bigInt(Buffer.from(permanent.idBytes).readBigInt64LE());
  const nonce = bigInt(77);
  return ask(
    new Api.auth.BindTempAuthKey({ permAuthKeyId, nonce, expiresAt, encryptedMessage }),
    as,
  );
}

Deno.test("auth.bindTempAuthKey lets a temporary key stand for a permanent one", async () => {
  const desk = openDesk();
  assert.equal(desk.login.keys.permanent(KEY.temporary.id), undefined);
  assert.equal(await bind(desk), true);
  assert.equal(desk.login.keys.permanent(KEY.temporary.id), KEY.first.id);
  assert.equal(await bind(desk), true);

  desk.signIn(KEY.first);
  assert.equal(desk.login.keys.userOf(KEY.temporary.id), 10);
  await desk.answerOf(new Api.auth.LogOut(), KEY.temporary);
  assert.equal(desk.login.keys.userOf(KEY.first.id), undefined);
});

Deno.test("auth.bindTempAuthKey signs the permanent key in with the temporary one", async () => {
  const desk = openDesk();
  await bind(desk);
  desk.signIn(KEY.temporary);
  assert.equal(desk.login.keys.userOf(KEY.first.id), 10);
  assert.deepEqual(desk.login.keys.signedIn().map(({ keyId }) => keyId), [KEY.first.id]);
});

Deno.test("auth.bindTempAuthKey refuses a message that says something else", async () => {
  const slips: readonly Slips[] = [
    { nonce: 78n },
    { temporary: KEY.second },
    { permanent: KEY.second, with: KEY.first },
    { session: "00000000000000dd" },
    { messageId: MESSAGE_ID + 4n },
    { expires: EXPIRES + 1 },
    { seqNo: 1 },
    { constructorId: 0x75a3f766 },
    { with: KEY.second },
  ];
  const desk = openDesk();
  for (const slip of slips) {
    const name = Object.keys(slip).join();
    assert.equal(await bind(desk, bindMessage(slip)), "400 ENCRYPTED_MESSAGE_INVALID", name);
  }
  assert.equal(desk.login.keys.permanent(KEY.temporary.id), undefined);
});

Deno.test("auth.bindTempAuthKey refuses a message that was changed, cut or made longer", async () => {
  const desk = openDesk();
  const message = bindMessage();
  const changed = Buffer.from(message);
  changed[40]! ^= 1;
  const variants = [
    changed,
    message.subarray(0, 24),
    message.subarray(0, 100),
    Buffer.alloc(0),
    Buffer.concat([message, Buffer.alloc(16)]),
  ];
  for (const variant of variants) {
    assert.equal(await bind(desk, variant), "400 ENCRYPTED_MESSAGE_INVALID");
  }
});

Deno.test("auth.bindTempAuthKey wants a temporary key, a permanent one and a time to come", async () => {
  const desk = openDesk();
  const as = KEY.second;
  assert.equal(await bind(desk, bindMessage(), { as }), "400 TEMP_AUTH_KEY_EMPTY");
  const expiresAt = NOW;
  assert.equal(await bind(desk, bindMessage(), { expiresAt }), "400 EXPIRES_AT_INVALID");
  const permanent = KEY.temporary;
  assert.equal(
    await bind(desk, bindMessage({ permanent }), { permanent }),
    "400 ENCRYPTED_MESSAGE_INVALID",
  );
});

Deno.test("auth.bindTempAuthKey binds a key to one other", async () => {
  const desk = openDesk();
  await bind(desk);
  const permanent = KEY.second;
  assert.equal(
    await bind(desk, bindMessage({ permanent }), { permanent }),
    "400 TEMP_AUTH_KEY_ALREADY_BOUND",
  );
});

Deno.test("auth.dropTempAuthKeys unbinds all but some", async () => {
  const desk = openDesk();
  await bind(desk);
  const kept = bigInt(Buffer.from(KEY.temporary.idBytes).readBigInt64LE());
  assert.equal(await desk.ask(new Api.auth.DropTempAuthKeys({ exceptAuthKeys: [kept] })), true);
  assert.equal(desk.login.keys.permanent(KEY.temporary.id), KEY.first.id);
  assert.equal(await desk.ask(new Api.auth.DropTempAuthKeys({ exceptAuthKeys: [] })), true);
  assert.equal(desk.login.keys.permanent(KEY.temporary.id), undefined);
});
