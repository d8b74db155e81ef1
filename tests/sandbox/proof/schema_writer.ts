/** Writes objects of any layer by a schema, with whatever writes single values. */

import type { Entry, Field } from "./schema.ts";

/** How one library writes single values. */
export interface ValueWriters<Writer> {
  readonly byType: Readonly<Record<string, (writer: Writer, value: never) => void>>;
  readonly uint: (writer: Writer, value: number) => void;
  /** An object, its constructor first. */
  readonly object: (writer: Writer, value: unknown) => void;
  /** What a field is called in the object. */
  readonly fieldName: (name: string) => string;
}

type Fields = Readonly<Record<string, unknown>>;

const VECTOR = 0x1cb5c415;

/** Makes writers by name; each writes the constructor, too. */
export function writersOf<Writer>(
  entries: readonly Entry[],
  values: ValueWriters<Writer>,
): Record<string, (writer: Writer, object: Fields) => void> {
  return Object.fromEntries(entries.map((entry) => {
    const fields = entry.fields.map((field) => fieldWriter(field, entry, values));
    return [entry.name, (writer: Writer, object: Fields) => {
      values.uint(writer, entry.id);
      for (const write of fields) write(writer, object);
    }];
  }));
}

function fieldWriter<Writer>(
  { name, type }: Field,
  entry: Entry,
  values: ValueWriters<Writer>,
): (writer: Writer, object: Fields) => void {
  const property = values.fieldName(name);
  if (type.name === "#") {
    return (writer, object) => values.uint(writer, flagsOf(name, entry, values, object));
  }
  if (type.name === "true") return () => {};
  const single = (values.byType[type.name] ?? values.object) as (w: Writer, value: unknown) => void;
  return (writer, object) => {
    const value = object[property];
    if (type.flag !== undefined && value === undefined) return;
    if (type.vector === undefined) return single(writer, value);
    if (type.vector === "boxed") values.uint(writer, VECTOR);
    values.uint(writer, (value as unknown[]).length);
    for (const element of value as unknown[]) single(writer, element);
  };
}

function flagsOf<Writer>(
  flagsField: string,
  { fields }: Entry,
  { fieldName }: ValueWriters<Writer>,
  object: Fields,
): number {
  const isSet = ({ name, type: { flag, name: type } }: Field): boolean => {
    const value = object[fieldName(name)];
    return flag?.field === flagsField && value !== undefined && (type !== "true" || value === true);
  };
  return fields.filter(isSet).reduce((flags, { type }) => flags | (1 << type.flag!.bit), 0) >>> 0;
}
