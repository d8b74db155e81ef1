/**
 * A disk in memory that loses power at a byte of one's choice.
 *
 * What was synchronized is there afterwards. Of other files a part of the content is, of folders some
 * of the changes: which ones, the caller decides. When only the process ends, everything is there.
 *
 * @module
 */

import type { Disk, DiskFile } from "../../../src/exports/stores/disk_files.ts";

/** Thrown by the operation that power fails in, and by all after it. */
export class PowerCut extends Error {}

interface Inode {
  readonly ino: number;
  content: Uint8Array;
  synced: Uint8Array;
  locked: boolean;
}

interface Folder {
  readonly ino: number;
  entries: Map<string, Inode | Folder>;
  synced: Map<string, Inode | Folder>;
}

/** The disk, and its power. */
export interface CrashingDisk extends Disk {
  /** Lets so many bytes and operations through from now on. */
  power(budget: number): void;
  /** Turns power on again. `lost`: what was not synchronized is there or not, as it says. */
  restart(lost?: () => number): void;
  /** Bytes and operations so far. */
  spent(): number;
}

/** Makes a disk whose root is the folder `/disk`. */
export function crashingDisk(): CrashingDisk {
  let inodes = 1;
  let left = Infinity;
  let spent = 0;
  const folder = (): Folder => ({ ino: inodes++, entries: new Map(), synced: new Map() });
  const root = folder();

  const spend = (wanted: number): number => {
    const given = Math.max(0, Math.min(wanted, left));
    left -= given;
    spent += given;
    return given;
  };
  const act = (): void => {
    if (spend(1) < 1) throw new PowerCut();
  };

  const missing = () => new Deno.errors.NotFound("No such file");
  const split = (path: string): readonly string[] => path.split("/").filter((name) => name !== "");
  const find = (path: string): Inode | Folder => {
    let here: Inode | Folder = { ino: 0, entries: new Map([["disk", root]]), synced: new Map() };
    for (const name of split(path)) {
      const next: Inode | Folder | undefined = isFolder(here) ? here.entries.get(name) : undefined;
      if (next === undefined) throw missing();
      here = next;
    }
    return here;
  };
  const folderAt = (path: string): Folder => {
    const found = find(path);
    if (!isFolder(found)) throw new Deno.errors.NotADirectory("No folder");
    return found;
  };
  const parent = (path: string): readonly [Folder, string] => {
    const names = split(path);
    return [folderAt(names.slice(0, -1).join("/")), names.at(-1) ?? ""];
  };

  const openFolder = (there: Folder): DiskFile => ({
    write: () => Promise.reject(new Deno.errors.IsADirectory("A folder")),
    sync() {
      act();
      there.synced = new Map(there.entries);
      return Promise.resolve();
    },
    tryLock: () => Promise.resolve(true),
    stat: () => Promise.resolve({ ino: there.ino }),
    close: () => {},
  });

  const openFile = (file: Inode): DiskFile => {
    let holds = false;
    return {
      write(bytes) {
        if (left <= 0) throw new PowerCut();
        // Systems write as much as they like of what they are given.
        const given = spend(Math.min(bytes.length, 1 + bytes.length >> 1));
        file.content = joined(file.content, bytes.subarray(0, given));
        return Promise.resolve(given);
      },
      sync() {
        act();
        file.synced = file.content;
        return Promise.resolve();
      },
      tryLock() {
        if (file.locked) return Promise.resolve(false);
        file.locked = holds = true;
        return Promise.resolve(true);
      },
      stat: () => Promise.resolve({ ino: file.ino }),
      close() {
        if (holds) file.locked = false;
      },
    };
  };

  return {
    power: (budget) => void (left = budget),
    spent: () => spent,
    restart(lost) {
      left = Infinity;
      settle(root, lost);
    },
    async mkdir(path) {
      await Promise.resolve();
      act();
      const [where, name] = parent(path);
      if (where.entries.has(name)) throw new Deno.errors.AlreadyExists("It is there");
      where.entries.set(name, folder());
    },
    async open(path, { create, truncate }) {
      await Promise.resolve();
      act();
      const [where, name] = parent(path);
      const there = where.entries.get(name);
      if (there !== undefined && isFolder(there)) return openFolder(there);
      if (there === undefined && create !== true) throw missing();
      const none = new Uint8Array();
      const file = there ?? { ino: inodes++, content: none, synced: none, locked: false };
      if (truncate) file.content = none;
      where.entries.set(name, file);
      return openFile(file);
    },
    async *readDir(path) {
      await Promise.resolve();
      for (const [name, there] of folderAt(path).entries) {
        yield { name, isDirectory: isFolder(there) };
      }
    },
    async readFile(path) {
      await Promise.resolve();
      const file = find(path);
      if (isFolder(file)) throw new Deno.errors.IsADirectory("A folder");
      return new Uint8Array(file.content);
    },
    async remove(path) {
      await Promise.resolve();
      act();
      const [where, name] = parent(path);
      if (!where.entries.delete(name)) throw missing();
    },
    async rename(from, to) {
      await Promise.resolve();
      act();
      const file = find(from);
      const [[source, old], [target, name]] = [parent(from), parent(to)];
      source.entries.delete(old);
      target.entries.set(name, file);
    },
    async stat(path) {
      await Promise.resolve();
      return { ino: find(path).ino };
    },
  };
}

/** What is there after power has come back. */
function settle(folder: Folder, lost: (() => number) | undefined): void {
  if (lost !== undefined) {
    const after = new Map<string, Inode | Folder>();
    for (const name of new Set([...folder.entries.keys(), ...folder.synced.keys()])) {
      const chosen = (lost() % 2 === 0 ? folder.entries : folder.synced).get(name);
      if (chosen !== undefined) after.set(name, chosen);
    }
    folder.entries = after;
  }
  for (const there of folder.entries.values()) {
    if (isFolder(there)) settle(there, lost);
    else settleFile(there, lost);
  }
  folder.synced = new Map(folder.entries);
}

function settleFile(file: Inode, lost: (() => number) | undefined): void {
  const isDirty = file.content !== file.synced;
  if (isDirty && lost !== undefined) {
    file.content = file.content.slice(0, lost() % (file.content.length + 1));
  }
  file.synced = file.content;
  file.locked = false;
}

function isFolder(there: Inode | Folder): there is Folder {
  return "entries" in there;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
