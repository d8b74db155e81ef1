/**
 * The bare values of TL, read one after the other. Reading past the end throws, always.
 *
 * @see https://core.telegram.org/mtproto/serialize
 * @module
 */

import { Buffer } from "node:buffer";
import { bigInt } from "../../gramjs.ts";

/** Bytes, and how far they are read. */
export interface TlBytes {
  readonly bytes: Buffer;
  readonly view: DataView;
  at: number;
}

/** The first byte of a string of 254 bytes or more; three bytes of length follow it. */
const LONG_STRING = 254;
const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;

/**
 * Begins to read. The bytes are not copied: they have to stay as they are.
 *
 * @example A number and a text
 * ```ts
 * import { readInt, readString, tlBytes } from "./tl_bytes.ts";
 * import assert from "node:assert/strict";
 *
 * const source = tlBytes(new Uint8Array([254, 255, 255, 255, 2, 72, 105, 0]));
 * assert.equal(readInt(source), -2);
 * assert.equal(readString(source), "Hi");
 * assert.throws(() => readInt(source), RangeError);
 * ```
 */
export function tlBytes(source: Uint8Array): TlBytes {
  const { buffer, byteOffset, byteLength } = source;
  return {
    bytes: Buffer.from(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength),
    at: 0,
  };
}

/** How many bytes are not read yet. */
export function remaining({ bytes, at }: TlBytes): number {
  return bytes.length - at;
}

/** `int`: 32 bits, signed. */
export function readInt(source: TlBytes): number {
  const value = source.view.getInt32(source.at, true);
  source.at += 4;
  return value;
}

/** A constructor's id: 32 bits, unsigned. */
export function readId(source: TlBytes): number {
  return readInt(source) >>> 0;
}

/** `long`: 64 bits, signed, as GramJS's own objects hold it. */
export function readLong(source: TlBytes): ReturnType<typeof bigInt> {
  const value = source.view.getBigInt64(source.at, true);
  source.at += 8;
  return bigInt(value);
}

/** `double`. */
export function readDouble(source: TlBytes): number {
  const value = source.view.getFloat64(source.at, true);
  source.at += 8;
  return value;
}

/** `Bool`. */
export function readBool(source: TlBytes): boolean {
  const id = readId(source);
  if (id !== BOOL_TRUE && id !== BOOL_FALSE) throw new RangeError("Cannot read Bool");
  return id === BOOL_TRUE;
}

/** `bytes`, not copied. */
export function readBytes(source: TlBytes): Buffer {
  const length = readLength(source);
  const start = source.at;
  skip(source, length);
  return source.bytes.subarray(start, start + length);
}

/** `string`: UTF-8; what is none is replaced, as GramJS does. */
export function readString(source: TlBytes): string {
  const length = readLength(source);
  const start = source.at;
  skip(source, length);
  return source.bytes.toString("utf8", start, start + length);
}

function readLength(source: TlBytes): number {
  const first = source.view.getUint8(source.at);
  source.at += first === LONG_STRING ? 4 : 1;
  return first === LONG_STRING ? source.view.getUint32(source.at - 4, true) >>> 8 : first;
}

/** Moves behind a string's content and what pads it to four bytes. */
function skip(source: TlBytes, length: number): void {
  source.at = (source.at + length + 3) & ~3;
  if (source.at > source.bytes.length) {
    throw new RangeError("Cannot read string: bytes are missing");
  }
}
