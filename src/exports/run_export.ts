/**
 * One run of an export: from where the store's record stands to the end, or as far as it comes.
 *
 * @module
 */

import type { Hash } from "node:crypto";
import { isCounted } from "../history/counted.ts";
import type { Part, Place } from "../history/place.ts";
import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import { grown } from "./draw_manifest.ts";
import type { ExportDeps, ExportOptions, ExportRequest, ExportResult } from "./export.ts";
import type { ExportReason, ExportRecord } from "./manifest.ts";
import { digestSoFar, lineBytes, partBuilder } from "./part_builder.ts";
import { governor } from "./reading/governor.ts";
import { type ReadBite, readBites } from "./reading/read_bites.ts";
import { startTimeLimit } from "./time_limit.ts";
import type { ExportWriter } from "./store.ts";

/** Milliseconds after which what is read is kept, even if it fills no part: a crash loses no more. */
const KEEP_EVERY_MS = 60_000;

/** A run's beginning. */
export interface Run {
  readonly deps: ExportDeps;
  readonly request: ExportRequest;
  readonly options: ExportOptions;
  readonly writer: ExportWriter;
  /** As the store has it. */
  readonly record: ExportRecord;
  /** Of the parts that it tells of; grows with them. */
  readonly hash: Hash;
}

/** Where a run stands. */
interface Standing {
  readonly place: Place;
  readonly earlierId?: number | undefined;
}

/**
 * Runs an export.
 *
 * @param run The run.
 * @returns The manifest as the store has it, and what stopped the run.
 */
export async function runExport(run: Run): Promise<Outcome<ExportResult>> {
  const { deps, options } = run;
  const limit = startTimeLimit(options.signal, options.deadlineMs, deps);
  try {
    const keeper = keeperOf(run);
    const end = await read(run, keeper, limit);
    return await keeper.finish(end, reasonOf(end, limit.isOver(), options.signal.aborted));
  } finally {
    await limit.end();
  }
}

/** Reads and keeps; tells what stopped it. */
async function read(
  run: Run,
  keeper: Keeper,
  limit: ReturnType<typeof startTimeLimit>,
): Promise<Failure | undefined> {
  const { deps, options, record, request } = run;
  const report = reporter(run, keeper);
  const bites = readBites({
    telegram: deps.telegram,
    subject: request,
    ...(record.place === undefined ? {} : { from: record.place }),
    inFlight: deps.inFlight,
    patience: {
      governor: governor(deps.inFlight, deps.clock, limit.leftMs),
      sleep: deps.sleep,
      ...(deps.turn === undefined ? {} : { turn: deps.turn }),
      options: { ...options.calls, signal: limit.signal, background: true },
      waits: (ms) => report({ waiting_s: Math.ceil(ms / 1000) }),
    },
  });
  report({});
  for await (const bite of bites) {
    if (!bite.ok) return bite.failure;
    const kept = await keeper.take(bite.value);
    if (!kept.ok) return kept.failure;
    const date = bite.value.place.last_date;
    report(date === 0 ? {} : { date });
  }
  return undefined;
}

/** Says how far the run has come. */
function reporter({ options, record: { manifest } }: Run, keeper: Keeper) {
  return (more: { readonly date?: number; readonly waiting_s?: number }): void => {
    const estimated = keeper.estimated() ?? manifest.estimated_messages;
    options.onProgress?.({
      id: manifest.id,
      ...keeper.size(),
      ...(estimated === undefined ? {} : { estimated_messages: estimated }),
      ...more,
    });
  };
}

function reasonOf(
  failure: Failure | undefined,
  isLate: boolean,
  isAborted: boolean,
): ExportReason | undefined {
  if (failure === undefined) return undefined;
  if (failure.code === "VALIDATION_ERROR" && failure.field.startsWith("TGTK_EXPORT_")) {
    return "storage";
  }
  if (isAborted) return "cancelled";
  if (isLate) return "time_limit";
  const isWait = failure.code === "FLOOD_WAIT" || failure.code === "RATE_LIMIT_EXCEEDED";
  return isWait ? "flood_wait" : "telegram";
}

