/**
 * The store that the operator chose for exports.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { ExportStore } from "../exports/store.ts";
import { directoryStore } from "../exports/stores/directory_store.ts";
import { memoryStore } from "../exports/stores/memory_store.ts";

const MEGABYTE = 1_000_000;

/** What exports may fill where `TGTK_EXPORT_MAX_MB` says nothing. */
const MAX_MB = { memory: 128, directory: 4096 };

const MAX_EXPORTS = 100;

/**
 * Makes the store.
 *
 * @param config With `TGTK_EXPORT_DIR`: that folder, at most 4096 MB; without: memory, at most 128 MB,
 * unless `TGTK_EXPORT_MAX_MB` says otherwise. Either keeps 100 exports at most.
 */
export function exportStoreOf(
  { TGTK_EXPORT_DIR: folder, TGTK_EXPORT_MAX_MB: given }: Pick<
    Config,
    "TGTK_EXPORT_DIR" | "TGTK_EXPORT_MAX_MB"
  >,
): ExportStore {
  const megabytes = given ?? (folder === undefined ? MAX_MB.memory : MAX_MB.directory);
  const room = { maxBytes: megabytes * MEGABYTE, maxExports: MAX_EXPORTS };
  return folder === undefined ? memoryStore(room) : directoryStore(folder, room);
}
