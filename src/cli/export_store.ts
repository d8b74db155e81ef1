/**
 * The store that the operator chose for exports.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { ExportStore } from "../exports/store.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import { directoryStore } from "../exports/stores/directory_store.ts";
import { memoryStore } from "../exports/stores/memory_store.ts";

const MEGABYTE = 1_000_000;

/** What exports may fill where `TGTK_EXPORT_MAX_MB` says nothing. */
const MAX_MB = { memory: 128, directory: 4096 };

const MAX_EXPORTS = 100;

/** The settings that choose a store. */
export type ExportSettings = Pick<Config, "TGTK_EXPORT_DIR" | "TGTK_EXPORT_MAX_MB">;

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

/**
 * Sees that the store can be used, and removes what has expired.
 *
 * @param store The store of {@linkcode exportStoreOf}.
 * @param settings What chose it.
 * @returns One sentence that says what is wrong with the folder; `undefined` when nothing is.
 */
export async function storeProblem(
  store: ExportStore,
  { TGTK_EXPORT_DIR: folder }: ExportSettings,
): Promise<string | undefined> {
  if (folder !== undefined && !await isPermitted(folder)) {
    return "Cannot use TGTK_EXPORT_DIR: expected the permissions " +
      `--allow-read=${folder} --allow-write=${folder} beside the program's others.`;
  }
  const swept = await store.sweep(new Date());
  return swept.ok ? undefined : failureSentence(swept.failure);
}

async function isPermitted(path: string): Promise<boolean> {
  const asked = (["read", "write"] as const).map((name) => Deno.permissions.query({ name, path }));
  return (await Promise.all(asked)).every(({ state }) => state === "granted");
}
