/**
 * What a client has asked and said, so that another server can take over in the middle: unfinished
 * requests are asked again, and no answer is given twice.
 *
 * @module
 */

import type {
  JSONRPCMessage,
  JSONRPCNotification,
  JSONRPCRequest,
} from "@modelcontextprotocol/server";

/** A client's conversation so far. */
export interface Asked {
  /** Takes note of what the client says. */
  hear(message: JSONRPCMessage): void;
  /** A request that is not answered yet. */
  unfinished(id: unknown): JSONRPCRequest | undefined;
  /** Whether the client waits for any answer. */
  isWaiting(): boolean;
  /**
   * Takes note of what a server says.
   *
   * @returns What the client is to be told; `undefined` for an answer that it did not ask for, has
   * had, or has cancelled.
   */
  answer(message: JSONRPCMessage): JSONRPCMessage | undefined;
  /**
   * What a server that takes over has to hear: what was agreed on before, whose answers the client has
   * had, then the unfinished requests.
   */
  again(): readonly JSONRPCMessage[];
}

/** Said once, and true for the rest of the conversation, in the revisions of 2025. */
const AGREED: ReadonlySet<string> = new Set([
  "initialize",
  "notifications/initialized",
  "logging/setLevel",
  "resources/subscribe",
]);

/** More than before, and no step towards the total. */
const PROGRESS_STEP = 0.001;

/**
 * Makes an empty conversation.
 *
 * @example A read that its server did not finish
 * ```ts
 * import { askedRequests } from "./asked.ts";
 * import assert from "node:assert/strict";
 *
 * const asked = askedRequests();
 * const request = { jsonrpc: "2.0", id: 7, method: "tools/call", params: {} } as const;
 * asked.hear(request);
 * assert.deepEqual(asked.again(), [request]);
 * const answer = { jsonrpc: "2.0", id: 7, result: {} } as const;
 * assert.deepEqual([asked.answer(answer), asked.answer(answer)], [answer, undefined]);
 * assert.deepEqual(asked.again(), []);
 * ```
 */
export function askedRequests(): Asked {
  const unfinished = new Map<string, JSONRPCRequest>();
  const agreed = new Map<string, JSONRPCMessage>();
  const progress = new Map<string, number>();
  let repeated = 0;

  function begin(request: JSONRPCRequest): void {
    unfinished.set(keyOf(request.id), request);
    const token = tokenOf(request);
    if (token !== undefined) progress.set(token, -Infinity);
  }

  function finish(id: unknown): boolean {
    const token = tokenOf(unfinished.get(keyOf(id)));
    if (token !== undefined) progress.delete(token);
    return unfinished.delete(keyOf(id));
  }

  /** Under a number of its own: its answer is one that nobody asked for. */
  function repeat(message: JSONRPCMessage): readonly JSONRPCMessage[] {
    if (!("id" in message)) return [message];
    if (unfinished.get(keyOf(message.id)) === message) return [];
    return [{ ...message, id: `tgtk again ${++repeated}` } as JSONRPCMessage];
  }

  /** It has to rise (MCP, "Progress"), though a server that takes over begins anew. */
  function risen(message: JSONRPCNotification): JSONRPCNotification | undefined {
    const token = keyOf(message.params?.progressToken);
    const last = progress.get(token);
    if (last === undefined) return undefined;
    const next = Math.max(Number(message.params?.progress), last + PROGRESS_STEP);
    progress.set(token, next);
    return { ...message, params: { ...message.params, progress: next } };
  }

  return {
    hear(message) {
      if (!("method" in message)) return;
      const { method, params } = message;
      if ("id" in message) begin(message);
      if (AGREED.has(method)) agreed.set(agreementOn(method, params?.uri), message);
      if (method === "resources/unsubscribe") {
        agreed.delete(agreementOn("resources/subscribe", params?.uri));
      }
      if (method === "notifications/cancelled") finish(params?.requestId);
    },
    unfinished: (id) => unfinished.get(keyOf(id)),
    isWaiting: () => unfinished.size > 0,
    answer(message) {
      if (!("method" in message)) return finish(message.id) ? message : undefined;
      return message.method === "notifications/progress" ? risen(message) : message;
    },
    again: () => [...[...agreed.values()].flatMap(repeat), ...unfinished.values()],
  };
}

/** Of each kind there is one, but of subscriptions one for each resource. */
function agreementOn(method: string, uri: unknown): string {
  return `${method} ${keyOf(uri)}`;
}

function tokenOf(request: JSONRPCRequest | undefined): string | undefined {
  const token = request?.params?._meta?.progressToken;
  return token === undefined ? undefined : keyOf(token);
}

/** The numbers and strings of JSON-RPC are different ids. */
function keyOf(id: unknown): string {
  return JSON.stringify(id) ?? "";
}
