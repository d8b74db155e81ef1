/**
 * Encodes GramJS's objects as `getBytes()` does, byte for byte, but in one pass: each constructor is
 * compiled from the schema once, when it is first met. (GramJS goes through the schema anew for each
 * object and joins small buffers at each level, which takes most of a data centre's time.)
 *
 * @see https://core.telegram.org/mtproto/serialize
 * @module
 */

import type { TlObject } from "../rpc.ts";
import { type ByteWriter, createByteWriter } from "./byte_writer.ts";
import { compileDefinition, type WriteObject } from "./definition.ts";
import { definitions } from "./schema.ts";
import { refuseValue } from "./values.ts";

const VECTOR = 0x1cb5c415;

const compiled = new Map<number | undefined, WriteObject>();
const buffer = createByteWriter();

/**
 * Encodes an object, or several as a boxed vector.
 *
 * @param value Of API constructors or methods; what GramJS made them with, not their own `getBytes`,
 * is what counts.
 * @throws {TypeError} If a field has a value that cannot be sent, or a required one has none: names
 * constructor and field.
 *
 * @example As GramJS does
 * ```ts
 * import { encodeTl } from "./encoder.ts";
 * import { Api, bigInt } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peer = new Api.PeerUser({ userId: bigInt(5) });
 * assert.deepEqual(encodeTl(peer), new Uint8Array(peer.getBytes()));
 * ```
 */
export function encodeTl(value: TlObject | readonly TlObject[]): Uint8Array {
  try {
    if (isVector(value)) writeVector(value, buffer);
    else writeObject(value, buffer, "answer");
    return buffer.take();
  } finally {
    // What an error has left behind.
    buffer.clear();
  }
}

function isVector(value: TlObject | readonly TlObject[]): value is readonly TlObject[] {
  return Array.isArray(value);
}

function writeVector(values: readonly TlObject[], out: ByteWriter): void {
  out.int(VECTOR);
  out.int(values.length);
  for (const value of values) writeObject(value, out, "vector");
}

function writeObject(value: unknown, out: ByteWriter, place: string): void {
  const { CONSTRUCTOR_ID: id } = (value ?? {}) as { readonly CONSTRUCTOR_ID?: number };
  const write = compiled.get(id) ?? compile(id);
  if (write === undefined) refuseValue(place, "object", value);
  write(value as TlObject, out);
}

function compile(id: number | undefined): WriteObject | undefined {
  const definition = id === undefined ? undefined : definitions().get(id);
  if (definition === undefined) return undefined;
  const write = compileDefinition(definition, writeObject);
  compiled.set(id, write);
  return write;
}
