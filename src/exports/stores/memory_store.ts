/**
 * Exports in memory: gone with the process.
 *
 * @module
 */

import type { ExportStore } from "../store.ts";
import { fileStore } from "./file_store.ts";
import { memoryFiles } from "./memory_files.ts";
import type { Room } from "./room.ts";

/**
 * Makes an empty store in memory.
 *
 * @param room How much it holds at most; that much memory, parts alone.
 */
export function memoryStore(room: Room): ExportStore {
  return fileStore(memoryFiles(), room);
}
