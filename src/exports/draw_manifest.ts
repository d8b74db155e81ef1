/**
 * Manifests, as an export grows. Pure.
 *
 * @module
 */

import { coveredSoFar, type Place } from "../history/place.ts";
import { isoDate } from "../model/iso_date.ts";
import type { Covered, HistoryQuery, MessageFilter } from "../model/query.ts";
import type { ExportRequest } from "./export.ts";
import type { ExportPart, ExportReason, ExportRecord, Manifest } from "./manifest.ts";

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** When an export is written, and until when it is kept. */
export interface Moment {
  /** Unix seconds. */
  readonly now: number;
  readonly ttlS: number;
}

/**
 * Begins an export.
 *
 * @param id Its id.
 * @param owner Whose it is.
 * @param request What is asked.
 * @param toolVersion Of the program.
 * @param moment Now.
 */
export function newRecord(
  id: string,
  owner: string,
  { chat, query }: Pick<ExportRequest, "chat" | "query">,
  toolVersion: string,
  moment: Moment,
): ExportRecord {
  const { chat_id, kind, title, username } = chat;
  const manifest: Manifest = {
    id,
    format: "ndjson",
    tool_version: toolVersion,
    chat: { chat_id, kind, title, ...(username === undefined ? {} : { username }) },
    query: drawQuery(query),
    messages: 0,
    bytes: 0,
    sha256: EMPTY_SHA256,
    covered: {},
    complete: false,
    reason: "in_progress",
    parts: [],
    created: isoDate(moment.now),
    ...timesAt(moment),
  };
  return { version: 1, owner, manifest };
}

/** What has become of an export since its record. */
export interface Growth {
  readonly query: HistoryQuery;
  /** Where the read stands. */
  readonly place: Place;
  /** Marked id of the basic group before a migration. */
  readonly earlierId?: number | undefined;
  /** A part that is added. */
  readonly part?: Omit<ExportPart, "n"> | undefined;
  /** The digest of all parts together. */
  readonly sha256: string;
  /** Absent: it is complete. */
  readonly reason?: ExportReason | undefined;
  readonly estimated?: number | undefined;
}

/**
 * Grows a record.
 *
 * @param record As it was.
 * @param growth What has become of it.
 * @param moment Now.
 */
export function grown(record: ExportRecord, growth: Growth, moment: Moment): ExportRecord {
  const { earlierId, estimated, part, place, query, reason, sha256 } = growth;
  const { reason: _, ...before } = record.manifest;
  const covered = coveredSoFar(query, place, reason === undefined, earlierId);
  const manifest: Manifest = {
    ...(part === undefined ? before : withPart(before, part)),
    sha256,
    covered: drawCovered(covered),
    complete: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    ...(estimated === undefined ? {} : { estimated_messages: estimated }),
    ...timesAt(moment),
  };
  return { ...record, manifest, place };
}

function withPart<Known extends Omit<Manifest, "reason">>(
  manifest: Known,
  part: Omit<ExportPart, "n">,
) {
  return {
    ...manifest,
    messages: manifest.messages + part.messages,
    bytes: manifest.bytes + part.bytes,
    first_id: manifest.first_id ?? part.first_id,
    last_id: part.last_id,
    parts: [...manifest.parts, { n: manifest.parts.length + 1, ...part }],
  };
}

function timesAt({ now, ttlS }: Moment) {
  return { updated: isoDate(now), expires: isoDate(now + ttlS) };
}

function drawQuery({ window, filter, ...query }: HistoryQuery): Manifest["query"] {
  const asked = Object.entries({
    ...drawDates(window.from, window.to),
    ...query,
    filter: filter && drawFilter(filter),
  });
  return Object.fromEntries(asked.filter(([, value]) => value !== undefined));
}

/**
 * Reads the question back from a manifest.
 *
 * @param query As {@linkcode newRecord} wrote it.
 */
export function queryIn({ from_date, to_date, ...others }: Manifest["query"]): HistoryQuery {
  const window = {
    ...(typeof from_date === "string" ? { from: Date.parse(from_date) / 1000 } : {}),
    ...(typeof to_date === "string" ? { to: Date.parse(to_date) / 1000 } : {}),
  };
  return { direction: "desc", ...others, window };
}

function drawFilter({ from_pseudonyms: senders, ...filter }: MessageFilter) {
  if (senders === undefined) return filter;
  return {
    ...filter,
    from_users: [...senders.ids, ...senders.tokens.map((token) => `user:${token}`)],
  };
}

function drawCovered({ from_date, to_date, ...ids }: Covered): Manifest["covered"] {
  return { ...ids, ...drawDates(from_date, to_date) };
}

function drawDates(from: number | undefined, to: number | undefined) {
  return {
    ...(from === undefined ? {} : { from_date: isoDate(from) }),
    ...(to === undefined ? {} : { to_date: isoDate(to) }),
  };
}
