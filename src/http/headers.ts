/**
 * Headers: how much of them is read, and which go with every answer.
 *
 * @module
 */

import { refuse } from "./refusal.ts";

/** Together, names and values. A bearer token of 8 KiB, the largest in practice, fits. */
const MAX_HEADER_BYTES = 16 * 1024;

/** No answer has these by itself. */
const SECURITY = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-resource-policy", "same-origin"],
  // Caches must never give one page's answer to another.
  ["vary", "Origin"],
] as const;

/** Some answers know better. */
const FALLBACKS = [
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["cache-control", "no-store"],
] as const;

const EXPOSED = [
  "WWW-Authenticate",
  "Retry-After",
  "MCP-Protocol-Version",
  "ETag",
  "Content-Range",
  "Accept-Ranges",
].join(", ");

const ASKED = [
  "authorization",
  "accept",
  "content-type",
  "mcp-protocol-version",
  "mcp-method",
  "mcp-name",
  "mcp-session-id",
  "last-event-id",
  "range",
  "if-range",
  "if-match",
  "if-none-match",
  "traceparent",
  "tracestate",
].join(", ");

/** A request's headers, read at once. */
export interface ReadHeaders {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** All names and values together. */
  readonly bytes: number;
}

/**
 * Reads a request's headers: a map is asked for one in a tenth of the time that `Headers` takes.
 *
 * @param request The request; its body is not touched.
 */
export function readHeaders(request: Request): ReadHeaders {
  const headers = new Map<string, string>();
  let bytes = 0;
  // An iterator over them sorts them first, which takes ten times as long.
  request.headers.forEach((value, name) => {
    bytes += name.length + value.length;
    headers.set(name, value);
  });
  return { headers, bytes };
}

/**
 * Judges the size of a request's headers.
 *
 * @param read The headers.
 * @returns A refusal, or nothing.
 */
export function headersRefusal({ bytes }: ReadHeaders): Response | undefined {
  if (bytes <= MAX_HEADER_BYTES) return undefined;
  return refuse(
    "HEADERS_TOO_LARGE",
    `Cannot read these headers: expected at most ${MAX_HEADER_BYTES} bytes.`,
  );
}

/**
 * Answers a browser's question whether a page may ask. The Origin has been judged before.
 *
 * @param methods What the path takes.
 * @returns The answer, without a body.
 */
export function preflight(methods: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": ASKED,
      "access-control-max-age": "600",
    },
  });
}

/**
 * Puts the headers that every answer has on an answer; what it says itself stays.
 *
 * @param response The answer.
 * @param origin The allowed page that asks, if a page does.
 * @returns The same answer.
 */
export function dressed(response: Response, origin: string | null): Response {
  const { headers } = response;
  for (const [name, value] of SECURITY) headers.append(name, value);
  for (const [name, value] of FALLBACKS) if (!headers.has(name)) headers.set(name, value);
  if (origin !== null) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-expose-headers", EXPOSED);
  }
  return response;
}
