import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { readIncoming } from "../../../src/telegram/gramjs/incoming.ts";
import { tlBytes as tlString } from "../../../src/sandbox/mtproto/tl.ts";

const PONG = new Api.Pong({ msgId: bigInt(1), pingId: bigInt(2) }).getBytes();
const UNKNOWN = Buffer.from("efbeadde01020304", "hex");
/** `rpc_result` to request 9, with a body of four bytes. */
const RESULT = Buffer.from("016d5cf30900000000000000aabbccdd", "hex");

const isPong = (id: number) => id === 0x347773c5;

/** Reads a message that is sound. */
function read(body: Uint8Array) {
  const onError = (error: unknown) => {
    throw error;
  };
  return readIncoming(Buffer.from(body), { isHandled: isPong, onError });
}

function container(...bodies: readonly Buffer[]): Buffer {
  const head = Buffer.from("dcf8f17300000000", "hex");
  head.writeInt32LE(bodies.length, 4);
  return Buffer.concat([head, ...bodies.flatMap((body, index) => [message(index, body), body])]);
}

function message(id: number, { length }: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeBigInt64LE(BigInt(id), 0);
  head.writeInt32LE(length, 12);
  return head;
}

function packed(body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from("a1cf7230", "hex"), tlString(gzipSync(body))]);
}

Deno.test("readIncoming() takes a result apart", () => {
  const { CONSTRUCTOR_ID, ...rest } = read(RESULT);
  assert.equal(CONSTRUCTOR_ID, 0xf35c6d01);
  assert.deepEqual(rest, { reqMsgId: bigInt(9), body: Buffer.from("aabbccdd", "hex") });
});

Deno.test("readIncoming() leaves service messages to GramJS, and all others unread", () => {
  assert.ok(read(PONG) instanceof Api.Pong);
  assert.deepEqual(read(UNKNOWN), { CONSTRUCTOR_ID: 0xdeadbeef });
});

Deno.test("readIncoming() keeps the answers beside a message that nobody knows", () => {
  const { messages } = read(container(UNKNOWN, RESULT, PONG)) as unknown as {
    readonly messages: readonly { readonly msgId: unknown; readonly obj: object }[];
  };
  assert.deepEqual(messages.map(({ msgId }) => String(msgId)), ["0", "1", "2"]);
  assert.deepEqual(messages[0]?.obj, { CONSTRUCTOR_ID: 0xdeadbeef });
  assert.deepEqual(
    (messages[1]?.obj as { readonly body: Buffer }).body.toString("hex"),
    "aabbccdd",
  );
  assert.ok(messages[2]?.obj instanceof Api.Pong);
});

Deno.test("readIncoming() unpacks what is packed, once", () => {
  assert.ok(read(packed(PONG)) instanceof Api.Pong);
  assert.throws(() => read(packed(packed(PONG))), { message: "Cannot unpack: it is packed twice" });
});

Deno.test("readIncoming() refuses what is cut short, no gzip data, or more than 16 MiB", () => {
  const whole = container(RESULT, PONG);
  for (let length = 0; length < whole.length; length++) isRefused(whole.subarray(0, length));
  const negative = Buffer.from(container(PONG));
  negative.writeInt32LE(-16, 20);
  isRefused(negative);
  isRefused(Buffer.concat([Buffer.from("a1cf7230", "hex"), tlString(PONG)]));
  isRefused(packed(new Uint8Array((1 << 24) + 4)));
});

/** It is said why, once, and what stands for it is no constructor. */
function isRefused(body: Uint8Array): void {
  const errors: unknown[] = [];
  const isHandled = isPong;
  const onError = (error: unknown) => void errors.push(error);
  assert.deepEqual(readIncoming(Buffer.from(body), { isHandled, onError }), { CONSTRUCTOR_ID: 0 });
  assert.equal(errors.length, 1);
}
