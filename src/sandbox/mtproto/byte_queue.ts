/**
 * Bytes that have arrived and were not taken yet, in one growing array: each byte is moved a bounded
 * number of times, however small the pieces are in which it comes.
 *
 * @module
 */

const FIRST_CAPACITY = 4096;
/** An empty queue gives back an array that grew beyond this many bytes. */
const KEPT_CAPACITY = 1 << 18;

/** Bytes in the order of their arrival. */
export interface ByteQueue {
  length(): number;
  push(bytes: Uint8Array): void;
  /** The first bytes, as a view that holds until the next `push`. Asks for no more than there are. */
  peek(count: number): Uint8Array;
  /** Takes the first bytes off, as a copy. Asks for no more than there are. */
  take(count: number): Uint8Array;
}

/**
 * Makes an empty queue.
 *
 * @example
 * ```ts
 * import { createByteQueue } from "./byte_queue.ts";
 * import assert from "node:assert/strict";
 *
 * const queue = createByteQueue();
 * queue.push(new Uint8Array([1, 2]));
 * queue.push(new Uint8Array([3]));
 * assert.deepEqual(queue.take(2), new Uint8Array([1, 2]));
 * assert.equal(queue.length(), 1);
 * ```
 */
export function createByteQueue(): ByteQueue {
  let bytes = new Uint8Array(FIRST_CAPACITY);
  let start = 0;
  let end = 0;

  const makeRoom = (count: number): void => {
    const needed = end - start + count;
    const roomy = needed * 2 > bytes.length
      ? new Uint8Array(Math.max(needed, bytes.length * 2))
      : bytes;
    roomy.set(bytes.subarray(start, end));
    bytes = roomy;
    end -= start;
    start = 0;
  };
  const reset = (): void => {
    start = 0;
    end = 0;
    if (bytes.length > KEPT_CAPACITY) bytes = new Uint8Array(FIRST_CAPACITY);
  };
  return {
    length: () => end - start,
    push(chunk) {
      if (chunk.length > bytes.length - end) makeRoom(chunk.length);
      bytes.set(chunk, end);
      end += chunk.length;
    },
    peek: (count) => bytes.subarray(start, start + count),
    take(count) {
      const taken = bytes.slice(start, start + count);
      start += count;
      if (start === end) reset();
      return taken;
    },
  };
}
