/**
 * Metrics of MCP requests and tool calls.
 *
 * @module
 */

import type { Registry } from "prom-client";
import type { Observer, OperationBegun, OperationEnded } from "../../model/observer.ts";
import type { Timed } from "../timed.ts";
import { SECONDS } from "./buckets.ts";
import { instruments } from "./instruments.ts";

/**
 * Registers them.
 *
 * @param registry Where.
 * @param timed Times what begins.
 * @returns What they listen to.
 */
export function protocolMetrics(
  registry: Registry,
  timed: Timed,
): Pick<Observer, "operation" | "toolCall"> {
  const { counter, histogram } = instruments(registry);
  const operations = histogram(
    "mcp_server_operation_duration_seconds",
    "Time from an MCP request's arrival to its answer.",
    SECONDS,
    OPERATION_LABELS,
  );
  const calls = counter(
    "mcp_tool_calls_total",
    "Tool calls, by tool and outcome: ok, or the failure's code.",
    ["tool", "status"],
  );
  const durations = histogram(
    "mcp_tool_duration_seconds",
    "Time a tool call took, waiting for a turn at Telegram included.",
    SECONDS,
    ["tool"],
  );
  const messages = counter("telegram_messages_fetched_total", "Messages returned by tools.", [
    "tool",
  ]);
  const pages = counter(
    "telegram_pages_served_total",
    "Pages of history returned by tools, by the direction of reading.",
    ["tool", "direction"],
  );
  const errors = counter(
    "telegram_toolkit_errors_total",
    "Tool calls that failed, by the failure's code.",
    ["code"],
  );
  return {
    operation: (begun) =>
      timed<OperationEnded>((end, seconds) =>
        operations.observe(operationLabels(begun, end), seconds)
      ),
    toolCall: ({ tool }) =>
      timed(({ status, facts }, seconds) => {
        calls.inc({ tool, status });
        durations.observe({ tool }, seconds);
        if (status !== "ok") return errors.inc({ code: status });
        if (facts.messages !== undefined) messages.inc({ tool }, facts.messages);
        if (facts.direction !== undefined) pages.inc({ tool, direction: facts.direction });
      }),
  };
}

/** The attributes of `mcp.server.operation.duration`, with `_` for `.`, as Prometheus wants it. */
const OPERATION_LABELS = [
  "mcp_method_name",
  "error_type",
  "gen_ai_tool_name",
  "gen_ai_operation_name",
  "rpc_response_status_code",
  "mcp_protocol_version",
  "network_transport",
] as const;

/** Absent attributes are absent labels. */
function operationLabels(
  { method, protocolVersion, tool, transport }: OperationBegun,
  { errorCode, errorType }: OperationEnded,
): Partial<Record<typeof OPERATION_LABELS[number], string | number>> {
  const labels: ReturnType<typeof operationLabels> = {
    mcp_method_name: method,
    network_transport: transport,
  };
  if (tool !== undefined) {
    labels.gen_ai_tool_name = tool;
    labels.gen_ai_operation_name = "execute_tool";
  }
  if (protocolVersion !== undefined) labels.mcp_protocol_version = protocolVersion;
  if (errorType !== undefined) labels.error_type = errorType;
  if (errorCode !== undefined) labels.rpc_response_status_code = errorCode;
  return labels;
}
