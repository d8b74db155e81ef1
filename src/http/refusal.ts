/**
 * Answers that refuse: a status, a code for programs and one sentence for people.
 *
 * @module
 */

/** What a refusal is called in its body. */
export type RefusalCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "INSUFFICIENT_SCOPE"
  | "HOST_NOT_ALLOWED"
  | "ORIGIN_NOT_ALLOWED"
  | "NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "TIMEOUT"
  | "INCOMPLETE"
  | "PRECONDITION_FAILED"
  | "BODY_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "RANGE_NOT_SATISFIABLE"
  | "RATE_LIMIT_EXCEEDED"
  | "HEADERS_TOO_LARGE"
  | "INTERNAL"
  | "UNAVAILABLE";

const STATUS: Readonly<Record<RefusalCode, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  INSUFFICIENT_SCOPE: 403,
  HOST_NOT_ALLOWED: 403,
  ORIGIN_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TIMEOUT: 408,
  INCOMPLETE: 409,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  RATE_LIMIT_EXCEEDED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/**
 * Refuses a request.
 *
 * @param code Names the refusal and gives its status.
 * @param message One sentence: what was refused, and what was expected.
 * @param headers Headers beside it.
 * @returns The answer, as JSON.
 *
 * @example An unknown path
 * ```ts
 * import { refuse } from "./refusal.ts";
 * import assert from "node:assert/strict";
 *
 * const response = refuse("NOT_FOUND", "Cannot find this path: expected /mcp.");
 * assert.equal(response.status, 404);
 * assert.deepEqual(await response.json(), {
 *   error: { code: "NOT_FOUND", message: "Cannot find this path: expected /mcp." },
 * });
 * ```
 */
export function refuse(
  code: RefusalCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ error: { code, message } }, { status: STATUS[code], headers });
}
