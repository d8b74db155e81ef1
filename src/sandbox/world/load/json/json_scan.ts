/**
 * Finds where the values of a JSON text begin and end without parsing them, so that a file of
 * 100 MB is never held as objects. What a span holds is checked when it is parsed.
 *
 * @module
 */

/** A stretch of bytes: `start` belongs to it, `end` does not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member of a JSON object: its key's and its value's place. */
export interface Member {
  readonly key: Span;
  readonly value: Span;
}

/** Deeper files are not Telegram's, and would exhaust the stack of whatever walks them. */
const MAX_DEPTH = 256;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What numbers and the three words are made of. */
const PLAIN: ReadonlySet<number | undefined> = new Set(
  Array.from("+-.0123456789Eaeflnrstu", (character) => character.charCodeAt(0)),
);

/**
 * Finds the text's one value.
 *
 * @param bytes JSON in UTF-8, with or without a byte order mark.
 * @returns Where the value is. Throws a SyntaxError if there is none, or something after it.
 *
 * @example A list
 * ```ts
 * import { documentSpan } from "./json_scan.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(documentSpan(new TextEncoder().encode(" [1] ")), { start: 1, end: 4 });
 * ```
 */
export function documentSpan(bytes: Uint8Array): Span {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const start = skipSpace(bytes, hasMark ? 3 : 0);
  const end = valueEnd(bytes, start);
  if (skipSpace(bytes, end) !== bytes.length) throw unexpected(bytes, end);
  return { start, end };
}

/** Tells whether the value at a place is a list. */
export function isArrayAt(bytes: Uint8Array, span: Span): boolean {
  return bytes[span.start] === OPEN_ARRAY;
}

/** Tells whether the value at a place is an object. */
export function isObjectAt(bytes: Uint8Array, span: Span): boolean {
  return bytes[span.start] === OPEN_OBJECT;
}

/**
 * Finds a list's elements.
 *
 * @param bytes JSON in UTF-8.
 * @param list Where the list is.
 * @returns The elements' places, in order. Throws a SyntaxError where the text is no list.
 */
export function elementSpans(bytes: Uint8Array, list: Span): readonly Span[] {
  const spans: Span[] = [];
  let at = skipSpace(bytes, list.start + 1);
  if (bytes[at] === CLOSE_ARRAY) return spans;
  for (;;) {
    const end = valueEnd(bytes, at);
    spans.push({ start: at, end });
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_ARRAY) return spans;
    at = skipSpace(bytes, after(bytes, at, COMMA));
  }
}

/**
 * Finds an object's members.
 *
 * @param bytes JSON in UTF-8.
 * @param object Where the object is.
 * @returns The members' places, in order. Throws a SyntaxError where the text is no object.
 */
export function memberSpans(bytes: Uint8Array, object: Span): readonly Member[] {
  const members: Member[] = [];
  let at = skipSpace(bytes, object.start + 1);
  if (bytes[at] === CLOSE_OBJECT) return members;
  for (;;) {
    const key = { start: at, end: stringEnd(bytes, after(bytes, at, QUOTE)) };
    const start = skipSpace(bytes, after(bytes, skipSpace(bytes, key.end), COLON));
    const end = valueEnd(bytes, start);
    members.push({ key, value: { start, end } });
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_OBJECT) return members;
    at = skipSpace(bytes, after(bytes, at, COMMA));
  }
}

function valueEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return stringEnd(bytes, start + 1);
  if (first === OPEN_ARRAY || first === OPEN_OBJECT) return containerEnd(bytes, start);
  let at = start;
  while (PLAIN.has(bytes[at])) at++;
  if (at === start) throw unexpected(bytes, at);
  return at;
}

/** Where a container that opens at a place ends. The two kinds of bracket are not told apart here. */
function containerEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at++];
    if (byte === QUOTE) at = stringEnd(bytes, at);
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (++depth > MAX_DEPTH) throw new SyntaxError(`nested deeper than ${MAX_DEPTH}`);
    } else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --depth === 0) return at;
  }
  throw unexpected(bytes, at);
}

/** Where a string ends whose first character is at a place: behind its closing quote. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote === -1) throw unexpected(bytes, bytes.length);
    let first = quote;
    while (first > start && bytes[first - 1] === BACKSLASH) first--;
    if ((quote - first) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

function after(bytes: Uint8Array, at: number, expected: number): number {
  if (bytes[at] !== expected) throw unexpected(bytes, at);
  return at + 1;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at++;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function unexpected(bytes: Uint8Array, at: number): SyntaxError {
  return new SyntaxError(
    at < bytes.length ? `unexpected text at byte ${at}` : "the text breaks off",
  );
}
