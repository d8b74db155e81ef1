/**
 * The TL schema that GramJS brings, parsed once for everybody in the sandbox.
 *
 * @module
 */

import { LAYER, parseTl, tlSchema } from "../../gramjs.ts";

/** A constructor or method: what GramJS's `parseTl` yields, as far as it is used here. */
export interface Definition {
  readonly name: string;
  readonly namespace?: string;
  readonly constructorId: number;
  /** The boxed type that a constructor belongs to, or that a method answers with. */
  readonly result: string;
  readonly isFunction: boolean;
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

let parsed: ReadonlyMap<number, Definition> | undefined;

/**
 * Every definition by its constructor's id. The first call parses the schema.
 *
 * @example A constructor of the schema
 * ```ts
 * import { definitions } from "./schema.ts";
 * import { Api } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const id = new Api.PeerUser({ userId: undefined as never }).CONSTRUCTOR_ID;
 * assert.equal(definitions().get(id)?.result, "Peer");
 * ```
 */
export function definitions(): ReadonlyMap<number, Definition> {
  return parsed ??= new Map(
    [...parseTl(tlSchema, String(LAYER)) as Iterable<Definition>]
      .map((definition) => [definition.constructorId, definition]),
  );
}
