/**
 * Parses JSON without losing what Telegram's files hold: 64-bit integers, and the control
 * characters that Telegram Desktop writes in a way of its own.
 *
 * @module
 */

import type { Span } from "./json_scan.ts";

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder();

/**
 * Parses a JSON text. An integer that a number cannot hold becomes a string of its digits.
 *
 * @param text One JSON value.
 * @returns The value. Throws a SyntaxError if it is none.
 *
 * @example An access hash
 * ```ts
 * import { parseJson } from "./json_parse.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseJson('{"access_hash":-6158741129412341234}'), {
 *   access_hash: "-6158741129412341234",
 * });
 * ```
 */
export function parseJson(text: string): unknown {
  try {
    return parseLossless(text);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !text.includes("\\x")) throw error;
    return parseLossless(withoutHexEscapes(text));
  }
}

/** Parses the JSON value at a place of a UTF-8 text; see {@linkcode parseJson}. */
export function parseSpan(bytes: Uint8Array, span: Span): unknown {
  const text = decoder.decode(bytes.subarray(span.start, span.end));
  try {
    return parseJson(text);
  } catch (cause) {
    // The engine's own message may quote the file.
    throw new SyntaxError(`unreadable value at byte ${span.start}`, { cause });
  }
}

/** Tells a JSON object from every other value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseLossless(text: string): unknown {
  // A reviver costs several times the parsing: only texts with long digit runs need one.
  return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? source : value;
}

/** Telegram Desktop escapes control characters as `\x0B` (its export_output_json.cpp), which JSON does not know. */
function withoutHexEscapes(text: string): string {
  return text.replace(/\\(?:x([0-9A-Fa-f]{2})|[^x])/gs, (whole, hex?: string) => {
    return hex === undefined ? whole : `\\u00${hex}`;
  });
}
