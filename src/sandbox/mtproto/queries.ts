/**
 * Reads a client's query with GramJS's codec.
 *
 * The codec must not be left in the middle of a vector by an exception: it notes in its own schema that
 * it is inside one, and would from then on misread that method in the whole process. So the reader
 * handed to it never throws while there is another way: it answers with zeros once something is wrong.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api, BinaryReader } from "../../gramjs.ts";
import { type RpcError, type TlRequest, unknownMethod } from "../rpc.ts";
import { gunzip, GZIP_PACKED } from "./gzip_packed.ts";
import { checkQuery } from "./query_check.ts";

const VECTOR = 0x1cb5c415;
const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;

/** Objects within objects, compressed ones included; the API's own queries nest far less. */
const MAX_DEPTH = 64;
/** How many zeros are given out before an exception is the lesser evil. */
const MAX_ZEROS = 100_000;
const WRAPPER = /^(Invoke(After|With)|InitConnection$)/;

/** A query, or the error that answers it. */
export type ParsedQuery = { readonly request: TlRequest } | { readonly error: RpcError };

interface TlClass {
  readonly CONSTRUCTOR_ID: number;
  readonly className: string;
  fromReader(reader: BinaryReader): TlRequest;
}

/** What is shared between a reader and those of compressed parts within it. */
interface Progress {
  failed: boolean;
  zeros: number;
  depth: number;
  /** An unknown constructor where a method was expected. */
  unknownMethod?: number;
  /** Names of the objects being read, outermost first. */
  readonly path: string[];
}

const CLASSES: ReadonlyMap<number, TlClass> = new Map(
  Object.values(Api as unknown as Record<string, TlClass | Record<string, TlClass>>)
    .flatMap((entry) => isTlClass(entry) ? [entry] : Object.values(entry))
    .map((entry) => [entry.CONSTRUCTOR_ID, entry]),
);

function isTlClass(entry: TlClass | Record<string, TlClass>): entry is TlClass {
  return "CONSTRUCTOR_ID" in entry;
}

/**
 * Reads a query, wrappers included.
 *
 * @returns The request, `INPUT_METHOD_INVALID_` with the constructor if no such
 * method is known, or `INPUT_FETCH_FAIL` if its arguments cannot be read.
 *
 * @example A method nobody knows
 * ```ts
 * import { parseQuery } from "./queries.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseQuery(new Uint8Array([255, 255, 255, 255])), {
 *   error: { code: 400, message: "INPUT_METHOD_INVALID_4294967295_0" },
 * });
 * ```
 */
export function parseQuery(body: Uint8Array): ParsedQuery {
  const verdict = checkQuery(body);
  if (verdict.kind === "unknown_method") return unknownMethod(verdict.id);
  if (verdict.kind === "unreadable") return refuse("INPUT_FETCH_FAIL");
  const progress: Progress = { failed: false, zeros: 0, depth: 0, path: [] };
  const reader = createQueryReader(body, progress);
  const request = readQuery(reader);
  const strange = progress.unknownMethod ?? strangeMethod(request);
  if (strange !== undefined) return unknownMethod(strange);
  const isWhole = !progress.failed && reader.tellPosition() === body.length;
  return isWhole && isTlObject(request) ? { request } : refuse("INPUT_FETCH_FAIL");
}

function refuse(message: string): ParsedQuery {
  return { error: { code: 400, message } };
}

function readQuery(reader: BinaryReader): unknown {
  try {
    return reader.tgReadObject();
  } catch {
    // Whatever the codec stumbled over, it is the query that is at fault.
    return undefined;
  }
}

function isTlObject(value: unknown): value is TlRequest {
  return typeof value === "object" && value !== null && "classType" in value;
}

/** The constructor that stands, known but no method, where a method should be. */
function strangeMethod(query: unknown): number | undefined {
  if (!isTlObject(query)) return undefined;
  if (query["classType"] !== "request") return Number(query["CONSTRUCTOR_ID"]);
  return WRAPPER.test(query.className) ? strangeMethod(query["query"]) : undefined;
}

function createQueryReader(body: Uint8Array, progress: Progress): BinaryReader {
  const reader = new BinaryReader(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  const remaining = (): number => body.length - reader.tellPosition();
  let vectorAt = -1;

  const zeros = (length: number): Buffer => {
    progress.failed = true;
    progress.zeros++;
    if (progress.zeros > MAX_ZEROS) throw new RangeError("Cannot read query: it does not end");
    return Buffer.alloc(Math.min(length, 32));
  };
  const read = (length = remaining()): Buffer => {
    if (progress.failed || length > remaining()) return zeros(length);
    const at = reader.tellPosition();
    reader.setPosition(at + length);
    return reader.getBuffer().subarray(at, at + length);
  };
  const readInt = (signed = true): number => {
    const isCount = vectorAt === reader.tellPosition();
    const bytes = read(4);
    const value = signed ? bytes.readInt32LE(0) : bytes.readUInt32LE(0);
    if (value === VECTOR) vectorAt = reader.tellPosition();
    // No element is shorter than four bytes: a greater count would be a very long loop over zeros.
    const isTooMany = isCount && (value < 0 || value * 4 > remaining());
    return isTooMany ? zeros(4).readInt32LE(0) : value;
  };
  const readVector = (): unknown[] =>
    Array.from({ length: readInt() }, () => reader.tgReadObject());
  const readUnknown = (id: number): undefined => {
    const parent = progress.path.at(-1);
    const isMethod = !progress.failed && (parent === undefined || WRAPPER.test(parent));
    if (isMethod) progress.unknownMethod = id;
    progress.failed = true;
  };
  const readNested = (id: number): unknown => {
    if (id === GZIP_PACKED) {
      const content = gunzip(reader.tgReadBytes());
      if (content !== undefined) return createQueryReader(content, progress).tgReadObject();
    }
    const found = CLASSES.get(id);
    if (found === undefined) return readUnknown(id);
    progress.path.push(found.className);
    const object = found.fromReader(reader);
    progress.path.pop();
    return object;
  };
  const tgReadObject = (): unknown => {
    const id = readInt(false);
    if (id === BOOL_TRUE || id === BOOL_FALSE) return id === BOOL_TRUE;
    if (id === VECTOR) return readVector();
    if (progress.failed || progress.depth >= MAX_DEPTH) return void zeros(0);
    progress.depth++;
    const object = readNested(id);
    progress.depth--;
    return object;
  };
  const tgReadBool = (): boolean => {
    const id = readInt(false);
    if (id !== BOOL_TRUE && id !== BOOL_FALSE) progress.failed = true;
    return id === BOOL_TRUE;
  };
  return Object.assign(reader, { read, readInt, tgReadObject, tgReadBool });
}
