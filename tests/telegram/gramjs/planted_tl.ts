/** Answers of Telegram with one text planted in one field, for every field that can hold text. */

import { Buffer } from "node:buffer";
import type { Argument, Definition } from "../../../src/telegram/gramjs/tl_definitions.ts";
import { type ByteWriter, createByteWriter } from "../../../src/sandbox/tl/byte_writer.ts";
import { type Constructor, CONSTRUCTORS } from "./random_tl.ts";

/** An object to be written; fields that are not given have the least that the schema allows. */
export interface Node {
  readonly constructor: Constructor;
  readonly fields: Readonly<Record<string, Value>>;
}

type Value = string | Node | readonly (string | Node)[];

/** A field that can hold text, and how it is reached from the answer. */
export interface TextField {
  /** `User.firstName`, with the field it hangs on where there are several ways to it. */
  readonly name: string;
  readonly path: readonly Step[];
  readonly field: string;
}

/** An object, and the field in which the next object of the path stands. */
interface Step {
  readonly constructor: Constructor;
  readonly field: string;
}

const BY_TYPE = Map.groupBy(CONSTRUCTORS, ({ result }) => result);

/** Finds a constructor by its full name, such as `messages.ChannelMessages`. */
export function constructorNamed(wanted: string): Constructor {
  const found = CONSTRUCTORS.find((each) => fullName(each) === wanted);
  if (found === undefined) throw new RangeError(`Cannot find ${wanted} in the schema`);
  return found;
}

function fullName({ name, namespace }: Definition): string {
  return namespace === undefined || name.includes(".") ? name : `${namespace}.${name}`;
}

/**
 * Lists every field of type `string` that an answer can hold, once for each field on which its
 * object can hang.
 */
export function textFieldsIn(root: string): readonly TextField[] {
  const start = constructorNamed(root);
  const paths = new Map<Constructor, readonly Step[]>([[start, []]]);
  const found: TextField[] = textsOf(start).map((field) => ({
    name: `${fullName(start)}.${field}`,
    path: [],
    field,
  }));
  for (const [constructor, path] of paths) {
    for (const [field, { flagIndicator, type }] of Object.entries(constructor.argsConfig)) {
      if (flagIndicator) continue;
      for (const child of BY_TYPE.get(type) ?? []) {
        const steps = [...path, { constructor, field }];
        // Setting a known constructor again would not reorder the map, which is being walked.
        if (!paths.has(child)) paths.set(child, steps);
        for (const text of textsOf(child)) {
          const name = `${fullName(constructor)}.${field} ${fullName(child)}.${text}`;
          found.push({ name, path: [...steps, { constructor: child, field: text }], field: text });
        }
      }
    }
  }
  return found;
}

function textsOf({ argsConfig }: Definition): readonly string[] {
  return Object.entries(argsConfig).filter(([, { type }]) => type === "string")
    .map(([field]) => field);
}

/**
 * Builds an answer with a text in one field.
 *
 * @param root The answer's constructor.
 * @param field Where the text stands.
 * @param text The text.
 * @param beside What else the answer's own fields hold.
 */
export function planted(
  root: string,
  { field, path }: TextField,
  text: string,
  beside: Readonly<Record<string, readonly Node[]>>,
): Buffer {
  const start = constructorNamed(root);
  const filled = path.length === 0 ? { [field]: text } : nodeAlong(path, text).fields;
  const fields: Record<string, Value> = { ...beside, ...filled };
  for (const [name, more] of Object.entries(beside)) {
    if (Array.isArray(filled[name])) fields[name] = [...filled[name], ...more];
  }
  return written({ constructor: start, fields });
}

function nodeAlong([step, ...rest]: readonly Step[], text: string): Node {
  const { constructor, field } = step!;
  const value = rest.length === 0 ? text : nodeAlong(rest, text);
  const { isVector } = constructor.argsConfig[field]!;
  return { constructor, fields: { [field]: isVector ? [value] : value } };
}

/** Writes an object. */
export function written(node: Node): Buffer {
  const out = createByteWriter();
  writeNode(out, node);
  return Buffer.from(out.take());
}

const VECTOR = 0x1cb5c415;
const BOOL_FALSE = 0xbc799737;
/** Every id and number: people and chats are who the messages speak of. */
const NUMBER = 5;

/** Fields without which an object is not looked at. */
const MARKED: ReadonlyMap<string, readonly string[]> = new Map([
  ["Username", ["active"]],
  ["User", ["accessHash"]],
  ["Channel", ["accessHash"]],
]);

function writeNode(out: ByteWriter, { constructor, fields }: Node): void {
  const marks = MARKED.get(constructor.name) ?? [];
  const isGiven = (field: string) => field in fields || marks.includes(field);
  /** Some fields share a bit, and are there together. */
  const isThere = (field: string) => {
    const { flagIndex, flagName } = constructor.argsConfig[field]!;
    return Object.entries(constructor.argsConfig).some(([other, argument]) =>
      isGiven(other) && argument.flagName === flagName && argument.flagIndex === flagIndex
    );
  };
  out.int(constructor.id);
  for (const [field, argument] of Object.entries(constructor.argsConfig)) {
    if (argument.flagIndicator) out.int(flagsIn(constructor, field, isThere));
    else if (!argument.isFlag || isThere(field)) writeField(out, argument, fields[field]);
  }
}

function flagsIn(
  { argsConfig }: Definition,
  word: string,
  isThere: (field: string) => boolean,
): number {
  return Object.entries(argsConfig)
    .filter(([field, { flagName, isFlag }]) => isFlag && flagName === word && isThere(field))
    .reduce((flags, [, { flagIndex }]) => flags | (1 << flagIndex), 0);
}

function writeField(out: ByteWriter, argument: Argument, value: Value | undefined): void {
  if (!argument.isVector) return writeValue(out, argument.type, value as string | Node | undefined);
  const elements = (value ?? []) as readonly (string | Node)[];
  if (argument.useVectorId) out.int(VECTOR);
  out.int(elements.length);
  for (const element of elements) writeValue(out, argument.type, element);
}

type Write = (out: ByteWriter, text: string | undefined) => void;

const string: Write = (out, text = "") => out.string(text);

const BARE: Readonly<Record<string, Write>> = {
  string,
  bytes: string,
  int: (out) => out.int(NUMBER),
  long: (out) => out.long(BigInt(NUMBER)),
  double: (out) => out.double(NUMBER),
  Bool: (out) => out.int(BOOL_FALSE),
  true: () => {},
};

function writeValue(out: ByteWriter, type: string, value: string | Node | undefined): void {
  if (typeof value === "object") return writeNode(out, value);
  const write = BARE[type];
  if (write !== undefined) return write(out, value);
  const choices = BY_TYPE.get(type) ?? [];
  const simplest = choices.toSorted((a, b) => a.height - b.height)[0]!;
  writeNode(out, { constructor: simplest, fields: {} });
}
