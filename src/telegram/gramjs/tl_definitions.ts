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

let lines: ReadonlyMap<number, string> | undefined;

/**
 * Finds a definition.
 *
 * @param id What stands for it on the wire.
 * @returns Nothing if the schema has none.
 *
 * @example A constructor
 * ```ts
 * import { definitionOf } from "./tl_definitions.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(definitionOf(0x59511722)?.name, "PeerUser");
 * ```
 */
export function definitionOf(id: number): Definition | undefined {
  lines ??= schemaLines();
  const line = lines.get(id);
  if (line === undefined) return undefined;
  const [definition] = parseTl(line, String(LAYER)) as Iterable<Definition>;
  return definition;
}

/** The ids of all that can be asked for. */
export function definedIds(): readonly number[] {
  lines ??= schemaLines();
  return [...lines.keys()];
}

function schemaLines(): ReadonlyMap<number, string> {
  const defined = tlSchema.matchAll(/^[\w.]+#([0-9a-f]+) .*;$/gm);
  return new Map([...defined].map(([line, id]) => [parseInt(id!, 16), line]));
}
