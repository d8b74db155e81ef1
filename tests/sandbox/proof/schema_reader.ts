/**
 * Reads objects of any layer by a schema. What reads single values is an argument, so that the same
 * lines serve mtcute's reader and this repository's.
 */

import type { Entry, Type } from "./schema.ts";

/** An object as it was read: its constructor's name and its fields. */
export type Read = Readonly<Record<string, unknown>> & { readonly _: string };

/** How one library reads single values. */
export interface Values<Reader> {
  readonly byType: Readonly<Record<string, (reader: Reader) => unknown>>;
  readonly uint: (reader: Reader) => number;
  /** An object that has its constructor in front. */
  readonly object: (reader: Reader) => unknown;
  /** What a field is called in the object. */
  readonly fieldName: (name: string) => string;
}

const VECTOR = 0x1cb5c415;

/** Makes readers by constructor; each is called behind it. */
export function readersOf<Reader>(
  entries: readonly Entry[],
  values: Values<Reader>,
): Record<number, (reader: Reader) => Read> {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  return Object.fromEntries(entries.map((entry) => [entry.id, readerOf(entry, values, byName)]));
}

function readerOf<Reader>(
  entry: Entry,
  values: Values<Reader>,
  byName: ReadonlyMap<string, Entry>,
): (reader: Reader) => Read {
  const fields = entry.fields.map(({ name, type }) => ({
    name: values.fieldName(name),
    type,
    read: valueReader(type, values, byName),
    flagsName: type.flag && values.fieldName(type.flag.field),
  }));
  return (reader) => {
    const object: Record<string, unknown> & { _: string } = { _: entry.name };
    for (const { name, type: { flag }, read, flagsName } of fields) {
      const isThere = flag === undefined || (Number(object[flagsName!]) >>> flag.bit) & 1;
      if (isThere) object[name] = read(reader);
    }
    return object;
  };
}

function valueReader<Reader>(
  type: Type,
  values: Values<Reader>,
  byName: ReadonlyMap<string, Entry>,
): (reader: Reader) => unknown {
  if (type.name === "true") return () => true;
  const single = singleReader(type, values, byName);
  if (type.vector === undefined) return single;
  return (reader) => {
    if (type.vector === "boxed" && values.uint(reader) !== VECTOR) {
      throw new Error("Cannot read vector: its constructor is missing");
    }
    return Array.from({ length: values.uint(reader) }, () => single(reader));
  };
}

function singleReader<Reader>(
  type: Type,
  values: Values<Reader>,
  byName: ReadonlyMap<string, Entry>,
): (reader: Reader) => unknown {
  if (type.name === "#") return values.uint;
  const bare = type.isBare ? byName.get(type.name.toLowerCase()) : undefined;
  if (bare !== undefined) return readerOf(bare, values, byName);
  return values.byType[type.name] ?? values.object;
}
