/**
 * TL schemas as data, whichever layer they are of: from the language itself and from Telegram's JSON.
 */

/** A constructor or a method. */
export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly type: Type;
}

/** A field's type, taken apart. */
export interface Type {
  /** `int`, `#`, `true`, or the name of a boxed type; of a vector, its elements' type. */
  readonly name: string;
  readonly vector?: "boxed" | "bare";
  /** Whether elements come without their constructor; they are of the one that has the type's name. */
  readonly isBare?: boolean;
  readonly flag?: { readonly field: string; readonly bit: number };
}

interface JsonEntry {
  readonly id: string;
  readonly predicate?: string;
  readonly method?: string;
  readonly params: readonly { readonly name: string; readonly type: string }[];
}

/** A schema as core.telegram.org/schema/json has it. */
export interface JsonSchema {
  readonly constructors: readonly JsonEntry[];
  readonly methods: readonly JsonEntry[];
}

/** Reads a schema's JSON. */
export function entriesOfJson({ constructors, methods }: JsonSchema): Entry[] {
  return [...constructors, ...methods].map(({ id, predicate, method, params }) => ({
    id: Number(id) >>> 0,
    name: predicate ?? method ?? "",
    fields: params.map(({ name, type }) => ({ name, type: typeOf(type) })),
  }));
}

/** Reads a schema in the Type Language. */
export function entriesOfTl(text: string): Entry[] {
  return text.split("\n").flatMap(entriesOfLine);
}

function entriesOfLine(line: string): Entry[] {
  const [, name, id, rest = ""] = /^([\w.]+)#([\da-f]+) (?:\{[^}]*\} )?(.*)=/.exec(line) ?? [];
  if (name === undefined || id === undefined || rest.startsWith("#")) return [];
  return [{ id: parseInt(id, 16), name, fields: (rest.match(/\S+:\S+/g) ?? []).map(fieldOf) }];
}

function fieldOf(text: string): Field {
  const colon = text.indexOf(":");
  return { name: text.slice(0, colon), type: typeOf(text.slice(colon + 1)) };
}

/** Takes a type apart. */
function typeOf(text: string): Type {
  const [, field, bit, type = ""] = /^(?:(\w+)\.(\d+)\?)?(.*)$/.exec(text) ?? [];
  const [, vector, element] = /^([Vv]ector)<(.*)>$/.exec(type) ?? [];
  const name = (element ?? type).replace(/^!X$/, "Object");
  return {
    name: name.replace("%", ""),
    ...(vector ? { vector: vector === "Vector" ? "boxed" : "bare" } as const : {}),
    ...(name.startsWith("%") || element === "future_salt" ? { isBare: true } : {}),
    ...(field ? { flag: { field, bit: Number(bit) } } : {}),
  };
}
