/**
 * Traces, over OpenTelemetry's API and the exporter that the runtime has built in (`OTEL_DENO=true`).
 * Spans are named and attributed as OpenTelemetry's conventions for MCP say
 * (https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md), without
 * what they leave open: arguments and results are in none of them. A status has no description, for
 * the messages of errors may quote arguments.
 *
 * @module
 */

import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Observer, Ongoing, OperationBegun, TraceContext } from "../model/observer.ts";

/** Traces that are being recorded. */
export interface Traces {
  readonly observer: Partial<Observer>;
  /** The trace that the calling code belongs to. */
  readonly traceId: () => string | undefined;
}

/**
 * Begins to record.
 *
 * @param version The program's version.
 */
export function createTraces(version: string): Traces {
  const tracer = trace.getTracer("tgtk", version);
  return {
    observer: {
      operation: (begun) => {
        const parent = contextOf(begun.parent);
        const span = tracer.startSpan(nameOf(begun), {
          kind: SpanKind.SERVER,
          attributes: operationAttributes(begun),
          links: ambientLinks(parent),
        }, parent);
        return during(span, parent, ({ errorCode, errorType }) => ({
          ...(errorType === undefined ? {} : { "error.type": errorType }),
          ...(errorCode === undefined ? {} : { "rpc.response.status_code": String(errorCode) }),
        }));
      },
      toolCall: () => {
        // The operation's span is the tool call's: GenAI's `execute_tool` is compatible with it.
        const span = trace.getActiveSpan();
        return {
          within: (work) => work(),
          end: ({ status }) => {
            if (status !== "ok") span?.setAttribute("tgtk.failure.code", status);
          },
        };
      },
      telegramCall: ({ method }) => {
        const span = tracer.startSpan(method, {
          kind: SpanKind.CLIENT,
          attributes: { "rpc.system.name": "mtproto", "rpc.method": method },
        });
        return during(span, context.active(), ({ floodWaitS, status }) => ({
          ...(status === "ok" ? {} : { "error.type": status }),
          ...(floodWaitS === undefined ? {} : { "tgtk.flood_wait.seconds": floodWaitS }),
        }));
      },
      exportPart: () => {
        const span = tracer.startSpan("export part");
        return during(span, context.active(), ({ bytes, messages, status }) => ({
          "tgtk.export.messages": messages,
          "tgtk.export.bytes": bytes,
          ...(status === "ok" ? {} : { "error.type": status }),
        }));
      },
    },
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
  };
}

function during<End>(
  span: Span,
  parent: Context,
  attributesOf: (end: End) => Attributes,
): Ongoing<End> {
  const inside = trace.setSpan(parent, span);
  return {
    within: (work) => context.with(inside, work),
    end: (end) => {
      const attributes = attributesOf(end);
      span.setAttributes(attributes);
      if ("error.type" in attributes) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The caller's context if it sent one that can be read; the ambient one otherwise. */
function contextOf(parent: TraceContext | undefined): Context {
  return parent === undefined ? context.active() : propagation.extract(context.active(), parent);
}

/** The span of the HTTP request that carries the call is no parent, but is linked. */
function ambientLinks(parent: Context) {
  const ambient = trace.getActiveSpan()?.spanContext();
  const isParent = ambient?.spanId === trace.getSpanContext(parent)?.spanId;
  return ambient === undefined || isParent ? [] : [{ context: ambient }];
}

/** Only known tools are named: `unknown` would be a target that is none. */
function nameOf({ method, tool }: OperationBegun): string {
  return isTool(tool) ? `${method} ${tool}` : method;
}

function operationAttributes(
  { method, protocolVersion, requestId, tool, transport, uri }: OperationBegun,
): Attributes {
  return {
    "mcp.method.name": method,
    "jsonrpc.request.id": requestId,
    "network.transport": transport,
    ...(transport === "tcp" ? { "network.protocol.name": "http" } : {}),
    ...(protocolVersion === undefined ? {} : { "mcp.protocol.version": protocolVersion }),
    ...(tool === undefined ? {} : { "gen_ai.operation.name": "execute_tool" }),
    ...(isTool(tool) ? { "gen_ai.tool.name": tool } : {}),
    ...(uri === undefined ? {} : { "mcp.resource.uri": uri }),
  };
}

function isTool(tool: string | undefined): tool is string {
  return tool !== undefined && tool !== "unknown";
}
