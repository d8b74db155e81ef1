/**
 * Makes GramJS objects out of raw API objects in JSON, as the schema directs: what the layer knows
 * is kept, the rest left out and counted, and what comes out can always be encoded.
 *
 * @module
 */

import { Api } from "../../../../gramjs.ts";
import type { TlObject } from "../../../rpc.ts";
import { isJsonObject, type JsonObject } from "../json/json_parse.ts";
import type { LeftOuts } from "../left_outs.ts";
import { asTypedJson, modernised } from "./older_layers.ts";
import { complete, type TlArgs } from "./tl_defaults.ts";
import { constructorNamed, type TlConstructor, type TlField } from "./tl_schema.ts";
import { readBool, readBytes, readDouble, readInt, readLong, readString } from "./tl_values.ts";

const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  int: readInt,
  long: readLong,
  double: readDouble,
  string: readString,
  bytes: readBytes,
  Bool: readBool,
  // A false flag is an absent one.
  true: (value) => readBool(value) === true ? true : undefined,
};

/** What is kept of an object that cannot be made. */
interface Substitute {
  readonly kind: "action" | "media";
  make(name: string): TlObject;
}

const SUBSTITUTES: Readonly<Record<string, Substitute>> = {
  MessageMedia: { kind: "media", make: () => new Api.MessageMediaUnsupported() },
  MessageAction: {
    kind: "action",
    make: (name) => new Api.MessageActionCustomAction({ message: name }),
  },
};

/**
 * Makes an object of a given type.
 *
 * @param value A raw API object with `_`, or what older layers had in its place.
 * @param type The boxed type that is asked for, such as `Peer`.
 * @param leftOuts Hears of what is left out.
 * @returns The object, or `undefined` if none can be made; that has been noted then.
 *
 * @example A peer
 * ```ts
 * import { toTlObject } from "./tl_convert.ts";
 * import { UNHEARD } from "../left_outs.ts";
 * import assert from "node:assert/strict";
 *
 * const peer = toTlObject({ _: "PeerUser", user_id: 5 }, "Peer", UNHEARD);
 * assert.equal(peer?.className, "PeerUser");
 * ```
 */
export function toTlObject(value: unknown, type: string, leftOuts: LeftOuts): TlObject | undefined {
  const json = asTypedJson(value, type);
  if (json === undefined) return substitute(type, typeof value, leftOuts);
  const name = String(json["_"]);
  const constructor = constructorNamed(name);
  const made = constructor?.type === type ? build(constructor, json, leftOuts) : undefined;
  return made ?? substitute(type, name, leftOuts);
}

/**
 * Makes an object of a known constructor.
 *
 * @param constructor The constructor.
 * @param json Its fields by the schema's names; `_` is not looked at.
 * @param leftOuts Hears of what is left out.
 * @returns The object, or `undefined` if a required part cannot be made.
 */
export function build(
  constructor: TlConstructor,
  json: JsonObject,
  leftOuts: LeftOuts,
): TlObject | undefined {
  const args: TlArgs = {};
  for (const [key, value] of Object.entries(modernised(constructor.name, json))) {
    if (key === "_" || value === null || value === undefined) continue;
    const field = constructor.fields.get(key);
    if (field === undefined) {
      if (!isHollow(value)) leftOuts.note("field", `${constructor.name}.${key}`);
    } else args[field.name] = fieldValue(field, value, leftOuts, constructor.name);
  }
  return complete(constructor, args) ? constructor.make(args) : undefined;
}

function fieldValue(field: TlField, value: unknown, leftOuts: LeftOuts, owner: string): unknown {
  const noteUnreadable = (): undefined => {
    leftOuts.note("value", `${owner}.${field.name}`);
    return undefined;
  };
  if (!field.isVector) return single(field.type, value, leftOuts, noteUnreadable);
  if (!Array.isArray(value)) return isHollow(value) ? undefined : noteUnreadable();
  const elements = value
    .map((element) => single(field.type, element, leftOuts, noteUnreadable))
    .filter((element) => element !== undefined);
  // Telegram does not send empty optional vectors; dumps write them for absent ones.
  return elements.length === 0 && field.flag !== undefined ? undefined : elements;
}

function single(
  type: string,
  value: unknown,
  leftOuts: LeftOuts,
  noteUnreadable: () => undefined,
): unknown {
  const read = READERS[type];
  if (read === undefined) return toTlObject(value, type, leftOuts);
  const result = read(value);
  return result === undefined && !isHollow(value) ? noteUnreadable() : result;
}

function substitute(type: string, name: string, leftOuts: LeftOuts): TlObject | undefined {
  const kept = SUBSTITUTES[type];
  leftOuts.note(kept?.kind ?? "object", name);
  return kept?.make(name);
}

/** Whether nothing is lost with a value: layers add fields, and dumps write out their absence. */
function isHollow(value: unknown): boolean {
  if (value === null || value === false || value === undefined) return true;
  if (value === 0 || value === "") return true;
  return Array.isArray(value)
    ? value.length === 0
    : isJsonObject(value) && Object.keys(value).length === 0;
}
