/**
 * Bytes that are written one after the other into one growing array.
 *
 * @module
 */

const FIRST_CAPACITY = 1 << 16;
/** An array that grew beyond this many bytes is not kept for the next time. */
const KEPT_CAPACITY = 1 << 20;
/** The first byte of a TL string of 254 bytes or more; three bytes of length follow it. */
const LONG_STRING = 254;
/** UTF-8 takes at most this many bytes for a UTF-16 code unit. */
const MAX_UNIT_BYTES = 3;

/** Writes TL's bare values: little-endian numbers, and strings padded to four bytes. */
export interface ByteWriter {
  /** A 32-bit number; both signed and unsigned ones may be given. */
  int(value: number): void;
  /** The lower 64 bits; both signed and unsigned ones may be given. */
  long(value: bigint): void;
  double(value: number): void;
  /** A TL string: length, content, zeros up to a multiple of four. */
  bytes(content: Uint8Array): void;
  /** The same, of a text in UTF-8. */
  string(text: string): void;
  /** A copy of all that was written; the writer is empty afterwards. */
  take(): Uint8Array;
  /** Forgets what was written. */
  clear(): void;
}

/**
 * Makes an empty writer.
 *
 * @example A number and a text
 * ```ts
 * import { createByteWriter } from "./byte_writer.ts";
 * import assert from "node:assert/strict";
 *
 * const writer = createByteWriter();
 * writer.int(-2);
 * writer.string("Hi");
 * assert.deepEqual(writer.take(), new Uint8Array([254, 255, 255, 255, 2, 72, 105, 0]));
 * ```
 */
export function createByteWriter(): ByteWriter {
  const utf8 = new TextEncoder();
  let bytes = new Uint8Array(FIRST_CAPACITY);
  let view = new DataView(bytes.buffer);
  let end = 0;

  const replace = (next: Uint8Array<ArrayBuffer>): void => {
    bytes = next;
    view = new DataView(bytes.buffer);
  };
  const reserve = (count: number): void => {
    if (count <= bytes.length - end) return;
    const grown = new Uint8Array(Math.max(end + count, bytes.length * 2));
    grown.set(bytes.subarray(0, end));
    replace(grown);
  };
  /** Writes a string's length in front of its content, which begins at `start`, and pads it. */
  const close = (start: number, length: number): void => {
    const isLong = length >= LONG_STRING;
    const head = isLong ? 4 : 1;
    if (isLong) view.setUint32(start - head, LONG_STRING | (length << 8), true);
    else bytes[start - head] = length;
    const unpadded = start + length;
    end = unpadded + (-(head + length) & 3);
    bytes.fill(0, unpadded, end);
  };
  const clear = (): void => {
    end = 0;
    if (bytes.length > KEPT_CAPACITY) replace(new Uint8Array(FIRST_CAPACITY));
  };
  return {
    int(value) {
      reserve(4);
      view.setInt32(end, value, true);
      end += 4;
    },
    long(value) {
      reserve(8);
      view.setBigInt64(end, value, true);
      end += 8;
    },
    double(value) {
      reserve(8);
      view.setFloat64(end, value, true);
      end += 8;
    },
    bytes(content) {
      reserve(content.length + 8);
      const start = end + (content.length < LONG_STRING ? 1 : 4);
      bytes.set(content, start);
      close(start, content.length);
    },
    string(text) {
      const most = text.length * MAX_UNIT_BYTES;
      reserve(most + 8);
      // How long the length itself is depends on the content: it moves in the rare case of a wrong guess.
      const guess = end + (most < LONG_STRING ? 1 : 4);
      const { written } = utf8.encodeInto(text, bytes.subarray(guess));
      const start = end + (written < LONG_STRING ? 1 : 4);
      if (start !== guess) bytes.copyWithin(start, guess, guess + written);
      close(start, written);
    },
    take() {
      const taken = bytes.slice(0, end);
      clear();
      return taken;
    },
    clear,
  };
}
