/**
 * Reads answers into plain objects with the fields of GramJS's classes, `className` included; a field
 * that is absent is absent. Each constructor is compiled from the schema once, when it is first met.
 * (GramJS goes through the schema anew for each object, makes an instance of a class with several more
 * fields, and turns every `long` into text and back: that takes ten times as long.)
 *
 * Every object must be of the type that the schema has in its place, so whoever reads a decoded answer
 * can trust its types.
 *
 * @see https://core.telegram.org/mtproto/serialize
 * @module
 */

import {
  readBool,
  readBytes,
  readDouble,
  readId,
  readInt,
  readLong,
  readString,
  remaining,
  type TlBytes,
  tlBytes,
} from "./tl_bytes.ts";
import { type Argument, constructorOf, type Definition } from "./tl_definitions.ts";

type Read = (source: TlBytes) => unknown;
type Fields = Record<string, unknown>;
/** Reads a field, if the flags that were read before it say that it is there. */
type ReadField = (object: Fields, source: TlBytes, flags: number[]) => void;

interface Constructor {
  readonly type: string;
  readonly read: Read;
}

const VECTOR = 0x1cb5c415;
/** Nothing is written in fewer bytes. */
const LEAST_BYTES = 4;

const BARE_TYPES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["int", readInt],
  ["long", readLong],
  ["double", readDouble],
  ["string", readString],
  ["bytes", readBytes],
  ["Bool", readBool],
]);

const compiled = new Map<number, Constructor>();

/**
 * Reads an answer.
 *
 * @param bytes The answer, and nothing behind it.
 * @param type What it has to be, as the schema says: `messages.Messages`, `Vector<User>`.
 * @throws When the bytes are not of that type, or name a constructor that this layer does not have.
 *
 * @example A peer
 * ```ts
 * import { decodeTl } from "./tl_decoder.ts";
 * import { Api, bigInt } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const peer = new Api.PeerUser({ userId: bigInt(5) });
 * assert.deepEqual(decodeTl(peer.getBytes(), "Peer"), { className: "PeerUser", userId: bigInt(5) });
 * ```
 */
export function decodeTl(bytes: Uint8Array, type: string): unknown {
  const source = tlBytes(bytes);
  const elements = /^Vector<(.+)>$/.exec(type)?.[1];
  const read = elements === undefined ? readerOf(type) : vectorOf(readerOf(elements), true);
  const value = read(source);
  if (remaining(source) !== 0) throw new RangeError(`Cannot read ${type}: bytes are left over`);
  return value;
}

function readerOf(type: string): Read {
  return BARE_TYPES.get(type) ?? ((source) => readBoxed(source, type));
}

function readBoxed(source: TlBytes, type: string): unknown {
  const id = readId(source);
  const constructor = compiled.get(id) ?? compile(id);
  if (constructor.type !== type) {
    throw new TypeError(`Cannot read ${type}: got ${constructor.type}`);
  }
  return constructor.read(source);
}

function compile(id: number): Constructor {
  const definition = constructorOf(id);
  if (definition === undefined) throw new TypeError(`Cannot read constructor ${id.toString(16)}`);
  const constructor = { type: definition.result, read: objectOf(definition) };
  compiled.set(id, constructor);
  return constructor;
}

function objectOf({ name, namespace, argsConfig }: Definition): Read {
  const className = namespace === undefined ? name : `${namespace}.${name}`;
  const flagWords = Object.keys(argsConfig).filter((field) => argsConfig[field]?.flagIndicator);
  const fields = Object.entries(argsConfig).map(([field, argument]) =>
    fieldOf(field, argument, flagWords)
  );
  return (source) => {
    const object: Fields = { className };
    const flags: number[] = [];
    for (const read of fields) read(object, source, flags);
    return object;
  };
}

function fieldOf(field: string, argument: Argument, flagWords: readonly string[]): ReadField {
  const { type, isFlag, flagName, flagIndex, flagIndicator, isVector, useVectorId } = argument;
  if (flagIndicator) return (_object, source, flags) => void flags.push(readInt(source));
  const word = flagWords.indexOf(flagName);
  const bit = 1 << flagIndex;
  if (type === "true") {
    return (object, _source, flags) => {
      if (flags[word]! & bit) object[field] = true;
    };
  }
  const read = isVector ? vectorOf(readerOf(type), useVectorId === true) : readerOf(type);
  if (!isFlag) return (object, source) => void (object[field] = read(source));
  return (object, source, flags) => {
    if (flags[word]! & bit) object[field] = read(source);
  };
}

function vectorOf(read: Read, isBoxed: boolean): Read {
  return (source) => {
    if (isBoxed && readId(source) !== VECTOR) throw new TypeError("Cannot read vector");
    const count = readInt(source);
    // A number that was meddled with must not make us fill the memory.
    if (count < 0 || count * LEAST_BYTES > remaining(source)) {
      throw new RangeError("Cannot read vector: it is longer than its bytes");
    }
    const elements: unknown[] = [];
    for (let index = 0; index < count; index++) elements.push(read(source));
    return elements;
  };
}
