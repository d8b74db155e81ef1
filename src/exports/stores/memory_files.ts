/**
 * Files in memory: gone with the process.
 *
 * @module
 */

import type { Files } from "./files.ts";

/** Makes an empty set of folders. */
export function memoryFiles(): Files {
  const folders = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  const locked = new Set<string>();

  const folderOf = (name: string): Map<string, Uint8Array<ArrayBuffer>> => {
    const known = folders.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>();
    folders.set(name, known);
    return known;
  };

  return {
    folders: () => Promise.resolve([...folders.keys()]),
    names: (folder) => Promise.resolve([...folders.get(folder)?.keys() ?? []]),
    read: (folder, name) => Promise.resolve(folders.get(folder)?.get(name)?.slice()),
    write: (folder, name, bytes) => Promise.resolve(void folderOf(folder).set(name, bytes)),
    remove: (folder, name) => Promise.resolve(void folders.get(folder)?.delete(name)),
    removeFolder: (folder) => Promise.resolve(void folders.delete(folder)),
    lock(folder) {
      if (locked.has(folder)) return Promise.resolve(undefined);
      locked.add(folder);
      folderOf(folder);
      return Promise.resolve(() => void locked.delete(folder));
    },
  };
}
