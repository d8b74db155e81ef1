/**
 * Constructors and methods of the TL schema that GramJS brings. A definition is parsed when it is first
 * asked for: an account meets a few dozen of two thousand.
 *
 * @module
 */

import { definitionsIn, type TlArgument, type TlDefinition, tlSchema } from "../../gramjs.ts";

export type { TlArgument as Argument, TlDefinition as Definition };

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
export function constructorOf(id: number): TlDefinition | undefined {
  return parsed(schema().constructors.get(id));
}

/**
 * Finds a method.
 *
 * @param id What stands for it on the wire.
 * @returns Nothing if the schema has none.
 */
export function methodOf(id: number): TlDefinition | undefined {
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

function parsed(line: string | undefined): TlDefinition | undefined {
  if (line === undefined) return undefined;
  const [definition] = definitionsIn(line);
  return definition;
}
