/**
 * Fills in what a file leaves out of an object: required fields, and the partners of fields that
 * share a flag (GramJS would write an unreadable object without them).
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { bigInt } from "../../../../gramjs.ts";
import { madeUpBytes, madeUpLong } from "../made_up.ts";
import type { TlObject } from "../../../rpc.ts";
import { constructorNamed, constructorsOf, type TlConstructor, type TlField } from "./tl_schema.ts";

/** Fields of an object in the making. */
export type TlArgs = Record<string, unknown>;

/** No type of the schema needs more; a type that contains itself would. */
const MAX_DEPTH = 8;

const BARE: Readonly<Record<string, () => unknown>> = {
  int: () => 0,
  long: () => bigInt.zero,
  double: () => 0,
  string: () => "",
  bytes: () => Buffer.alloc(0),
  Bool: () => false,
  true: () => true,
};

/** Fields that are worth more than a zero. The seed is the object's own id. */
const BY_NAME: Readonly<Record<string, (seed: string) => unknown>> = {
  accessHash: madeUpLong,
  fileReference: madeUpBytes,
  dcId: () => 2,
};

/** What stands in for a missing object of a type with several constructors. */
const STAND_INS: Readonly<Record<string, string>> = {
  ChatPhoto: "ChatPhotoEmpty",
  Document: "DocumentEmpty",
  GeoPoint: "GeoPointEmpty",
  InputGroupCall: "InputGroupCall",
  InputStickerSet: "InputStickerSetEmpty",
  MessageAction: "MessageActionEmpty",
  MessageMedia: "MessageMediaUnsupported",
  PageBlock: "PageBlockUnsupported",
  Photo: "PhotoEmpty",
  Reaction: "ReactionEmpty",
  RichText: "TextEmpty",
  WebPage: "WebPageEmpty",
};

/**
 * Completes an object's fields in place.
 *
 * @param constructor What is being made.
 * @param args The fields the file has; the missing ones are added.
 * @returns Whether the object can be made: false if a required object is missing that nothing can stand in for.
 */
export function complete(constructor: TlConstructor, args: TlArgs, depth = 0): boolean {
  for (const field of constructor.required) {
    if (args[field.name] === undefined && !fillIn(field, args, depth)) return false;
  }
  for (const group of constructor.shared) completeGroup(group, args, depth);
  return true;
}

/** Fills all fields of a flag if one is there, or empties all if one cannot be filled. */
function completeGroup(group: readonly TlField[], args: TlArgs, depth: number): void {
  if (group.every((field) => args[field.name] === undefined)) return;
  for (const field of group) {
    if (args[field.name] !== undefined || fillIn(field, args, depth)) continue;
    for (const { name } of group) delete args[name];
    return;
  }
}

function fillIn(field: TlField, args: TlArgs, depth: number): boolean {
  const value = defaultOf(field, args, depth);
  if (value === undefined) return false;
  args[field.name] = value;
  return true;
}

function defaultOf(field: TlField, args: TlArgs, depth: number): unknown {
  if (field.isVector) return [];
  const named = BY_NAME[field.name];
  if (named !== undefined && isBare(field.type)) return named(`${field.name} ${args["id"] ?? ""}`);
  const bare = BARE[field.type];
  return bare === undefined ? standIn(field.type, depth) : bare();
}

function isBare(type: string): boolean {
  return Object.hasOwn(BARE, type);
}

function standIn(type: string, depth: number): TlObject | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const all = constructorsOf(type);
  const name = STAND_INS[type];
  const constructor = name === undefined
    ? (all.length === 1 ? all[0] : undefined)
    : constructorNamed(name);
  if (constructor === undefined) return undefined;
  const args: TlArgs = {};
  return complete(constructor, args, depth + 1) ? constructor.make(args) : undefined;
}
