/**
 * The trace that a log line belongs to while nothing is traced: the caller's own, or one made up at
 * the request's first line, so that the lines of one request are known by it.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { Traces } from "./traces.ts";

/** Version, trace, parent and flags (https://www.w3.org/TR/trace-context/#traceparent-header). */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * Begins to remember to which request running code belongs.
 *
 * @param newId 32 hexadecimal digits; random by default.
 */
export function requestIds(newId: () => string = () => randomBytes(16).toString("hex")): Traces {
  const requests = new AsyncLocalStorage<{ id: string | undefined }>();
  return {
    observer: {
      operation: ({ parent }) => {
        const request = { id: TRACEPARENT.exec(parent?.traceparent ?? "")?.[1] };
        return { within: (work) => requests.run(request, work), end: () => {} };
      },
    },
    traceId: () => {
      const request = requests.getStore();
      if (request === undefined) return undefined;
      request.id ??= newId();
      return request.id;
    },
  };
}
