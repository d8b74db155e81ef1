/** Objects of any constructor of the schema, with values that fast-check makes up. */

import { Buffer } from "node:buffer";
import fc from "fast-check";
import { Api, bigInt, definitionsIn, tlSchema } from "../../../src/gramjs.ts";
import type { TlObject } from "../../../src/sandbox/rpc.ts";
import type { Argument, Definition } from "../../../src/sandbox/tl/schema.ts";

/** A definition with what is needed to make up an object of it. */
export interface Generated extends Definition {
  readonly result: string;
  readonly isFunction: boolean;
}

type TlClass = (new (args: unknown) => TlObject) & { readonly CONSTRUCTOR_ID: number };
type Draw = fc.GeneratorValue;

/** From here on objects hold as little as they may. */
const MAX_DEPTH = 3;

const definitions = [...definitionsIn(tlSchema) as Iterable<Generated>];

const classes: ReadonlyMap<number, TlClass> = new Map(
  Object.values(Api as unknown as Record<string, TlClass | Record<string, TlClass>>)
    .flatMap((entry) => isClass(entry) ? [entry] : Object.values(entry))
    .map((entry) => [entry.CONSTRUCTOR_ID, entry]),
);

const byType = Map.groupBy(
  definitions.filter(({ isFunction }) => !isFunction),
  ({ result }) => result,
);

function isClass(entry: TlClass | Record<string, TlClass>): entry is TlClass {
  return "CONSTRUCTOR_ID" in entry;
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 100 }),
  // Around the length from which four bytes tell the length, and lone surrogates.
  fc.string({ unit: "binary", minLength: 80, maxLength: 90 }),
  fc.string({ minLength: 250, maxLength: 258 }),
  fc.constantFrom("", "\ud800", "a\udc00b"),
);

const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

const BARE: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  int: fc.integer(),
  long: fc.oneof(long.map((value) => bigInt(value)), long, fc.maxSafeInteger()),
  double: fc.double(),
  string: text,
  bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  Bool: fc.boolean(),
  true: fc.boolean(),
};

/** Every constructor and method whose class GramJS offers, by the names in its schema. */
export function everyDefinition(): readonly Generated[] {
  return definitions.filter(({ constructorId }) => classes.has(constructorId));
}

/** Makes objects of a constructor. */
export function objectsOf(definition: Generated): fc.Arbitrary<TlObject> {
  return fc.gen().map((draw) => objectOf(definition, draw, 0));
}

function objectOf(definition: Generated, draw: Draw, depth: number): TlObject {
  const args = Object.entries(definition.argsConfig)
    .filter(([, { flagIndicator }]) => !flagIndicator)
    .map(([name, argument]) => [name, fieldOf(argument, draw, depth)] as const);
  const fields = Object.fromEntries(args);
  // GramJS takes 0 to mean that these were not given.
  for (const name of ["id", "randomId"]) if (fields[name] === 0) fields[name] = 1;
  return new (classes.get(definition.constructorId)!)(fields);
}

function fieldOf(argument: Argument, draw: Draw, depth: number): unknown {
  const isAbsent = argument.isFlag && (depth >= MAX_DEPTH || draw(fc.boolean));
  if (isAbsent) return draw(fc.constantFrom, undefined, null, false);
  if (!argument.isVector) return valueOf(argument.type, draw, depth);
  const length = depth >= MAX_DEPTH ? 0 : draw(fc.nat, 2);
  return Array.from({ length }, () => valueOf(argument.type, draw, depth));
}

function valueOf(type: string, draw: Draw, depth: number): unknown {
  const bare = BARE[type];
  if (bare !== undefined) return draw(() => bare);
  // A method that takes another one takes any.
  if (type === "X") return new Api.help.GetConfig();
  const candidates = byType.get(type);
  if (candidates === undefined) throw new Error(`Cannot make up a ${type}`);
  return objectOf(
    depth < MAX_DEPTH ? draw(fc.constantFrom, ...candidates) : simplest(candidates),
    draw,
    depth + 1,
  );
}

/** Some types hold themselves: the constructor with the fewest objects in it ends that. */
function simplest(candidates: readonly Generated[]): Generated {
  const weight = ({ argsConfig }: Generated) =>
    Object.values(argsConfig)
      .filter(({ isFlag, isVector, flagIndicator, type }) =>
        !isFlag && !isVector && !flagIndicator && BARE[type] === undefined
      ).length;
  return candidates.toSorted((a, b) => weight(a) - weight(b))[0]!;
}
