/**
 * Takes a request out of its wrappers.
 *
 * https://core.telegram.org/api/invoking
 *
 * @module
 */

import type { TlRequest } from "./rpc.ts";
import { tlName } from "./trace.ts";

/** A request without its wrappers. */
export interface Unwrapped {
  readonly request: TlRequest;
  /** The wrappers' names in the TL schema, outermost first. */
  readonly wrappers: readonly string[];
}

/** The methods that carry another request. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "initConnection",
  "invokeAfterMsg",
  "invokeAfterMsgs",
  "invokeWithApnsSecret",
  "invokeWithBusinessConnection",
  "invokeWithGooglePlayIntegrity",
  "invokeWithLayer",
  "invokeWithMessagesRange",
  "invokeWithTakeout",
  "invokeWithoutUpdates",
]);

/** Takes a request out of its wrappers, however they are nested. */
export function unwrap(wrapped: TlRequest): Unwrapped {
  const wrappers: string[] = [];
  let request = wrapped;
  while (WRAPPERS.has(tlName(request.className)) && isRequest(request.query)) {
    wrappers.push(tlName(request.className));
    request = request.query;
  }
  return { request, wrappers };
}

function isRequest(value: unknown): value is TlRequest {
  return typeof (value as Partial<TlRequest> | null | undefined)?.className === "string";
}
