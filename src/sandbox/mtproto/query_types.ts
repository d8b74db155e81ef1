/**
 * Whether what stands in a query is of the types that the schema asks for. GramJS's codec reads
 * whichever object stands there, even where it is a peer that was asked for and a filter that came.
 *
 * @module
 */

import { LAYER, parseTl, tlSchema } from "../../gramjs.ts";

/** What GramJS's `parseTl` yields, as far as it is used here. */
interface Definition {
  readonly constructorId: number;
  /** The boxed type that a constructor belongs to. */
  readonly result: string;
  readonly argsConfig: Readonly<Record<string, Argument>>;
}

interface Argument {
  readonly type: string | null;
  readonly isVector: boolean;
}

/** Types that the codec itself holds to, and `X`, which is any query. */
const UNBOXED: ReadonlySet<string | null> = new Set([
  null,
  "X",
  "true",
  "Bool",
  "int",
  "long",
  "double",
  "string",
  "bytes",
]);

let definitions: ReadonlyMap<unknown, Definition> | undefined;

function schema(): ReadonlyMap<unknown, Definition> {
  definitions ??= new Map(
    [...parseTl(tlSchema, String(LAYER)) as Iterable<Definition>]
      .map((definition) => [definition.constructorId, definition]),
  );
  return definitions;
}

/**
 * Checks a decoded object and all that it holds.
 *
 * @example A peer where a user was asked for
 * ```ts
 * import { isWellTyped } from "./query_types.ts";
 * import { Api } from "../../gramjs.ts";
 * import assert from "node:assert/strict";
 *
 * const self = new Api.InputUserSelf();
 * assert.equal(isWellTyped(new Api.users.GetUsers({ id: [self] })), true);
 * const peer = new Api.InputPeerSelf() as never;
 * assert.equal(isWellTyped(new Api.users.GetUsers({ id: [peer] })), false);
 * ```
 */
export function isWellTyped(object: object): boolean {
  const definition = definitionOf(object);
  if (definition === undefined) return false;
  const fields = object as Readonly<Record<string, unknown>>;
  return Object.entries(definition.argsConfig)
    .every(([name, argument]) => isFieldWellTyped(fields[name], argument));
}

function isFieldWellTyped(value: unknown, { type, isVector }: Argument): boolean {
  if (value === null || value === undefined) return true;
  if (isVector && !Array.isArray(value)) return false;
  const values: readonly unknown[] = isVector ? value as unknown[] : [value];
  if (type === "X") return values.every((query) => isWellTyped(query as object));
  return UNBOXED.has(type) || values.every((item) => isOfType(item, type));
}

function isOfType(value: unknown, type: string | null): boolean {
  return definitionOf(value)?.result === type && isWellTyped(value as object);
}

function definitionOf(value: unknown): Definition | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return schema().get((value as { readonly CONSTRUCTOR_ID?: unknown }).CONSTRUCTOR_ID);
}
