/**
 * Turns a constructor's definition in the TL schema into a function that writes its objects.
 *
 * @module
 */

import type { TlObject } from "../rpc.ts";
import type { ByteWriter } from "./byte_writer.ts";
import type { Argument, Definition } from "./schema.ts";
import { BARE_TYPES, refuseValue, type WriteValue } from "./values.ts";

/** Writes an object, its constructor first. */
export type WriteObject = (object: TlObject, out: ByteWriter) => void;

/** Writes an object of whichever constructor; `place` names the field that holds it. */
export type WriteNested = (value: unknown, out: ByteWriter, place: string) => void;

type Fields = Readonly<Record<string, unknown>>;
type WriteField = (object: Fields, out: ByteWriter) => void;

const VECTOR = 0x1cb5c415;

/**
 * Compiles a definition.
 *
 * @param writeNested Writes what the object's own fields hold.
 */
export function compileDefinition(definition: Definition, writeNested: WriteNested): WriteObject {
  const { name, namespace, constructorId, argsConfig } = definition;
  const fullName = namespace ? `${namespace}.${name}` : name;
  const writers = Object.entries(argsConfig)
    .filter(([, { type }]) => type !== "true")
    .map(([field, argument]) =>
      argument.flagIndicator
        ? flagsWriter(field, argsConfig)
        : fieldWriter(field, argument, valueWriter(argument, `${fullName}.${field}`, writeNested))
    );
  return (object, out) => {
    out.int(constructorId);
    for (const write of writers) write(object as unknown as Fields, out);
  };
}

function flagsWriter(flagName: string, argsConfig: Definition["argsConfig"]): WriteField {
  const members = Object.entries(argsConfig)
    .filter(([, argument]) => argument.isFlag && argument.flagName === flagName)
    .map(([field, argument]) => ({
      field,
      bit: 1 << argument.flagIndex,
      isPresent: presence(argument),
    }));
  return (object, out) => {
    let flags = 0;
    for (const { field, bit, isPresent } of members) if (isPresent(object[field])) flags |= bit;
    out.int(flags);
  };
}

/** A Bool can be there and false; of anything else GramJS takes false to mean that it is absent. */
function presence({ type }: Argument): (value: unknown) => boolean {
  return type === "Bool" ? isGiven : isGivenAndNotFalse;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isGivenAndNotFalse(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function fieldWriter(field: string, argument: Argument, write: WriteValue): WriteField {
  if (!argument.isFlag) return (object, out) => write(object[field], out);
  const isPresent = presence(argument);
  return (object, out) => {
    const value = object[field];
    if (isPresent(value)) write(value, out);
  };
}

function valueWriter(argument: Argument, place: string, writeNested: WriteNested): WriteValue {
  const { type, isVector, useVectorId } = argument;
  const single = BARE_TYPES.get(type)?.(place) ??
    ((value, out) => writeNested(value, out, place));
  return isVector ? vectorWriter(single, place, useVectorId === true) : single;
}

function vectorWriter(single: WriteValue, place: string, isBoxed: boolean): WriteValue {
  return (value, out) => {
    if (!Array.isArray(value)) refuseValue(place, "vector", value);
    if (isBoxed) out.int(VECTOR);
    out.int(value.length);
    for (const element of value) single(element, out);
  };
}
