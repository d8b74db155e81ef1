/**
 * Constructors and methods of the TL schema that GramJS brings. A definition is parsed when it is first
 * asked for: an account meets a few dozen of two thousand.
 *
 * @module
 */

import { LAYER, parseTl, tlSchema } from "../../gramjs.ts";

/** A constructor or method: what GramJS's `parseTl` yields, as far as it is used here. */
export interface Definition {
  readonly name: string;
  readonly namespace?: string;
  /** The boxed type that a constructor belongs to, or that a method answers with. */
  readonly result: string;
  /** By field names in camel case, in the order in which they are written. */
  readonly argsConfig: Readonly<Record<string, Argument>>;
}

/** A field's type. */
export interface Argument {
  /** Of a vector, its elements' type. */
  readonly type: string;
  readonly isVector: boolean;
  /** Whether the vector has its constructor in front. */
  readonly useVectorId: boolean | null;
  /** Whether the field is there only if its flag says so. */
  readonly isFlag: boolean;
  readonly flagName: string;
  readonly flagIndex: number;
  /** Whether the field is itself the word that holds flags. */
  readonly flagIndicator: boolean;
}

type Lines = ReadonlyMap<number, string>;

let lines: { readonly constructors: Lines; readonly methods: Lines } | undefined;

/**
 * Finds a constructor.
 *
 * @param id What stands for it on the wire.
 * @returns Nothing if the schema has none.
 *
 * @example A user's peer
 * ```ts
 * import { constructorOf } from "./tl_definitions.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(constructorOf(0x59511722)?.name, "PeerUser");
 * ```
 */
export function constructorOf(id: number): Definition | undefined {
  return parsed(schema().constructors.get(id));
}

/**
 * Finds a method.
 *
 * @param id What stands for it on the wire.
 * @returns Nothing if the schema has none.
 */
export function methodOf(id: number): Definition | undefined {
  return parsed(schema().methods.get(id));
}

/** The ids of all constructors. */
export function constructorIds(): readonly number[] {
  return [...schema().constructors.keys()];
}

function schema(): NonNullable<typeof lines> {
  if (lines !== undefined) return lines;
  const [constructors = "", methods = ""] = tlSchema.split("---functions---");
  return lines = { constructors: linesOf(constructors), methods: linesOf(methods) };
}

function linesOf(part: string): Lines {
  const defined = part.matchAll(/^[\w.]+#([0-9a-f]+) .*;$/gm);
  return new Map([...defined].map(([line, id]) => [parseInt(id!, 16), line]));
}

function parsed(line: string | undefined): Definition | undefined {
  if (line === undefined) return undefined;
  const [definition] = parseTl(line, String(LAYER)) as Iterable<Definition>;
  return definition;
}
