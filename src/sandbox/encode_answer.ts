/**
 * Turns a service's answer into bytes.
 *
 * https://core.telegram.org/mtproto/serialize
 *
 * @module
 */

import type { TlAnswer } from "./rpc.ts";

const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;
const VECTOR = 0x1cb5c415;

/**
 * Serializes an answer: an object as it is, a Bool by its constructor, several objects as a boxed
 * vector.
 *
 * @throws What an object's own encoder throws when a field is missing: a service's bug.
 */
export function encodeAnswer(answer: TlAnswer): Uint8Array {
  if (typeof answer === "boolean") return integers(answer ? BOOL_TRUE : BOOL_FALSE);
  if ("getBytes" in answer) return answer.getBytes();
  return concat([integers(VECTOR, answer.length), ...answer.map((item) => item.getBytes())]);
}

function integers(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(4 * index, value, true));
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}
