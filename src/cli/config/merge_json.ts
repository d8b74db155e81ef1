/**
 * JSON, with the comments and trailing commas that editors allow in their settings.
 *
 * @module
 */

import { findNodeAtLocation, type Node, parse, type ParseError, parseTree } from "jsonc-parser";
import type { Entry, Value } from "./host.ts";

/** Windows editors put it first. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Reads JSON.
 *
 * @param text The text.
 * @throws {SyntaxError} When it is none.
 */
export function readJson(text: string): unknown {
  const errors: ParseError[] = [];
  const value = parse(withoutMark(text), errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new SyntaxError("Cannot read JSON");
  return value;
}

/**
 * Puts a value in; the rest stays as it is, byte by byte. (The library's own `modify` lays out the
 * neighbours anew.)
 *
 * @param text JSON that {@linkcode readJson} can read; what is on the way to the place is an object.
 * @param entry The value and its place.
 */
export function putJson(text: string, { keys, value }: Entry): string {
  const root = parseTree(text.replace(BYTE_ORDER_MARK, " "));
  if (root === undefined) return text;
  const lengths = keys.map((_, index) => keys.length - index);
  const depth = lengths.find((length) => nodeAt(root, keys.slice(0, length)) !== undefined) ?? 0;
  const node = nodeAt(root, keys.slice(0, depth)) ?? root;
  const layout = layoutOf(text);
  if (depth === keys.length) return spliced(text, node, draw(value, depth, layout));
  const [key = "", ...inner] = keys.slice(depth);
  const property = `${JSON.stringify(key)}: ${draw(nested(inner, value), depth + 1, layout)}`;
  return added(text, node, property, depth, layout);
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
}

function nodeAt(root: Node, keys: readonly string[]): Node | undefined {
  return findNodeAtLocation(root, [...keys]);
}

function nested(keys: readonly string[], value: Value): Value {
  const [key, ...rest] = keys;
  return key === undefined ? value : { [key]: nested(rest, value) };
}

function draw(value: Value, depth: number, { indent, eol }: Layout): string {
  const lines = JSON.stringify(value, undefined, indent).split("\n");
  return lines.join(eol + indent.repeat(depth));
}

function spliced(text: string, { offset, length }: Node, drawn: string): string {
  return text.slice(0, offset) + drawn + text.slice(offset + length);
}

/** A property behind the last one, before the comma that may follow that. */
function added(
  text: string,
  { offset, length, children = [] }: Node,
  property: string,
  depth: number,
  { indent, eol }: Layout,
): string {
  const last = children.at(-1);
  const start = last === undefined ? offset + 1 : last.offset + last.length;
  const rest = text.slice(start, offset + length - 1);
  const closing = rest.includes("\n") ? "" : eol + indent.repeat(depth);
  const line = eol + indent.repeat(depth + 1) + property;
  return text.slice(0, start) + (last === undefined ? "" : ",") + line + closing +
    text.slice(start);
}

function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** As the file is laid out already. */
function layoutOf(text: string): Layout {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return { indent, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
