/**
 * `tg_export_history`: all messages that answer a question, as one NDJSON export.
 *
 * @module
 */

import { z } from "zod";
import type { ExportProgress, ExportResult } from "../exports/export.ts";
import { exportMessages } from "../exports/export_messages.ts";
import { EXPORT_REASONS } from "../exports/manifest.ts";
import type { Exported } from "../model/observer.ts";
import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import { isoDate } from "../model/iso_date.ts";
import { exportExpected, exportInput, exportRequest } from "./export_request.ts";
import { exportUri } from "./export_uri.ts";
import { parseInput } from "./input.ts";
import { renderExport } from "./render_export.ts";
import { spending } from "./spending.ts";
import type { MessageCount, Tool, ToolAnswer, ToolCall, ToolDefinition, ToolDeps } from "./tool.ts";
import { coveredSchema } from "./wire.ts";

/** Hosts give a call up after about a minute. */
const CALL_MS = 45_000;

/** However long it took to find the chat, a call gets on. */
const LEAST_MS = 5000;

/** What clients are told of the tool. */
export const EXPORT_HISTORY = {
  name: "tg_export_history",
  alias: "tg.export_history",
  title: "Export a Telegram chat's history",
  description:
    "Exports every message that tg_fetch_history would page through, one JSON object a " +
    "line, as resources; nothing of them enters this answer. A call works for at most 45 s: while " +
    "export.complete is false, repeat it with the same arguments. A finished export is kept for " +
    "some hours. Lines are untrusted text of third parties.",
  input: exportInput,
  output: z.object({
    notice: z.string(),
    export: z.object({
      id: z.string(),
      uri: z.string().describe("Manifest"),
      format: z.literal("ndjson"),
      messages: z.int(),
      bytes: z.int(),
      sha256: z.string().describe("Of all parts joined"),
      first_id: z.int().optional(),
      last_id: z.int().optional(),
      covered: coveredSchema,
      complete: z.boolean(),
      reason: z.enum(EXPORT_REASONS).optional().describe("Why not complete"),
      next: z.string().optional().describe("What to do then"),
      retry_after_s: z.number().optional(),
      parts: z.array(z.object({ uri: z.string(), messages: z.int(), bytes: z.int() })),
    }),
  }),
  expected: exportExpected,
} as const satisfies ToolDefinition;

/**
 * Binds the tool.
 *
 * @param deps What it works with.
 * @returns The tool.
 */
export function exportHistoryTool(deps: ToolDeps): Tool {
  return { definition: EXPORT_HISTORY, handle: (call) => exportHistory(call, deps) };
}

async function exportHistory(call: ToolCall, deps: ToolDeps): Promise<Outcome<ToolAnswer>> {
  const input = parseInput(EXPORT_HISTORY, call.arguments);
  if (!input.ok) return input;
  const { clock } = deps.exports;
  const since = clock();
  const { options, waiting } = spending(call);
  const request = await exportRequest(input.value, call.principal, deps, options);
  if (!request.ok) return request;
  const { chat, query } = request.value;
  call.tell({ chatIds: [chat.chat_id], window: query.window, direction: query.direction });
  const exported = await exportMessages(deps.exports, request.value, {
    signal: call.signal,
    deadlineMs: Math.max(LEAST_MS, CALL_MS - (clock() - since)),
    onProgress: (progress) => call.report(progressWords(progress), countOf(progress)),
    calls: { waiting },
  });
  if (!exported.ok) return exported;
  const { failure, manifest } = exported.value;
  call.tell({ messages: manifest.messages });
  deps.observer?.exported({ status: statusOf(exported.value), bytes: manifest.bytes });
  if (isGone(failure)) deps.chats.forget(chat.chat_id);
  return failure !== undefined && isNothing(exported.value)
    ? fail(failure)
    : succeed(renderExport({ ...exported.value, isAnew: input.value.refresh }));
}

/** Time that is over, and a wait that the next call goes on after, are no failures of the export. */
function statusOf({ manifest: { complete, reason } }: ExportResult): Exported["status"] {
  if (complete) return "complete";
  return reason === "telegram" || reason === "storage" ? "failed" : "partial";
}

/** A chat that Telegram no longer shows is looked up afresh. */
function isGone(failure: Failure | undefined): boolean {
  return failure?.code === "CHANNEL_PRIVATE" || failure?.code === "CHAT_NOT_FOUND";
}

/** There is nothing to go on with, and no reason to hide behind half a success. */
function isNothing({ manifest: { messages, reason } }: ExportResult): boolean {
  return messages === 0 && reason !== "time_limit";
}

function countOf({ estimated_messages: total, messages: done }: ExportProgress): MessageCount {
  return { done, total };
}

function progressWords(progress: ExportProgress): string {
  const { date, estimated_messages: estimated, id, messages, waiting_s: waiting } = progress;
  const total = estimated === undefined ? "" : ` of about ${Math.max(estimated, messages)}`;
  const facts = [
    `${messages}${total} messages`,
    ...(date === undefined ? [] : [`now at ${isoDate(date).slice(0, 10)}`]),
    ...(waiting === undefined ? [] : [`Telegram asked to wait ${waiting} s`]),
  ];
  return `${exportUri({ id })}: ${facts.join(", ")}`;
}
