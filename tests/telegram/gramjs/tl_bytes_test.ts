import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readBytes, readInt, readString, tlBytes } from "../../../src/telegram/gramjs/tl_bytes.ts";

/** `fe`, three bytes of length, 254 times `a`, two bytes of padding. */
const LONG = Buffer.from("fefe0000" + "61".repeat(254) + "0000", "hex");
const SHORT = Buffer.from("0548656c6c6f0000", "hex");

Deno.test("readString() reads short and long strings, and moves behind their padding", () => {
  const source = tlBytes(Buffer.concat([SHORT, LONG, Buffer.from("ffffffff", "hex")]));
  assert.equal(readString(source), "Hello");
  assert.equal(readString(source), "a".repeat(254));
  assert.equal(readInt(source), -1);
});

Deno.test("readString() replaces what is no UTF-8 and keeps a byte order mark", () => {
  assert.equal(readString(tlBytes(Buffer.from("03efbbbf", "hex"))), "\ufeff");
  assert.equal(readString(tlBytes(Buffer.from("0161ff00", "hex"))), "a");
  assert.equal(readString(tlBytes(Buffer.from("01ff0000", "hex"))), "\ufffd");
});

Deno.test("readString() and readBytes() refuse what is cut short, padding included", () => {
  for (const whole of [SHORT, LONG]) {
    for (let length = 0; length < whole.length; length++) {
      assert.throws(() => readString(tlBytes(whole.subarray(0, length))), RangeError);
      assert.throws(() => readBytes(tlBytes(whole.subarray(0, length))), RangeError);
    }
  }
});
