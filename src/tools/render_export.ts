/**
 * How far an export has come, in the two forms of an answer. Nothing of the messages is in it.
 *
 * @module
 */

import type { ExportResult } from "../exports/export.ts";
import type { ExportReason, Manifest } from "../exports/manifest.ts";
import type { Failure } from "../model/failure.ts";
import { failureSentence } from "./failure_answer.ts";
import { manifestResource, partResource } from "./export_resources.ts";
import { exportUri } from "./export_uri.ts";
import { coveredSentence, nameChat } from "./render.ts";
import type { ToolAnswer } from "./tool.ts";
import { NOTICE } from "./transcript.ts";

/** Parts that are linked to one by one; the others stand in the JSON and in the manifest. */
const MAX_LINKS = 20;

/** An export, ready to be drawn. */
export interface ExportView extends ExportResult {
  /** The call said `refresh`: said again, it would start anew again. */
  readonly isAnew: boolean;
}

/**
 * Draws an export.
 *
 * @param view The export.
 * @returns Both forms, with links to the manifest and to the first parts.
 */
export function renderExport(view: ExportView): ToolAnswer {
  const { bytes, complete, covered, first_id, format, id, last_id, messages, parts, sha256 } =
    view.manifest;
  const onward = onwardOf(view);
  const structured = {
    notice: NOTICE,
    export: {
      id,
      uri: exportUri({ id }),
      format,
      messages,
      bytes,
      sha256,
      ...(first_id === undefined ? {} : { first_id, last_id }),
      covered,
      complete,
      ...onward,
      parts: parts.map(({ bytes, messages, n }) => ({
        uri: exportUri({ id, n }),
        messages,
        bytes,
      })),
    },
  };
  const links = [
    manifestResource(view.manifest),
    ...parts.slice(0, MAX_LINKS).map((part) => partResource(id, part)),
  ];
  return { text: textOf(view.manifest, onward.next), structured, links };
}

interface Onward {
  readonly reason?: ExportReason;
  readonly next?: string;
  readonly retry_after_s?: number;
}

/** Why it is not complete, and what to do then. */
function onwardOf({ failure, isAnew, manifest: { reason } }: ExportView): Onward {
  if (reason === undefined) return {};
  const again = `call tg_export_history again with the same arguments${
    isAnew ? ", but without refresh" : ""
  }`;
  return { reason, next: nextOf(reason, again, failure), ...retryOf(failure) };
}

function nextOf(reason: ExportReason, again: string, failure: Failure | undefined): string {
  if (reason === "in_progress") return `Another call is writing it: in some seconds, ${again}.`;
  if (reason === "time_limit" || reason === "cancelled" || failure === undefined) {
    return `To go on, ${again}.`;
  }
  return `${failureSentence(failure)} To go on then, ${again}.`;
}

function retryOf(failure: Failure | undefined): Pick<Onward, "retry_after_s"> {
  return failure !== undefined && "retry_after_s" in failure
    ? { retry_after_s: failure.retry_after_s }
    : {};
}

/** Ours alone: numbers, dates, addresses, and a chat's name as {@linkcode nameChat} writes it. */
function textOf(manifest: Manifest, next: string | undefined): string {
  const { bytes, chat, complete, covered, first_id, id, last_id, messages, parts, reason, sha256 } =
    manifest;
  const state = complete ? "complete" : `not complete (${reason})`;
  const ids = first_id === undefined ? "" : `, ids ${first_id} to ${last_id}`;
  const first = exportUri({ id, n: 1 });
  const places = parts.length > 1
    ? `Parts: ${first} to ${exportUri({ id, n: parts.length })}.`
    : parts.length === 1
    ? `Part: ${first}.`
    : "";
  return [
    `Export of ${nameChat(chat)}: ${state}, ${messages} messages${ids}, ${bytes} bytes of NDJSON.`,
    coveredSentence(covered),
    `Manifest: ${exportUri({ id })}.`,
    places,
    `SHA-256 of all parts joined: ${sha256}.`,
    next ?? "",
    NOTICE,
  ].filter((sentence) => sentence !== "").join("\n");
}
