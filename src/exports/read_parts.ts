/**
 * Reads exports back: for those whose they are, and only what is as it was written.
 *
 * @module
 */

import { createHash, type Hash } from "node:crypto";
import { type Outcome, succeed } from "../model/failure.ts";
import type { ExportRecord, Manifest } from "./manifest.ts";
import { sha256 } from "./part_builder.ts";
import type { ExportStore } from "./store.ts";

/** Whose exports are read, and when. */
export interface ReadingOf {
  readonly store: ExportStore;
  /** See `ownerOf`. */
  readonly owner: string;
  readonly now: Date;
}

/**
 * Finds an export.
 *
 * @param of Whose.
 * @param id Its id, of any form.
 * @returns Its manifest; `undefined` for what is unknown, expired or somebody else's.
 */
export async function findExport(
  of: ReadingOf,
  id: string,
): Promise<Outcome<Manifest | undefined>> {
  const record = await findRecord(of, id);
  return record.ok ? succeed(record.value?.manifest) : record;
}

/** Finds an export with what a store keeps beside its manifest: see {@linkcode findExport}. */
export async function findRecord(
  { now, owner, store }: ReadingOf,
  id: string,
): Promise<Outcome<ExportRecord | undefined>> {
  const record = await store.read(id);
  if (!record.ok) return record;
  const isTheirs = record.value?.owner === owner && isAlive(record.value.manifest, now);
  return succeed(isTheirs ? record.value : undefined);
}

/** Lists exports, the one written last first. */
export async function listExports(
  { now, owner, store }: ReadingOf,
): Promise<Outcome<readonly Manifest[]>> {
  const records = await store.list();
  if (!records.ok) return records;
  const theirs = records.value.filter((record) =>
    record.owner === owner && isAlive(record.manifest, now)
  ).map(({ manifest }) => manifest);
  return succeed(theirs.sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated)));
}

function isAlive({ expires }: Manifest, now: Date): boolean {
  return Date.parse(expires) > now.getTime();
}

/**
 * Reads a part.
 *
 * @param store Where it is.
 * @param manifest The export's.
 * @param n The part's number.
 * @returns The part; `undefined` where there is none, or another one than the manifest tells of.
 */
export async function readPart(
  store: ExportStore,
  { id, parts }: Manifest,
  n: number,
): Promise<Outcome<Uint8Array<ArrayBuffer> | undefined>> {
  const told = parts[n - 1];
  if (told === undefined) return succeed(undefined);
  const bytes = await store.readPart(id, n);
  if (!bytes.ok) return bytes;
  const isWhole = bytes.value?.length === told.bytes && sha256(bytes.value) === told.sha256;
  return succeed(isWhole ? bytes.value : undefined);
}

/**
 * Reads an export's bytes, part by part, no more than one in memory.
 *
 * @param store Where it is.
 * @param manifest Its manifest.
 * @param range The bytes, from `start` to before `end`; everything by default.
 * @returns The bytes in order. A part that is gone, or a store's failure, ends them.
 */
export async function* streamExport(
  store: ExportStore,
  manifest: Manifest,
  { end = manifest.bytes, start = 0 }: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<Outcome<Uint8Array<ArrayBuffer> | undefined>> {
  for (const { from, n, to } of slicesOf(manifest, start, end)) {
    const part = await readPart(store, manifest, n);
    if (!part.ok || part.value === undefined) {
      yield part;
      return;
    }
    yield succeed(part.value.subarray(from, to));
  }
}

/** What to take of each part that has some of the bytes. */
function slicesOf({ parts }: Manifest, start: number, end: number) {
  let offset = 0;
  return parts.map(({ bytes, n }) => {
    const slice = { n, from: Math.max(0, start - offset), to: Math.min(bytes, end - offset) };
    offset += bytes;
    return slice;
  }).filter(({ from, to }) => from < to);
}

/**
 * Hashes the parts that are there, to go on after them.
 *
 * @param store Where they are.
 * @param manifest What they have to be.
 * @returns The hash; `undefined` when one of them is gone or changed.
 */
export async function hashParts(
  store: ExportStore,
  manifest: Manifest,
): Promise<Outcome<Hash | undefined>> {
  const hash = createHash("sha256");
  for await (const bytes of streamExport(store, manifest)) {
    if (!bytes.ok) return bytes;
    if (bytes.value === undefined) return succeed(undefined);
    hash.update(bytes.value);
    // Left to the collector, parts pile up faster than it comes by.
    bytes.value.buffer.transfer(0);
  }
  return succeed(hash);
}
