/**
 * The TL schema as GramJS knows it, indexed for making objects out of JSON.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import type { TlObject } from "../../../rpc.ts";
import { type Argument, type Definition, definitions } from "../../../tl/schema.ts";

/** A field of a constructor. */
export interface TlField {
  /** GramJS's name, in camel case. */
  readonly name: string;
  /** `int`, `long`, `double`, `string`, `bytes`, `Bool`, `true`, or a boxed type's name; of a vector, its elements' type. */
  readonly type: string;
  readonly isVector: boolean;
  /** The flag's place, such as `flags.10`; absent for required fields. Fields may share one. */
  readonly flag?: string;
}

/** A constructor and how to make one. */
export interface TlConstructor {
  readonly name: string;
  /** The boxed type it belongs to. */
  readonly type: string;
  /** By the schema's own names, in snake case. */
  readonly fields: ReadonlyMap<string, TlField>;
  readonly required: readonly TlField[];
  /** Fields that share a flag: present together or not at all. */
  readonly shared: readonly (readonly TlField[])[];
  make(args: Readonly<Record<string, unknown>>): TlObject;
}

interface Schema {
  readonly byName: ReadonlyMap<string, TlConstructor>;
  readonly byType: ReadonlyMap<string, readonly TlConstructor[]>;
}

let parsed: Schema | undefined;

/**
 * Finds a constructor.
 *
 * @param name As GramJS and Telethon write it, `MessageMediaPhoto`, or as the schema does, `messageMediaPhoto`.
 * @returns The constructor, or `undefined` if GramJS's layer has none of that name.
 *
 * @example A peer
 * ```ts
 * import { constructorNamed } from "./tl_schema.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(constructorNamed("peerUser")?.type, "Peer");
 * assert.equal(constructorNamed("PeerPlanet"), undefined);
 * ```
 */
export function constructorNamed(name: string): TlConstructor | undefined {
  return schema().byName.get(name.charAt(0).toUpperCase() + name.slice(1));
}

/** Every constructor of a boxed type; none for a type that GramJS's layer does not have. */
export function constructorsOf(type: string): readonly TlConstructor[] {
  return schema().byType.get(type) ?? [];
}

function schema(): Schema {
  return parsed ??= indexed();
}

function indexed(): Schema {
  const byName = new Map<string, TlConstructor>();
  for (const definition of definitions().values()) {
    if (definition.isFunction || definition.namespace) continue;
    byName.set(definition.name, constructorFrom(definition));
  }
  return { byName, byType: Map.groupBy(byName.values(), (constructor) => constructor.type) };
}

function constructorFrom(definition: Definition): TlConstructor {
  const fields = Object.entries(definition.argsConfig)
    .filter(([, argument]) => !argument.flagIndicator)
    .map(([name, argument]) => fieldFrom(name, argument));
  const byFlag = Map.groupBy(
    fields.filter((field) => field.flag !== undefined),
    (field) => field.flag,
  );
  const Class =
    (Api as unknown as Record<string, new (args: unknown) => TlObject>)[definition.name];
  return {
    name: definition.name,
    type: definition.result,
    fields: new Map(fields.map((field) => [snakeCase(field.name), field])),
    required: fields.filter((field) => field.flag === undefined),
    shared: [...byFlag.values()].filter((group) => group.length > 1),
    make: (args) => {
      if (Class === undefined) {
        throw new TypeError(`Cannot make ${definition.name}: GramJS has no such class`);
      }
      return new Class(args);
    },
  };
}

function fieldFrom(
  name: string,
  { type, isVector, isFlag, flagName, flagIndex }: Argument,
): TlField {
  return { name, type, isVector, ...(isFlag ? { flag: `${flagName}.${flagIndex}` } : {}) };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
