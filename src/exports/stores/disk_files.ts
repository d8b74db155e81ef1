/**
 * Files in a folder of the operator's.
 *
 * A file is written beside its place, synchronized, and renamed into it, and then the folder is
 * synchronized: that is the order in which a crash, of the process or of the machine, leaves whole files
 * (https://man7.org/linux/man-pages/man2/fsync.2.html, "Calling fsync() does not necessarily ensure that
 * the entry in the directory …"). A lock is the system's own (`flock`) on a file in the export's folder:
 * it ends with the process, however that ends.
 *
 * @module
 */

import { join } from "node:path";
import type { Files } from "./files.ts";

/** The calls of the system that are used; those of `Deno`. */
export interface Disk {
  mkdir(path: string, options: { readonly mode: number }): Promise<void>;
  open(path: string, options: Deno.OpenOptions): Promise<DiskFile>;
  readDir(path: string): AsyncIterable<Pick<Deno.DirEntry, "isDirectory" | "name">>;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  stat(path: string): Promise<Pick<Deno.FileInfo, "ino">>;
}

/** An open file. */
export interface DiskFile {
  write(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  tryLock(exclusive: boolean): Promise<boolean>;
  stat(): Promise<Pick<Deno.FileInfo, "ino">>;
  close(): void;
}

const FOLDER = /^[0-9a-f]{32}$/;
const LOCK = "lock";
const WRITING = ".writing";

/** What is kept may be personal: nobody else on the machine reads it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Tries to take a lock whose file goes away at the same moment. */
const LOCK_TRIES = 5;

/**
 * Opens a folder, which has to be there.
 *
 * @param root Its path. Only folders in it that are named as exports are ever touched.
 * @param disk The system's calls.
 */
export function diskFiles(root: string, disk: Disk = Deno): Files {
  const pathOf = (folder: string, name = "") => join(root, folder, name);

  return {
    folders: async () =>
      (await entries(disk, root)).filter(({ isDirectory, name }) =>
        isDirectory && FOLDER.test(name)
      )
        .map(({ name }) => name),
    async names(folder) {
      const found = await unlessMissing(() => entries(disk, pathOf(folder)));
      return (found ?? []).map(({ name }) => name).filter((name) =>
        name !== LOCK && !name.endsWith(WRITING)
      );
    },
    read: (folder, name) => unlessMissing(() => disk.readFile(pathOf(folder, name))),
    async write(folder, name, bytes) {
      const path = pathOf(folder, name);
      await writeWhole(disk, path + WRITING, bytes).catch(async (error) => {
        // What is torn is no use, and on a full disk in the way. Why it was torn says more than this.
        await disk.remove(path + WRITING).catch(() => {});
        throw error;
      });
      await disk.rename(path + WRITING, path);
      await syncFolder(disk, pathOf(folder));
    },
    async remove(folder, name) {
      await unlessMissing(() => disk.remove(pathOf(folder, name)));
    },
    async removeFolder(folder) {
      const found = await unlessMissing(() => entries(disk, pathOf(folder))) ?? [];
      // The record goes first: without it there is no export. The lock goes last.
      const names = found.map(({ name }) => name).sort((a, b) => rank(a) - rank(b));
      for (const name of names) await unlessMissing(() => disk.remove(pathOf(folder, name)));
      await unlessMissing(() => disk.remove(pathOf(folder)));
    },
    lock: (folder) => takeLock(disk, root, folder),
  };
}

function rank(name: string): number {
  if (name === LOCK) return 2;
  return name.endsWith(".ndjson") ? 1 : 0;
}

async function entries(disk: Disk, path: string) {
  return await Array.fromAsync(disk.readDir(path));
}

async function writeWhole(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const options = { write: true, create: true, truncate: true, mode: FILE_MODE };
  const file = await disk.open(path, options);
  try {
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
  } finally {
    file.close();
  }
}

/** Windows has no such call, and writes folders through by itself. */
async function syncFolder(disk: Disk, path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  const folder = await disk.open(path, { read: true });
  try {
    await folder.sync();
  } finally {
    folder.close();
  }
}

/**
 * Whoever removes an export removes its lock's file while holding it; a lock on a file that is no
 * longer in its place is none.
 */
async function takeLock(
  disk: Disk,
  root: string,
  folder: string,
): Promise<(() => void) | undefined> {
  const path = join(root, folder, LOCK);
  for (let attempt = 0; attempt < LOCK_TRIES; attempt++) {
    await makeFolder(disk, root, folder);
    const file = await unlessMissing(() =>
      disk.open(path, { read: true, write: true, create: true, mode: FILE_MODE })
    );
    if (file === undefined) continue;
    try {
      if (!await file.tryLock(true)) {
        file.close();
        return undefined;
      }
      const [held, there] = [await file.stat(), await unlessMissing(() => disk.stat(path))];
      if (there !== undefined && held.ino === there.ino) return () => file.close();
      file.close();
    } catch (error) {
      file.close();
      throw error;
    }
  }
  return undefined;
}

/** Only the export's own folder: one that the operator's folder was removed from stays removed. */
async function makeFolder(disk: Disk, root: string, folder: string): Promise<void> {
  try {
    await disk.mkdir(join(root, folder), { mode: FOLDER_MODE });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    throw error;
  }
  await syncFolder(disk, root);
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
