import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bigInt } from "../../../src/gramjs.ts";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { sealMessage } from "../../../src/sandbox/mtproto/encryption.ts";
import { packetOpener } from "../../../src/telegram/gramjs/packets.ts";

const KEY = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
const SESSION = bigInt("-7");
const BODY = Buffer.from("0102030405060708", "hex");

function sealed(msgId = 4n, key = KEY): Buffer {
  const message = { salt: 1n, sessionId: -7n, msgId, seqNo: 3, body: BODY };
  return Buffer.from(sealMessage(authKeyOf(new Uint8Array(key)), message, "server"));
}

Deno.test("packetOpener() opens what the data centre sealed, without its padding", () => {
  const { msgId, seqNo, body } = packetOpener(KEY)(sealed(), SESSION);
  assert.deepEqual([String(msgId), seqNo, body.toString("hex")], ["4", 3, "0102030405060708"]);
});

Deno.test("packetOpener() refuses every altered byte", () => {
  const packet = sealed();
  for (let at = 0; at < packet.length; at++) {
    const altered = Buffer.from(packet);
    altered[at]! ^= 1;
    const part = at < 8 ? "auth_key_id" : "msg_key";
    const message = `Cannot accept packet: ${part} is wrong`;
    assert.throws(() => packetOpener(KEY)(altered, SESSION), { message });
  }
});

Deno.test("packetOpener() refuses packets cut short", () => {
  const packet = sealed();
  for (let length = 8; length < packet.length; length++) {
    assert.throws(() => packetOpener(KEY)(packet.subarray(0, length), SESSION), {
      message: /^Cannot accept packet: (length|msg_key) is wrong$/,
    });
  }
});

Deno.test("packetOpener() refuses another key, another session, and what came before", () => {
  const open = packetOpener(KEY);
  const refused = (part: string) => ({ message: `Cannot accept packet: ${part} is wrong` });
  assert.throws(() => open(sealed(4n, Buffer.alloc(256, 6)), SESSION), refused("auth_key_id"));
  assert.throws(() => open(sealed(), bigInt("7")), refused("session_id"));
  open(sealed(4n), SESSION);
  open(sealed(8n), SESSION);
  assert.throws(() => open(sealed(4n), SESSION), refused("message_id"));
});

Deno.test("packetOpener() remembers the last 500 packets", () => {
  const open = packetOpener(KEY);
  for (let id = 1n; id <= 501n; id++) open(sealed(id), SESSION);
  assert.throws(() => open(sealed(2n), SESSION));
  assert.equal(String(open(sealed(1n), SESSION).msgId), "1");
});

Deno.test("packetOpener() refuses a client's packet that is sent back", () => {
  const message = { salt: 1n, sessionId: -7n, msgId: 4n, seqNo: 3, body: BODY };
  const packet = Buffer.from(sealMessage(authKeyOf(new Uint8Array(KEY)), message, "client"));
  assert.throws(() => packetOpener(KEY)(packet, SESSION), {
    message: "Cannot accept packet: msg_key is wrong",
  });
});
