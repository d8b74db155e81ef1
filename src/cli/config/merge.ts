/**
 * Puts values into a configuration file and leaves everything else as it was, comments and all.
 *
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import { parse as parseToml, stringify as stringifyToml } from "smol-toml";
import { parse as parseYaml, stringify as stringifyYaml } from "yaml";
import type { Entry, Host, Value } from "./host.ts";
import { putJson, readJson } from "./merge_json.ts";
import { putToml } from "./merge_toml.ts";
import { putYaml } from "./merge_yaml.ts";

/** The file's new text, or what was expected of the old one. */
export type Merged = { readonly text: string } | { readonly expected: string };

type Tree = { readonly [key: string]: unknown };

interface Format {
  /** @throws {Error} When the text is not of the format. */
  readonly read: (text: string) => unknown;
  readonly put: (text: string, entry: Entry) => string;
  readonly write: (tree: Tree) => string;
}

const FORMATS: Readonly<Record<Host["format"], Format>> = {
  json: {
    read: readJson,
    put: putJson,
    write: (tree) => `${JSON.stringify(tree, undefined, 2)}\n`,
  },
  toml: { read: parseToml, put: putToml, write: (tree) => `${stringifyToml(tree).trimEnd()}\n` },
  yaml: {
    read: (text) => parseYaml(text) ?? {},
    put: putYaml,
    write: (tree) => stringifyYaml(tree, { lineWidth: 0 }),
  },
};

/**
 * Writes values as a file that holds nothing else.
 *
 * @param entries The values.
 * @param format The host's.
 */
export function block(entries: readonly Entry[], format: Host["format"]): string {
  const tree = entries.reduce((tree, entry) => set(tree, entry), {} as Tree);
  return FORMATS[format].write(tree);
}

/**
 * Puts values into a file's text. A list gains what is not in it yet; a server keeps the variables that
 * somebody has added to it, or filled in.
 *
 * @param text The file's text; an empty one is a file that is not there yet.
 * @param entries The values.
 * @param format The host's.
 * @returns The new text; it is read back, and says the same as before but for the values.
 *
 * @example A file with a comment and another server
 * ```ts
 * import { merge } from "./merge.ts";
 * import assert from "node:assert/strict";
 *
 * const text = '{\n  // mine\n  "mcpServers": {\n    "a": {}\n  }\n}\n';
 * const entry = { keys: ["mcpServers", "tgtk"], value: { command: "tgtk" } };
 * const merged = merge(text, [entry], "json");
 * assert.ok("text" in merged && merged.text.startsWith('{\n  // mine\n  "mcpServers": {\n    "a": {},'));
 * ```
 */
export function merge(text: string, entries: readonly Entry[], format: Host["format"]): Merged {
  const { read, put } = FORMATS[format];
  if (text.trim() === "") return { text: block(entries, format) };
  const before = attempt(() => read(text));
  if (!isTree(before)) return { expected: `a file that can be read as ${format.toUpperCase()}` };
  let tree: Tree = before;
  let result = text;
  for (const entry of entries) {
    const kept = { keys: entry.keys, value: keep(entry.value, at(tree, entry.keys)) };
    const blocked = obstacle(tree, entry.keys);
    if (blocked !== undefined) return { expected: `a table at ${blocked}` };
    if (isDeepStrictEqual(at(tree, entry.keys), kept.value)) continue;
    tree = set(tree, kept);
    result = put(result, kept);
  }
  const after = attempt(() => read(result));
  const isSound = isDeepStrictEqual(plain(after), plain(tree));
  return isSound ? { text: result } : { expected: "a simpler layout; put the block in by hand" };
}

/**
 * What stands in a file.
 *
 * @param text The file's text.
 * @param keys From the root, outermost first.
 * @param format The host's.
 * @returns The table there, if there is one.
 */
export function entryIn(
  text: string,
  keys: readonly string[],
  format: Host["format"],
): object | "unreadable" | undefined {
  const tree = attempt(() => FORMATS[format].read(text));
  if (!isTree(tree)) return "unreadable";
  const value = at(tree, keys);
  return isTree(value) ? value : undefined;
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    // What the parser says quotes the file, which may hold secrets.
    return undefined;
  }
}

/** Parsers give dates and tables of their own classes. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands at a place. */
function at(tree: unknown, keys: readonly string[]): unknown {
  return keys.reduce(
    (value: unknown, key) => isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined,
    tree,
  );
}

/** The first place on the way that holds something else than a table. */
function obstacle(tree: Tree, keys: readonly string[]): string | undefined {
  const places = keys.slice(0, -1).map((_, index) => keys.slice(0, index + 1));
  return places.find((place) => {
    const value = at(tree, place);
    return value !== undefined && !isTree(value);
  })?.join(".");
}

function set(tree: Tree, { keys: [key = "", ...rest], value }: Entry): Tree {
  const inner = tree[key];
  const changed = rest.length === 0
    ? value
    : set(isTree(inner) ? inner : {}, { keys: rest, value });
  return { ...tree, [key]: changed };
}

/** The new value with what people have put into the old one. */
function keep(value: Value, old: unknown): Value {
  if (Array.isArray(value) && Array.isArray(old)) return [...old, ...missing(value, old)];
  if (!isTree(old) || !isTree(value) || !isTree(value["env"]) || !isTree(old["env"])) return value;
  return { ...value, env: { ...value["env"], ...old["env"] } } as Value;
}

function missing(values: readonly Value[], old: readonly unknown[]): readonly Value[] {
  return values.filter((value) =>
    !old.some((each) => isDeepStrictEqual(each, value) || isSameId(each, value))
  );
}

function isSameId(a: unknown, b: unknown): boolean {
  return isTree(a) && isTree(b) && a["id"] !== undefined && a["id"] === b["id"];
}
