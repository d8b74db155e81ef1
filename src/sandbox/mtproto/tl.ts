/**
 * Bytes as the Type Language writes them: little-endian numbers, and strings padded to four bytes.
 * The service messages and the key exchange are read and written with it; objects of the API go
 * through GramJS instead (see `queries.ts`).
 *
 * @see https://core.telegram.org/mtproto/serialize
 * @module
 */

/** `vector#1cb5c415`, the constructor in front of every boxed vector. */
const VECTOR = 0x1cb5c415;

/** The first byte of a string of 254 bytes or more; three bytes of length follow it. */
const LONG_STRING = 254;

/**
 * Reads TL values one after the other. Reading past the end yields zeros and is remembered, so that
 * a parser asks once, at its end, whether what it read was there.
 */
export interface TlReader {
  int(): number;
  uint(): number;
  /** Unsigned. */
  long(): bigint;
  /** A copy of that many bytes. */
  raw(length: number): Uint8Array;
  /** A copy of a TL string's content. */
  bytes(): Uint8Array;
  /** A boxed vector of longs. */
  longs(): bigint[];
  /** Bytes not read yet. */
  remaining(): number;
  /** Whether something was asked for that was not there. */
  failed(): boolean;
}

/**
 * Reads TL values.
 *
 * @example A message identifier, then more than there is
 * ```ts
 * import { tlReader } from "./tl.ts";
 * import assert from "node:assert/strict";
 *
 * const reader = tlReader(new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0]));
 * assert.equal(reader.long(), 1n);
 * assert.equal(reader.failed(), false);
 * assert.equal(reader.int(), 0);
 * assert.equal(reader.failed(), true);
 * ```
 */
export function tlReader(source: Uint8Array): TlReader {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  let offset = 0;
  let failed = false;

  const claim = (length: number): number | undefined => {
    if (failed || length > source.length - offset) {
      failed = true;
      return undefined;
    }
    offset += length;
    return offset - length;
  };
  const uint = (): number => {
    const at = claim(4);
    return at === undefined ? 0 : view.getUint32(at, true);
  };
  const long = (): bigint => {
    const at = claim(8);
    return at === undefined ? 0n : view.getBigUint64(at, true);
  };
  const raw = (length: number): Uint8Array => {
    const at = claim(length);
    return at === undefined ? new Uint8Array(0) : source.slice(at, at + length);
  };
  const byte = (): number => raw(1)[0] ?? 0;
  const bytes = (): Uint8Array => {
    const first = byte();
    const isLong = first === LONG_STRING;
    const length = isLong ? byte() | (byte() << 8) | (byte() << 16) : first;
    const content = raw(length);
    claim(-(length + (isLong ? 4 : 1)) & 3);
    return content;
  };
  const longs = (): bigint[] => {
    const isVector = uint() === VECTOR;
    const count = uint();
    if (!isVector || count * 8 > source.length - offset) failed = true;
    return failed ? [] : Array.from({ length: count }, long);
  };
  return {
    int: () => uint() | 0,
    uint,
    long,
    raw,
    bytes,
    longs,
    remaining: () => source.length - offset,
    failed: () => failed,
  };
}

/** A 32-bit number; both signed and unsigned ones may be given. */
export function tlInt(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0, true);
  return bytes;
}

/** A 64-bit number; both signed and unsigned ones may be given. */
export function tlLong(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), true);
  return bytes;
}

/**
 * A TL string (or `bytes`, which is the same): length, content, zeros up to a multiple of four.
 *
 * @example A string of three bytes needs no padding
 * ```ts
 * import { tlBytes } from "./tl.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(tlBytes(new Uint8Array([7, 8, 9])), new Uint8Array([3, 7, 8, 9]));
 * ```
 */
export function tlBytes(content: Uint8Array): Uint8Array {
  const { length } = content;
  const head = length < LONG_STRING
    ? [length]
    : [LONG_STRING, length & 255, (length >> 8) & 255, length >> 16];
  return concatBytes(head, content, new Uint8Array(-(head.length + length) & 3));
}

/** A boxed vector of longs. */
export function tlLongs(values: readonly bigint[]): Uint8Array {
  return concatBytes(tlInt(VECTOR), tlInt(values.length), ...values.map(tlLong));
}

/** Joins parts into one array of bytes. */
export function concatBytes(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Whether two arrays hold the same bytes. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Exclusive or of two arrays of the same length. */
export function xorBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

/** The digits of some bytes, two each, in their order. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A number written big-endian, as TL strings carry large numbers. */
export function bigEndian(value: bigint, length: number): Uint8Array {
  const digits = value.toString(16).padStart(length * 2, "0");
  return Uint8Array.from(
    { length },
    (_, index) => Number(`0x${digits.slice(index * 2, index * 2 + 2)}`),
  );
}

/** The number that some big-endian bytes are. */
export function fromBigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** That many random bytes. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
