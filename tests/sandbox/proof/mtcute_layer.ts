/**
 * The layer that the data centre speaks, for mtcute, whose own schema is newer: its readers and
 * writers stay, the layer's are put in with them.
 */

import { tlSchema } from "../../../src/gramjs.ts";
import {
  Long,
  type TlBinaryReader,
  type TlBinaryWriter,
  type TlReaderMap,
  type TlWriterMap,
} from "./mtcute.ts";
import { entriesOfTl } from "./schema.ts";
import { readersOf } from "./schema_reader.ts";
import { writersOf } from "./schema_writer.ts";

const ENTRIES = entriesOfTl(tlSchema);

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** mtcute's readers of the layer, by constructor. */
export const LAYER_READERS: TlReaderMap = readersOf<TlBinaryReader>(ENTRIES, {
  byType: {
    int: (reader) => reader.int(),
    long: (reader) => reader.long(),
    double: (reader) => reader.double(),
    string: (reader) => reader.string(),
    bytes: (reader) => reader.bytes(),
    int128: (reader) => reader.int128(),
    int256: (reader) => reader.int256(),
    Bool: (reader) => reader.boolean(),
  },
  uint: (reader) => reader.uint(),
  object: (reader) => reader.object(),
  fieldName: camelCase,
});

const WRITERS = writersOf<TlBinaryWriter>(ENTRIES, {
  byType: {
    int: (writer, value) => writer.int(value),
    long: (writer, value) => writer.long(Long.fromValue(value)),
    double: (writer, value) => writer.double(value),
    string: (writer, value) => writer.string(value),
    bytes: (writer, value) => writer.bytes(value),
    int128: (writer, value) => writer.int128(value),
    int256: (writer, value) => writer.int256(value),
    Bool: (writer, value) => writer.boolean(value),
  },
  uint: (writer, value) => writer.uint(value),
  object: (writer, value) => writer.object(value as never),
  fieldName: camelCase,
});

/** mtcute's writers of the layer, by name. No length is known beforehand: mtcute counts each. */
export const LAYER_WRITERS = { ...WRITERS, _staticSize: {} } as unknown as TlWriterMap;
