/**
 * Tells an observer of every MCP request, from its arrival to its answer, whichever handler answers
 * it: the SDK's own (`initialize`, `ping`), ours, or none.
 *
 * What is told is bounded: methods, tools and versions that are not known are `unknown`, for a client
 * may write anything there.
 *
 * @module
 */

import {
  isJSONRPCRequest,
  type JSONRPCMessage,
  PROTOCOL_VERSION_META_KEY,
  type RequestId,
  type Server,
  SUPPORTED_PROTOCOL_VERSIONS,
  type Transport,
} from "@modelcontextprotocol/server";
import type {
  Observer,
  Ongoing,
  OperationBegun,
  OperationEnded,
  TraceContext,
} from "../model/observer.ts";
import { defined } from "../tools/defined.ts";

/** Who hears, and what is known by name. */
export interface OperationsOptions {
  readonly observer: Pick<Observer, "operation">;
  /** A tool's listed name for any name it answers to; `undefined` for what is no tool. */
  readonly toolNamed: (name: unknown) => string | undefined;
}

/** The requests that clients of either era send. */
const METHODS: ReadonlySet<string> = new Set([
  "completion/complete",
  "initialize",
  "logging/setLevel",
  "ping",
  "prompts/get",
  "prompts/list",
  "resources/list",
  "resources/read",
  "resources/subscribe",
  "resources/templates/list",
  "resources/unsubscribe",
  "server/discover",
  "subscriptions/listen",
  "tools/call",
  "tools/list",
]);

const VERSIONS: ReadonlySet<string> = new Set(["2026-07-28", ...SUPPORTED_PROTOCOL_VERSIONS]);

const UNKNOWN = "unknown";

/** As long as ids that mean nothing need to be. */
const MAX_ID = 64;

/** Resources of ours name nothing but an export and its part. */
const OUR_URI = /^tgtk:\/\/[\w./-]{1,100}$/;

/** Nobody waits for an answer any more. */
export const CANCELLED: OperationEnded = { errorType: "cancelled" };

/**
 * Makes a server tell of its requests, on whichever transport it will be connected to.
 *
 * @param server The server, not yet connected.
 * @param options Who hears.
 */
export function observeOperations(server: Server, options: OperationsOptions): void {
  const connect = server.connect.bind(server);
  server.connect = (transport) => {
    observeTransport(transport, server, options);
    return connect(transport);
  };
}

/**
 * The transport itself is changed, not wrapped: the SDK reads a request's era from the very object it
 * was given.
 */
function observeTransport(
  transport: Transport,
  server: Server,
  options: OperationsOptions,
): void {
  const pending = new Map<RequestId, Ongoing<OperationEnded>>();
  const settle = (id: RequestId, end: OperationEnded) => {
    pending.get(id)?.end(end);
    pending.delete(id);
  };
  const send = transport.send.bind(transport);
  transport.send = (message, more) => {
    const id = "method" in message ? undefined : message.id;
    // Before it is sent: over HTTP the connection is closed in the same moment.
    if (id !== undefined) settle(id, operationEnded(message));
    return send(message, more);
  };
  const start = transport.start.bind(transport);
  // The protocol sets its listeners and then starts the transport: from here on they can be wrapped.
  transport.start = () => {
    const { onclose, onmessage } = transport;
    transport.onmessage = (message, extra) => {
      const pass = () => onmessage?.(message, extra);
      const cancelled = cancelledBy(message);
      if (cancelled !== undefined) settle(cancelled, CANCELLED);
      // What is no valid request gets no answer, or not one that names it.
      if (!isJSONRPCRequest(message) || pending.has(message.id)) return pass();
      const ongoing = options.observer.operation(operationBegun(message, {
        headers: extra?.request?.headers,
        negotiated: server.getNegotiatedProtocolVersion(),
        toolNamed: options.toolNamed,
      }));
      pending.set(message.id, ongoing);
      return ongoing.within(pass);
    };
    transport.onclose = () => {
      for (const id of [...pending.keys()]) settle(id, CANCELLED);
      onclose?.();
    };
    return start();
  };
}

type Params = Readonly<Record<string, unknown>>;

/** A request's headers: `Headers`, or a map of what was read out of them, which is faster. */
export interface RequestHeaders {
  readonly get: (name: string) => string | null | undefined;
  readonly has: (name: string) => boolean;
}

/** What a request came with. */
export interface CameWith {
  /** Over HTTP. */
  readonly headers?: RequestHeaders | undefined;
  /** The version that was agreed on when the connection was made. */
  readonly negotiated?: string | undefined;
  readonly toolNamed: OperationsOptions["toolNamed"];
}

/** A request, or as much of it as is told. */
export interface Asked {
  readonly id: RequestId;
  readonly method: string;
  readonly params?: Params | undefined;
}

/**
 * Says what an observer is told of a request.
 *
 * @param asked The request.
 * @param cameWith What it came with.
 */
export function operationBegun(
  { id, method, params = {} }: Asked,
  { headers, negotiated, toolNamed }: CameWith,
): OperationBegun {
  const meta = (params._meta ?? {}) as Params;
  return defined<OperationBegun>({
    method: METHODS.has(method) ? method : UNKNOWN,
    tool: method === "tools/call" ? toolNamed(params.name) ?? UNKNOWN : undefined,
    uri: method === "resources/read" ? ourUri(params.uri) : undefined,
    requestId: String(id).slice(0, MAX_ID),
    protocolVersion: versionOf(meta, headers, negotiated),
    transport: headers === undefined ? "pipe" : "tcp",
    parent: parentIn(meta),
  });
}

function ourUri(uri: unknown): string | undefined {
  return typeof uri === "string" && OUR_URI.test(uri) ? uri : undefined;
}

/** SEP-414: the keys of W3C Trace Context stand in `_meta` without a prefix. */
function parentIn({ traceparent, tracestate }: Params): TraceContext | undefined {
  if (typeof traceparent !== "string") return undefined;
  return typeof tracestate === "string" ? { traceparent, tracestate } : { traceparent };
}

/** Each request of 2026 names its version, one of 2025 over HTTP has it in a header. */
function versionOf(
  meta: Params,
  headers: RequestHeaders | undefined,
  negotiated: string | undefined,
) {
  const version = meta[PROTOCOL_VERSION_META_KEY] ?? negotiated ??
    headers?.get("mcp-protocol-version");
  if (typeof version !== "string") return undefined;
  return VERSIONS.has(version) ? version : UNKNOWN;
}

function cancelledBy(message: JSONRPCMessage): RequestId | undefined {
  if (!("method" in message) || message.method !== "notifications/cancelled") return undefined;
  return message.params?.requestId as RequestId | undefined;
}

/**
 * Says what an observer is told of an answer.
 *
 * @param answer A result or an error.
 */
export function operationEnded(
  answer: JSONRPCMessage | { readonly result: { readonly isError?: boolean | undefined } },
): OperationEnded {
  if ("error" in answer) {
    return { errorType: String(answer.error.code), errorCode: answer.error.code };
  }
  return "result" in answer && answer.result.isError === true ? { errorType: "tool_error" } : {};
}
