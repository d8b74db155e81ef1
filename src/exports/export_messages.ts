/**
 * Exports the messages of a chat into a store, in as many runs as it takes.
 *
 * @module
 */

import { createHash, type Hash } from "node:crypto";
import { exportRefused } from "../model/access.ts";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import { newRecord } from "./draw_manifest.ts";
import type { ExportDeps, ExportOptions, ExportRequest, ExportResult } from "./export.ts";
import { exportId, ownerOf } from "./identity.ts";
import type { ExportRecord } from "./manifest.ts";
import { hashParts } from "./read_parts.ts";
import { runExport } from "./run_export.ts";
import type { ExportWriter } from "./store.ts";

/**
 * Works on an export until it is complete, the time is over, the signal aborts, or something fails;
 * what is read until then is kept. The same request continues it, in this process or another, and the
 * parts joined are byte for byte what an undisturbed run gives. Once complete, it is given as it is
 * until it expires.
 *
 * Memory holds the pages in flight, as many again that wait for their turn, and one part.
 *
 * @param deps What exports work with.
 * @param request What to export.
 * @param options This run's limits.
 * @returns The manifest as the store has it, and what stopped the run, if it is not complete. A failure
 * only where there is no export: the chat may not be kept (`CHANNEL_PRIVATE`), or the store cannot
 * (`VALIDATION_ERROR`). While another run writes the same export: its manifest so far.
 */
export async function exportMessages(
  deps: ExportDeps,
  request: ExportRequest,
  options: ExportOptions,
): Promise<Outcome<ExportResult>> {
  const refusal = exportRefused(request.chat, deps.policy);
  if (refusal !== undefined) return fail({ code: "CHANNEL_PRIVATE", reason: refusal });
  const id = exportIdOf(request);
  const swept = await deps.store.sweep(new Date(deps.clock()));
  if (!swept.ok) return swept;
  const opened = await deps.store.open(id);
  if (!opened.ok) return opened;
  const writer = opened.value;
  if (writer === undefined) return await writtenByAnother(deps, id);
  try {
    const begun = await begin(deps, request, writer);
    if (!begun.ok) return begun;
    const { hash, record } = begun.value;
    return record.manifest.complete
      ? succeed({ manifest: record.manifest })
      : await runExport({ deps, request, options, writer, record, hash });
  } finally {
    await writer.close();
  }
}

/** The id under which {@linkcode exportMessages} keeps what is asked for. */
export function exportIdOf(request: Pick<ExportRequest, keyof Asked>): string {
  return exportId(ownerOf(request), request.chat.chat_id, request.query);
}

type Asked = Pick<ExportRequest, "chat" | "principal" | "query" | "rendering">;

async function writtenByAnother(deps: ExportDeps, id: string): Promise<Outcome<ExportResult>> {
  const record = await deps.store.read(id);
  if (!record.ok) return record;
  // It was opened a moment ago and has no record yet.
  if (record.value === undefined) return fail({ code: "RATE_LIMIT_EXCEEDED", retry_after_s: 1 });
  const { manifest } = record.value;
  return succeed({
    manifest: manifest.complete ? manifest : { ...manifest, reason: "in_progress" },
  });
}

interface Begun {
  readonly record: ExportRecord;
  /** Of the parts that are there. */
  readonly hash: Hash;
}

/** Goes on with what is there, if it is all there; else from the start. */
async function begin(
  deps: ExportDeps,
  request: ExportRequest,
  { record, save }: ExportWriter,
): Promise<Outcome<Begun>> {
  if (record !== undefined && request.refresh !== true && !isOver(record, deps)) {
    if (record.manifest.complete) return succeed({ record, hash: createHash("sha256") });
    const hash = await hashParts(deps.store, record.manifest);
    if (!hash.ok) return hash;
    if (hash.value !== undefined) return succeed({ record, hash: hash.value });
  }
  const moment = { now: deps.clock() / 1000, ttlS: deps.ttlS };
  const owner = ownerOf(request);
  const fresh = newRecord(exportIdOf(request), owner, request, deps.toolVersion, moment);
  const saved = await save(fresh);
  return saved.ok ? succeed({ record: fresh, hash: createHash("sha256") }) : saved;
}

function isOver({ manifest }: ExportRecord, { clock }: ExportDeps): boolean {
  return Date.parse(manifest.expires) <= clock();
}
