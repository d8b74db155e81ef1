/**
 * The TL schema that GramJS brings, parsed once for everybody in the sandbox.
 *
 * @module
 */

import { definitionsIn, type TlArgument, type TlDefinition, tlSchema } from "../../gramjs.ts";

export type { TlArgument as Argument, TlDefinition as Definition };

let parsed: ReadonlyMap<number, TlDefinition> | undefined;

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
export function definitions(): ReadonlyMap<number, TlDefinition> {
  return parsed ??= new Map(
    [...definitionsIn(tlSchema)].map((definition) => [definition.constructorId, definition]),
  );
}
