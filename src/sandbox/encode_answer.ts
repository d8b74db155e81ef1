/**
 * Turns a service's answer into bytes.
 *
 * https://core.telegram.org/mtproto/serialize
 *
 * @module
 */

import type { TlAnswer } from "./rpc.ts";
import { encodeTl } from "./tl/encoder.ts";

const BOOL_TRUE = new Uint8Array([0xb5, 0x75, 0x72, 0x99]);
const BOOL_FALSE = new Uint8Array([0x37, 0x97, 0x79, 0xbc]);

/**
 * Serializes an answer: an object as it is, a Bool by its constructor, several objects as a boxed
 * vector.
 *
 * @throws {TypeError} If a field is missing or cannot be sent: a service's bug.
 */
export function encodeAnswer(answer: TlAnswer): Uint8Array {
  if (typeof answer === "boolean") return answer ? BOOL_TRUE : BOOL_FALSE;
  return encodeTl(answer);
}
