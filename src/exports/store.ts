/**
 * Where exports are kept: types only. A store holds records and parts, whole or not at all, whatever
 * happens to the process while it writes.
 *
 * Failures of a store are `VALIDATION_ERROR` with the setting to change: `TGTK_EXPORT_DIR` (the folder
 * is full, gone, not permitted, or holds something else) or `TGTK_EXPORT_MAX_MB` (no room within the cap).
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type { ExportRecord } from "./manifest.ts";

/** Bytes that a part has at most. */
export const MAX_PART_BYTES = 1_048_576;

/** Keeps exports. */
export interface ExportStore {
  /**
   * Opens an export for writing, one writer at a time: across processes, too, where the store outlives
   * the process.
   *
   * @returns The writer; `undefined` while somebody else writes it.
   */
  open(id: string): Promise<Outcome<ExportWriter | undefined>>;
  /** Reads what is kept of an export; `undefined` when there is none. */
  read(id: string): Promise<Outcome<ExportRecord | undefined>>;
  /** Reads a part, whole; `undefined` when there is none. The bytes are the caller's own. */
  readPart(id: string, n: number): Promise<Outcome<Uint8Array<ArrayBuffer> | undefined>>;
  /** Every export, in no particular order. */
  list(): Promise<Outcome<readonly ExportRecord[]>>;
  /** Removes an export, unless somebody writes it. Tells whether it is gone. */
  remove(id: string): Promise<Outcome<boolean>>;
  /** Removes what has expired, and what a crash left before its first record; never what is being written. */
  sweep(now: Date): Promise<Outcome<void>>;
}

/** The right to write one export. */
export interface ExportWriter {
  /** What was kept when it was opened. */
  readonly record: ExportRecord | undefined;
  /**
   * Adds a part, then the record that tells of it. Both survive a crash once this resolves; a crash
   * before leaves the record as it was.
   *
   * @param bytes The part; its number is that of the record's last part.
   * @param record The record, with this part in its manifest.
   */
  append(bytes: Uint8Array<ArrayBuffer>, record: ExportRecord): Promise<Outcome<void>>;
  /** Replaces the record. Parts that it does not tell of are removed. */
  save(record: ExportRecord): Promise<Outcome<void>>;
  /** Gives the right back. Again: does nothing. */
  close(): Promise<void>;
}
