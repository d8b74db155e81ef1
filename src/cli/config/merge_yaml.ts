/**
 * YAML: the value's own lines are replaced, the others stay as they are.
 *
 * @module
 */

import { isMap, isScalar, type Pair, parseDocument, stringify, type YAMLMap } from "yaml";
import type { Entry } from "./host.ts";

/**
 * Puts a value into a table of the file.
 *
 * @param text YAML.
 * @param entry The value and its place, of two keys.
 * @returns The text; who calls reads it back, since a table can be written in ways that are not seen here.
 */
export function putYaml(text: string, entry: Entry): string {
  const document = parseDocument(text);
  const [table = ""] = entry.keys;
  const map = document.get(table, true);
  if (isMap(map) && !map.flow && map.items.length > 0) return inTable(text, map, entry);
  if (map !== undefined) document.delete(table);
  const rest = map === undefined ? text : String(document);
  const eol = eolOf(text);
  return `${rest.trimEnd()}${eol}${table}:${eol}${draw(entry, 2, eol)}${eol}`;
}

function inTable(text: string, map: YAMLMap, entry: Entry): string {
  const pairs = map.items as readonly Pair[];
  const own = pairs.findIndex(({ key }) => isScalar(key) && key.value === entry.keys[1]);
  const indent = columnOf(text, startOf(pairs[0]));
  const eol = eolOf(text);
  const ours = draw(entry, indent, eol);
  const end = endOf(map, text);
  if (own === -1) return `${text.slice(0, end).trimEnd()}${eol}${ours}${eol}${text.slice(end)}`;
  const next = pairs[own + 1];
  const rest = next === undefined ? end : startOf(next) - indent;
  return `${text.slice(0, startOf(pairs[own]) - indent)}${ours}${eol}${text.slice(rest)}`;
}

function draw({ keys: [, name = ""], value }: Entry, indent: number, eol: string): string {
  return stringify({ [name]: value }, { lineWidth: 0 }).trimEnd().split("\n")
    .map((line) => " ".repeat(indent) + line).join(eol);
}

function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function startOf(pair: Pair | undefined): number {
  return isScalar(pair?.key) ? pair.key.range?.[0] ?? 0 : 0;
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf("\n", at - 1) + 1);
}

/** Behind the last line of a table: at the start of the next one. */
function endOf(map: YAMLMap, text: string): number {
  const end = map.range?.[1] ?? text.length;
  const isAtLine = end === 0 || text[end - 1] === "\n";
  if (isAtLine) return end;
  const next = text.indexOf("\n", end);
  return next === -1 ? text.length : next + 1;
}
