/**
 * Exports in a folder of the operator's: they outlive the process.
 *
 * @module
 */

import type { ExportStore } from "../store.ts";
import { diskFiles } from "./disk_files.ts";
import { fileStore } from "./file_store.ts";
import type { Room } from "./room.ts";

/**
 * Opens a store in a folder, `{root}/{id}/manifest.json`, `1.ndjson`… Only folders named as exports are
 * touched. It needs `--allow-read` and `--allow-write` for the folder, which has to be there.
 *
 * @param root The folder's path.
 * @param room How much it holds at most, as far as this process has seen what others keep there.
 */
export function directoryStore(root: string, room: Room): ExportStore {
  return fileStore(diskFiles(root), room);
}
