import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  AuthKey,
  bigInt,
  BinaryReader,
  Logger,
  LogLevel,
  MTProtoSender,
} from "../../../src/gramjs.ts";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { openPacket, sealMessage } from "../../../src/sandbox/mtproto/encryption.ts";
import { concatBytes, tlInt, tlLong } from "../../../src/sandbox/mtproto/tl.ts";
import { hex } from "./bytes.ts";

const BYTES = Uint8Array.from({ length: 256 }, (_, index) => (index * 7 + 1) & 255);
const KEY = authKeyOf(BYTES);
const PING = concatBytes(tlInt(0x7abe77ec), tlLong(5n));

/** The part of GramJS's sender that encrypts. */
interface GramjsState {
  encryptMessageData(data: Buffer): Promise<Buffer>;
  decryptMessageData(packet: Buffer): Promise<{ readonly obj: Record<string, unknown> }>;
}

async function gramjsState(): Promise<GramjsState> {
  const authKey = new AuthKey();
  await authKey.setKey(Buffer.from(BYTES));
  const sender = new MTProtoSender(authKey, { logger: new Logger(LogLevel.NONE) } as never);
  return Object.assign(Reflect.get(sender, "_state"), { id: bigInt(77), salt: bigInt(88) });
}

Deno.test("openPacket() opens what GramJS sealed", async () => {
  const state = await gramjsState();
  const plain = concatBytes(tlLong(4n << 32n), tlInt(1), tlInt(PING.length), PING);
  const packet = new Uint8Array(await state.encryptMessageData(Buffer.from(plain)));
  assert.deepEqual(openPacket(KEY, packet, "client")?.message, {
    salt: 88n,
    sessionId: 77n,
    msgId: 4n << 32n,
    seqNo: 1,
    body: PING,
  });
});

Deno.test("sealMessage() is opened by GramJS", async () => {
  const state = await gramjsState();
  const pong = concatBytes(hex("c5737734"), tlLong(9n), tlLong(5n));
  const message = { salt: 88n, sessionId: 77n, msgId: (4n << 32n) + 1n, seqNo: 0, body: pong };
  const opened = await state.decryptMessageData(Buffer.from(sealMessage(KEY, message, "server")));
  assert.equal(opened.obj["className"], "Pong");
  assert.equal(String(opened.obj["pingId"]), "5");
});

Deno.test("sealMessage() pads with 12 to 27 bytes", () => {
  for (let words = 1; words < 12; words++) {
    const body = new Uint8Array(words * 4);
    const packet = sealMessage(
      KEY,
      { salt: 0n, sessionId: 0n, msgId: 1n, seqNo: 0, body },
      "server",
    );
    const padding = packet.length - 24 - 32 - body.length;
    assert.ok(padding >= 12 && padding <= 27, `${padding}`);
    assert.equal((packet.length - 24) % 16, 0);
  }
});

Deno.test("openPacket() refuses every altered byte", () => {
  const message = { salt: 1n, sessionId: 2n, msgId: 4n, seqNo: 1, body: PING };
  const packet = sealMessage(KEY, message, "client");
  for (let at = 8; at < packet.length; at++) {
    const altered = packet.slice();
    altered[at] = altered[at]! ^ 0x10;
    assert.equal(openPacket(KEY, altered, "client"), undefined);
  }
});

Deno.test("openPacket() refuses a packet sent back to the server", () => {
  const message = { salt: 1n, sessionId: 2n, msgId: 4n, seqNo: 1, body: PING };
  assert.equal(openPacket(KEY, sealMessage(KEY, message, "server"), "client"), undefined);
});

Deno.test("openPacket() refuses parts of blocks and packets without a message", () => {
  for (const length of [0, 8, 24, 40, 56, 57, 73]) {
    assert.equal(openPacket(KEY, new Uint8Array(length), "client"), undefined);
  }
});

Deno.test("authKeyOf() computes the identifiers that GramJS computes", async () => {
  const authKey = new AuthKey();
  await authKey.setKey(Buffer.from(BYTES));
  const read = (bytes: Uint8Array) =>
    new BinaryReader(Buffer.from(bytes)).readLong(false).toString();
  assert.equal(read(KEY.idBytes), authKey.keyId?.toString());
  assert.equal(read(KEY.auxHash), String(Reflect.get(authKey, "auxHash")));
});
