/**
 * TOML, line by line: a table of ours is a run of lines of its own.
 *
 * @module
 */

import { stringify } from "smol-toml";
import type { Entry, Value } from "./host.ts";

/**
 * Puts a table in; lines that are not its own stay as they are.
 *
 * @param text TOML.
 * @param entry The table and its place, of two keys.
 * @returns The text; who calls reads it back, since a table can be written in ways that are not seen here.
 */
export function putToml(text: string, { keys, value }: Entry): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => isOwn(line, keys));
  const ours = stringify(nested(keys, value)).trim().split("\n");
  if (start === -1) return `${[lines.join(eol).trimEnd(), "", ...ours].join(eol)}${eol}`;
  const length = lines.slice(start).findIndex((line) => isHeader(line) && !isOwn(line, keys));
  const rest = length === -1 ? [""] : ["", ...withNotes(lines, start + length)];
  return [...lines.slice(0, start), ...ours, ...rest].join(eol);
}

/** The lines from a header on, with the comment right above it. */
function withNotes(lines: readonly string[], header: number): readonly string[] {
  const above = lines.slice(0, header).findLastIndex((line) => !/^\s*#/.test(line));
  return lines.slice(above + 1);
}

function nested(keys: readonly string[], value: Value): Record<string, unknown> {
  const [key = "", ...rest] = keys;
  return { [key]: rest.length === 0 ? value : nested(rest, value) };
}

function isHeader(line: string): boolean {
  return /^\s*\[/.test(line);
}

/** The table's own header, or that of a table in it. */
function isOwn(line: string, keys: readonly string[]): boolean {
  const name = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.replaceAll(/["'\s]/g, "");
  const own = keys.join(".");
  return name === own || (name?.startsWith(`${own}.`) ?? false);
}
