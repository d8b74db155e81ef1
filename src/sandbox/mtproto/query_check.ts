/**
 * Walks through a query's bytes by the schema, before GramJS's codec may read them. The codec takes
 * whichever object stands in a place, reads vectors of any length, and forgets for ever that an
 * argument is a vector if it fails inside one: it must only be given what it reads to the end.
 *
 * @module
 */

import { type Argument, type Definition, definitions } from "../tl/schema.ts";
import { gunzip, GZIP_PACKED } from "./gzip_packed.ts";
import { type TlReader, tlReader } from "./tl.ts";

const VECTOR = 0x1cb5c415;
const BOOLS: ReadonlySet<number> = new Set([0x997275b5, 0xbc799737]);
/** Constructors of what is neither an object nor a method. */
const PLAIN: ReadonlySet<number> = new Set([VECTOR, ...BOOLS]);
/** Objects within objects, compressed ones included; the API's own queries nest far less. */
const MAX_DEPTH = 64;
/** Stands in the schema where any query may. */
const QUERY = "X";

/** What a query's bytes are: sound, of a method that nobody knows, or unreadable. */
export type QueryVerdict =
  | { readonly kind: "sound" | "unreadable" }
  | { readonly kind: "unknown_method"; readonly id: number };

interface Walk {
  failed: boolean;
  depth: number;
  unknownMethod?: number;
}

const BARE: Readonly<Record<string, (reader: TlReader) => boolean>> = {
  int: (reader) => hasRead(reader.int()),
  long: (reader) => hasRead(reader.long()),
  double: (reader) => hasRead(reader.long()),
  int128: (reader) => hasRead(reader.raw(16)),
  int256: (reader) => hasRead(reader.raw(32)),
  string: (reader) => hasRead(reader.bytes()),
  bytes: (reader) => hasRead(reader.bytes()),
  Bool: (reader) => BOOLS.has(reader.uint()),
};

/** Whether it was there to be read, the reader knows at the end. */
function hasRead(_value: unknown): boolean {
  return true;
}

/**
 * Judges a query, wrappers included.
 *
 * @example A peer where a user was asked for
 * ```ts
 * import { checkQuery } from "./query_check.ts";
 * import { Api } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const self = new Api.InputUserSelf();
 * const query = new Uint8Array(new Api.users.GetUsers({ id: [self] }).getBytes());
 * assert.equal(checkQuery(query).kind, "sound");
 * query.set(new Api.InputPeerSelf().getBytes(), 12);
 * assert.equal(checkQuery(query).kind, "unreadable");
 * ```
 */
export function checkQuery(body: Uint8Array): QueryVerdict {
  const walk: Walk = { failed: false, depth: 0 };
  const reader = tlReader(body);
  walkObject(reader, QUERY, walk);
  if (walk.unknownMethod !== undefined) return { kind: "unknown_method", id: walk.unknownMethod };
  const isWhole = !walk.failed && reader.remaining() === 0;
  return { kind: isWhole ? "sound" : "unreadable" };
}

function walkObject(reader: TlReader, type: string, walk: Walk): void {
  if (walk.depth >= MAX_DEPTH) walk.failed = true;
  if (walk.failed) return;
  walk.depth++;
  const id = reader.uint();
  if (id === GZIP_PACKED) walkPacked(reader, type, walk);
  else walkKnown(id, reader, type, walk);
  walk.depth--;
}

function walkPacked(reader: TlReader, type: string, walk: Walk): void {
  const content = gunzip(reader.bytes());
  if (content === undefined) walk.failed = true;
  else walkObject(tlReader(content), type, walk);
}

function walkKnown(id: number, reader: TlReader, type: string, walk: Walk): void {
  const definition = definitions().get(id);
  if (isInPlace(definition, type)) return walkFields(reader, definition, walk);
  walk.failed = true;
  const isUnknown = type === QUERY && !reader.failed() && !PLAIN.has(id);
  if (isUnknown) walk.unknownMethod = id;
}

function walkFields(reader: TlReader, { argsConfig }: Definition, walk: Walk): void {
  const flags = new Map<string, number>();
  for (const [name, argument] of Object.entries(argsConfig)) {
    if (walk.failed) return;
    if (argument.flagIndicator) flags.set(name, reader.uint());
    else if (isThere(argument, flags)) walkArgument(reader, argument, walk);
    walk.failed ||= reader.failed();
  }
}

function isInPlace(definition: Definition | undefined, type: string): definition is Definition {
  if (definition === undefined) return false;
  return type === QUERY
    ? definition.isFunction
    : !definition.isFunction && definition.result === type;
}

function isThere({ type, isFlag, flagName, flagIndex }: Argument, flags: Map<string, number>) {
  if (type === "true") return false;
  return !isFlag || (((flags.get(flagName) ?? 0) >>> flagIndex) & 1) === 1;
}

function walkArgument(reader: TlReader, argument: Argument, walk: Walk): void {
  const { type, isVector, useVectorId } = argument;
  if (!isVector) return walkValue(reader, type, walk);
  const isVectorThere = !useVectorId || reader.uint() === VECTOR;
  const count = reader.uint();
  // No element is shorter than four bytes.
  if (!isVectorThere || count * 4 > reader.remaining()) walk.failed = true;
  for (let index = 0; index < count && !walk.failed; index++) walkValue(reader, type, walk);
}

function walkValue(reader: TlReader, type: string, walk: Walk): void {
  const read = BARE[type];
  if (read === undefined) walkObject(reader, type, walk);
  else if (!read(reader)) walk.failed = true;
  walk.failed ||= reader.failed();
}
