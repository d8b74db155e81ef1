/** Bytes of any TL object, made from the schema: whatever a data centre could send. */

import { Buffer } from "node:buffer";
import {
  type Argument,
  constructorIds,
  constructorOf,
  type Definition,
} from "../../../src/telegram/gramjs/tl_definitions.ts";
import { type ByteWriter, createByteWriter } from "../../../src/sandbox/tl/byte_writer.ts";
import type { Dice } from "../../sandbox/proof/mutations.ts";

/** A constructor of the schema. */
export interface Constructor extends Definition {
  readonly id: number;
  /** How deep it is at least: 0 if no object has to be in it. */
  readonly height: number;
}

const VECTOR = 0x1cb5c415;
/** Further down, what can be left out is. */
const MAX_DEPTH = 4;
const WORDS = ["", "Tea", "tea & biscuits", "Ünïcödé 👋", "x".repeat(300)];

const text = (out: ByteWriter, dice: Dice) => out.string(WORDS[dice(WORDS.length)]!);

type Write = (out: ByteWriter, dice: Dice, isLongSmall: boolean) => void;

const BARE: Readonly<Record<string, Write>> = {
  // GramJS refuses messages with the id 0.
  int: (out, dice) => out.int(1 + dice(0xfffffffe)),
  long: (out, dice, isLongSmall) =>
    out.long((isLongSmall ? 0n : BigInt(dice(0xffffffff)) << 32n) | BigInt(1 + dice(0x7ffffffe))),
  double: (out, dice) => out.double(dice(1000) / 8),
  string: text,
  bytes: text,
  true: () => {},
  Bool: (out, dice) => out.int(dice(2) === 0 ? 0x997275b5 : 0xbc799737),
};

const bare = (type: string) => Object.hasOwn(BARE, type);

function constructors(): readonly Constructor[] {
  const all = constructorIds().flatMap((id) => {
    const definition = constructorOf(id);
    return definition === undefined ? [] : [{ ...definition, id }];
  });
  const heights = new Map<string, number>();
  const heightOf = ({ argsConfig }: Definition) =>
    Object.values(argsConfig).filter(needsObject).reduce(
      (height, { type }) => Math.max(height, 1 + (heights.get(type) ?? Infinity)),
      0,
    );
  for (let round = 0; round < 20; round++) {
    for (const each of all) {
      heights.set(each.result, Math.min(heights.get(each.result) ?? Infinity, heightOf(each)));
    }
  }
  return all.map((each) => ({ ...each, height: heightOf(each) }));
}

function needsObject({ type, isFlag, isVector, flagIndicator }: Argument): boolean {
  return !flagIndicator && !isFlag && !isVector && !bare(type);
}

/** Every constructor whose objects can be made. */
export const CONSTRUCTORS: readonly Constructor[] = constructors();

const BY_TYPE = Map.groupBy(CONSTRUCTORS, ({ result }) => result);

/**
 * Makes an object.
 *
 * @param presence Whether the fields that can be left out are there.
 * @param isLongSmall Keeps each `long` within what can be a peer's id: GramJS rewrites others.
 */
export function randomTl(
  constructor: Constructor,
  dice: Dice,
  presence: "all" | "none" | "some",
  isLongSmall = false,
): Buffer {
  const out = createByteWriter();
  writeObject(constructor, presence, 0);
  return Buffer.from(out.take());

  function writeObject(
    { id, argsConfig }: Constructor,
    present: typeof presence,
    depth: number,
  ): void {
    out.int(id);
    const flags = new Map<string, number>();
    for (const [field, argument] of Object.entries(argsConfig)) {
      if (argument.flagIndicator) {
        flags.set(field, chosenFlags(argsConfig, field, present, depth));
        out.int(flags.get(field)!);
      } else if (!argument.isFlag || flags.get(argument.flagName)! & (1 << argument.flagIndex)) {
        writeField(argument, depth);
      }
    }
  }

  /** Only bits that stand for a field. */
  function chosenFlags(
    argsConfig: Definition["argsConfig"],
    word: string,
    present: typeof presence,
    depth: number,
  ): number {
    return Object.values(argsConfig)
      .filter(({ isFlag, flagName }) => isFlag && flagName === word)
      .filter(({ type }) => depth < MAX_DEPTH || bare(type))
      .filter(() => present === "all" || (present === "some" && dice(2) === 0))
      .reduce((flags, { flagIndex }) => flags | (1 << flagIndex), 0);
  }

  function writeField({ type, isVector, useVectorId }: Argument, depth: number): void {
    if (!isVector) return writeValue(type, depth);
    const count = depth < MAX_DEPTH ? dice(3) : 0;
    if (useVectorId) out.int(VECTOR);
    out.int(count);
    for (let element = 0; element < count; element++) writeValue(type, depth);
  }

  function writeValue(type: string, depth: number): void {
    const write = BARE[type];
    if (write !== undefined) return write(out, dice, isLongSmall);
    const choices = BY_TYPE.get(type) ?? [];
    const least = Math.min(...choices.map(({ height }) => height));
    const fitting = choices.filter(({ height }) => depth < MAX_DEPTH || height === least);
    writeObject(fitting[dice(fitting.length)]!, "some", depth + 1);
  }
}
