/**
 * Reads a body as JSON, within bounds of size, time and depth.
 *
 * @module
 */

import type { RequestHeaders } from "../mcp/operations.ts";
import { inTime } from "./in_time.ts";
import { refuse } from "./refusal.ts";

/** What a body may be. */
export interface BodyBounds {
  readonly bytes: number;
  readonly ms: number;
  /** Arrays and objects inside each other. */
  readonly depth: number;
}

/** A body as a value, or the answer that refuses it. */
export type Body = { readonly value: unknown } | Response;

/** 1 MiB is a thousand times what a call needs; ten seconds are enough for it on a slow line. */
export const BODY_BOUNDS: BodyBounds = { bytes: 2 ** 20, ms: 10_000, depth: 64 };

/**
 * Reads a JSON body. What is declared is not believed: bytes are counted as they come.
 *
 * @param request The request.
 * @param bounds What it may be.
 * @param headers The request's.
 * @returns The value, or a refusal: 400, 408, 413 or 415.
 */
export async function readJson(
  request: Request,
  bounds: BodyBounds,
  headers: RequestHeaders,
): Promise<Body> {
  if ((headers.get("content-encoding") ?? "identity").toLowerCase() !== "identity") {
    return refuse("UNSUPPORTED_MEDIA_TYPE", "Cannot unpack this body: expected it as it is.");
  }
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get("content-type") ?? "")) {
    return refuse("UNSUPPORTED_MEDIA_TYPE", "Cannot read this body: expected application/json.");
  }
  if (Number(headers.get("content-length")) > bounds.bytes) return tooLarge(bounds);
  // HTTP/1 and HTTP/2 hold a sender to the length it declares: such a body can be read in one go.
  const read = headers.has("content-length") ? request.bytes() : readChunks(request, bounds);
  const bytes = await inBounds(read, bounds);
  return bytes instanceof Response ? bytes : parse(bytes, bounds);
}

async function inBounds(
  read: Promise<Uint8Array | Response>,
  bounds: BodyBounds,
): Promise<Uint8Array | Response> {
  try {
    return await inTime(read, bounds.ms) ?? tooSlow(bounds);
  } catch {
    return refuse("BAD_REQUEST", "Cannot read this body: the connection broke off within it.");
  }
}

async function readChunks(
  { body }: Request,
  bounds: BodyBounds,
): Promise<Uint8Array | Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bounds.bytes) return tooLarge(bounds);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function parse(bytes: Uint8Array, { depth }: BodyBounds): Body {
  try {
    const text = UTF8.decode(bytes);
    if (isDeeperThan(text, depth)) {
      return refuse("BAD_REQUEST", `Cannot take this body: expected at most ${depth} levels.`);
    }
    return { value: JSON.parse(text) };
  } catch {
    return refuse("BAD_REQUEST", "Cannot parse this body: expected JSON in UTF-8.");
  }
}

/**
 * Tells whether a JSON text nests deeper than a bound, without parsing it.
 *
 * @param text The text; it need not be valid.
 * @param most Arrays and objects inside each other.
 * @returns Whether there are more.
 *
 * @example Brackets in strings do not count
 * ```ts
 * import { isDeeperThan } from "./body.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isDeeperThan('[["[[\\"[["]]', 2), false);
 * assert.equal(isDeeperThan("[[[]]]", 2), true);
 * ```
 */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let isInString = false;
  // By hand, in one pass: a regular expression looks at an open string again from each of its quotes.
  for (let index = 0; index < text.length && depth <= most; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isInString = !isInString;
    else if (isInString) index += code === BACKSLASH ? 1 : 0;
    else if ((code | BRACES) === OPENING) depth += 1;
    else if ((code | BRACES) === CLOSING) depth -= 1;
  }
  return depth > most;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The bit by which braces differ from brackets: `[` is 0x5b and `{` 0x7b, `]` is 0x5d and `}` 0x7d. */
const BRACES = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

function tooLarge({ bytes }: BodyBounds): Response {
  return refuse("BODY_TOO_LARGE", `Cannot take this body: expected at most ${bytes} bytes.`, CLOSE);
}

function tooSlow({ ms }: BodyBounds): Response {
  return refuse("TIMEOUT", `Cannot wait for this body: expected it within ${ms / 1000} s.`, CLOSE);
}

/** The rest of the body would be taken for the next request. */
const CLOSE = { connection: "close" };
