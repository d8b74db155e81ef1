/**
 * A host's configuration file: read, kept as a backup, written whole.
 *
 * @module
 */

import { dirname } from "node:path";

/** Only its owner may read what may hold a secret. */
const PRIVATE = 0o600;

/**
 * Reads a file.
 *
 * @param path Where.
 * @returns Its text; an empty one when there is no such file.
 */
export async function readIfThere(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/**
 * Writes a file, and keeps what it was.
 *
 * @param path Where; folders on the way are made, and a link is followed.
 * @param text The new text.
 * @param now Milliseconds since 1970; names the backup.
 * @returns The backup's path, or nothing when there was no file.
 */
export async function replaceFile(
  path: string,
  text: string,
  now: number,
): Promise<string | undefined> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const old = await place(path);
  const backup = `${old.path}.${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}.bak`;
  const mode = old.mode ?? PRIVATE;
  if (old.mode !== undefined) await Deno.copyFile(old.path, backup);
  const draft = `${old.path}.${now}.tmp`;
  await Deno.writeTextFile(draft, text, { mode, createNew: true });
  try {
    // The host never sees half of it.
    await Deno.rename(draft, old.path);
  } catch (error) {
    await Deno.remove(draft);
    throw error;
  }
  return old.mode === undefined ? undefined : backup;
}

/** Whether an error says that a path cannot be read or written as a file. */
export function isAboutPath(error: unknown): boolean {
  const { IsADirectory, NotADirectory, NotCapable, PermissionDenied } = Deno.errors;
  return [IsADirectory, NotADirectory, NotCapable, PermissionDenied]
    .some((kind) => error instanceof kind);
}

interface Place {
  readonly path: string;
  /** Absent when there is no file. */
  readonly mode?: number;
}

async function place(path: string): Promise<Place> {
  try {
    const real = await Deno.realPath(path);
    const { mode } = await Deno.stat(real);
    return { path: real, mode: mode === null ? PRIVATE : mode & 0o777 };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { path };
    throw error;
  }
}
