/**
 * How TL's bare types are written, from the values that GramJS's objects hold.
 *
 * @module
 */

import type { ByteWriter } from "./byte_writer.ts";

const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;

/** Writes one value. */
export type WriteValue = (value: unknown, out: ByteWriter) => void;

/** Makes a writer for a field; `place` names the field in errors. */
export type ValueType = (place: string) => WriteValue;

/**
 * Refuses a value.
 *
 * @param place Constructor and field, such as `Message.date`.
 */
export function refuseValue(place: string, expected: string, value: unknown): never {
  const actual = value === null || value === undefined ? "nothing" : typeof value;
  throw new TypeError(`Cannot encode ${place}: expected ${expected}, got ${actual}`);
}

const int: ValueType = (place) => (value, out) => {
  if (typeof value !== "number") refuseValue(place, "int", value);
  if ((value | 0) !== value) refuseValue(place, "int of 32 bits", value);
  out.int(value);
};

const long: ValueType = (place) => (value, out) => {
  const number = longOf(value);
  if (number === undefined) refuseValue(place, "long", value);
  out.long(number);
};

const double: ValueType = (place) => (value, out) => {
  if (typeof value !== "number") refuseValue(place, "double", value);
  out.double(value);
};

/** Either of the two may stand for the other: on the wire they are the same. */
const text: ValueType = (place) => (value, out) => {
  if (typeof value === "string") out.string(value);
  else if (value instanceof Uint8Array) out.bytes(value);
  else refuseValue(place, "string or bytes", value);
};

const bool: ValueType = (place) => (value, out) => {
  if (typeof value !== "boolean") refuseValue(place, "Bool", value);
  out.int(value ? BOOL_TRUE : BOOL_FALSE);
};

/** The bare types by their names in the schema; `true` is a flag and nothing besides. */
export const BARE_TYPES: ReadonlyMap<string, ValueType> = new Map([
  ["int", int],
  ["long", long],
  ["double", double],
  ["string", text],
  ["bytes", text],
  ["Bool", bool],
]);

/** A big-integer number keeps a native one inside, and hands it out in no faster way. */
function longOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  if (typeof value !== "object" || value === null || !("toJSNumber" in value)) return undefined;
  const { value: inner } = value as { readonly value?: unknown };
  return typeof inner === "bigint" ? inner : BigInt(String(value));
}