/** Turns what is read into parts. */
interface Keeper {
  take(bite: ReadBite): Promise<Outcome<void>>;
  finish(failure: Failure | undefined, reason: ExportReason | undefined): Promise<
    Outcome<ExportResult>
  >;
  size(): { readonly messages: number; readonly bytes: number };
  estimated(): number | undefined;
}

function keeperOf({ deps, hash, record: start, request, writer }: Run): Keeper {
  const { query } = request;
  const builder = partBuilder();
  const totals = new Map<Part, number>();
  let record = start;
  let standing: Standing | undefined = start.place && { place: start.place };
  let keptAt = deps.clock();

  const estimated = (): number | undefined => {
    if (totals.size === 0 || !isCounted(request)) return undefined;
    return [...totals.values()].reduce((sum, total) => sum + total, 0);
  };

  const keep = async (at: Standing, reason: ExportReason | undefined): Promise<Outcome<void>> => {
    const filled = builder.take();
    const next = hash.copy();
    if (filled !== undefined) next.update(filled.bytes);
    const growth = {
      ...at,
      query,
      reason,
      part: filled?.part,
      sha256: digestSoFar(next),
      estimated: estimated(),
    };
    const grew = grown(record, growth, { now: deps.clock() / 1000, ttlS: deps.ttlS });
    const written = filled === undefined
      ? await writer.save(grew)
      : await writer.append(filled.bytes, grew);
    if (!written.ok) return written;
    if (filled !== undefined) hash.update(filled.bytes);
    record = grew;
    keptAt = deps.clock();
    return succeed(undefined);
  };

  const size = () => {
    const collected = builder.size();
    return {
      messages: record.manifest.messages + collected.messages,
      bytes: record.manifest.bytes + collected.bytes,
    };
  };

  return {
    size,
    estimated,
    async take(bite) {
      const { earlierId, messages, place, placeAfter, total } = bite;
      if (total !== undefined && !totals.has(place.part)) totals.set(place.part, total);
      for (const [at, message] of messages.entries()) {
        const line = lineBytes(request.line(message));
        if (!builder.fits(line)) {
          const kept = await keep({ place: placeAfter(at), earlierId }, "in_progress");
          if (!kept.ok) return kept;
        }
        builder.add(line, message.id);
      }
      standing = { place, earlierId };
      const isLate = deps.clock() - keptAt >= (deps.keepEveryMs ?? KEEP_EVERY_MS);
      return isLate ? await keep(standing, "in_progress") : succeed(undefined);
    },
    async finish(failure, reason) {
      const stored = standing === undefined || reason === "storage"
        ? await sayWhy(record, reason, writer)
        : await keep(standing, reason).then((kept) => kept.ok ? succeed(record) : kept);
      if (stored.ok) return succeed(resultOf(stored.value, failure));
      // What is durable stays so, and the store said why there is no more.
      const { manifest } = record;
      return manifest.parts.length === 0 ? fail(stored.failure) : succeed({
        manifest: { ...manifest, complete: false, reason: "storage" },
        failure: stored.failure,
      });
    },
  };
}

function resultOf({ manifest }: ExportRecord, failure: Failure | undefined): ExportResult {
  return failure === undefined ? { manifest } : { manifest, failure };
}

/** Nothing was read, or nothing more can be kept: only the reason is written. */
async function sayWhy(
  record: ExportRecord,
  reason: ExportReason | undefined,
  writer: ExportWriter,
): Promise<Outcome<ExportRecord>> {
  if (reason === undefined) return succeed(record);
  const manifest = { ...record.manifest, reason };
  const saved = await writer.save({ ...record, manifest });
  return saved.ok ? succeed({ ...record, manifest }) : saved;
}
