/**
 * Writes a complete export into a file, all at once or not at all, and beside it a manifest of the file.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { fileManifestOf } from "../../exports/file_manifest.ts";
import type { FormatName } from "../../exports/formats/names.ts";
import type { Manifest } from "../../exports/manifest.ts";
import type { ExportStore } from "../../exports/store.ts";
import { withFiles } from "../../exports/stores/file_trouble.ts";
import { fail, type Outcome } from "../../model/failure.ts";
import { formattedParts } from "./formatted_parts.ts";

/** The export is kept here while it grows: nobody else's business. */
const FOLDER_MODE = 0o700;
const WHOLE = "whole";

/** The folder beside a file that holds what is read until the file is whole. */
export function stateFolder(file: string): string {
  return `${file}.tgtk`;
}

/** The manifest beside a file. */
export function manifestFile(file: string): string {
  return `${file}.manifest.json`;
}

/**
 * Sees to it that the file can be written, before anything is read.
 *
 * @param file Its path; folders that are missing are made.
 * @returns `VALIDATION_ERROR` with what is wrong with it.
 */
export async function prepareFile(file: string): Promise<Outcome<void>> {
  const made = await withFiles(async () => {
    await Deno.mkdir(stateFolder(file), { recursive: true, mode: FOLDER_MODE });
    return await isFolder(file);
  });
  if (!made.ok) return made;
  return made.value
    ? fail({ code: "VALIDATION_ERROR", field: "--out", expected: "a file, not a folder" })
    : { ok: true, value: undefined };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Writes the file and its manifest. A crash leaves the old file or the new one.
 *
 * @param file Its path.
 * @param format What it is written as.
 * @param store Where the parts are.
 * @param manifest Of the complete export.
 * @param signal Aborts it between two parts.
 * @returns `CANCELLED`, or what the file system refused.
 */
export async function writeFile(
  file: string,
  format: FormatName,
  store: ExportStore,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const written = await withFiles(async (): Promise<Outcome<void>> => {
    await Deno.mkdir(stateFolder(file), { recursive: true, mode: FOLDER_MODE });
    const path = join(stateFolder(file), WHOLE);
    const hash = createHash("sha256");
    let bytes = 0;
    using output = await Deno.open(path, { write: true, create: true, truncate: true });
    for await (const part of formattedParts(format, store, manifest, signal)) {
      if (!part.ok) return part;
      hash.update(part.value);
      bytes += part.value.length;
      await writeAll(output, part.value);
    }
    await output.sync();
    await Deno.rename(path, file);
    const told = { name: basename(file), format, bytes, sha256: hash.digest("hex") };
    await replaceFile(file, Buffer.from(drawJson(fileManifestOf(manifest, told))));
    return { ok: true, value: undefined };
  });
  return written.ok ? written.value : written;
}

function drawJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const path = join(stateFolder(file), "manifest.json");
  {
    using output = await Deno.open(path, { write: true, create: true, truncate: true });
    await writeAll(output, bytes);
    await output.sync();
  }
  await Deno.rename(path, manifestFile(file));
  if (Deno.build.os === "windows") return;
  // Both names are in their place for good once the folder is.
  using folder = await Deno.open(dirname(file), { read: true });
  await folder.sync();
}

async function writeAll(output: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await output.write(bytes.subarray(at));
}

/**
 * Removes the folder of a file that is whole. What another question to the same file has left stays.
 *
 * @param file The file's path.
 */
export async function clearState(file: string): Promise<Outcome<void>> {
  return await withFiles(async () => {
    try {
      await Deno.remove(stateFolder(file));
    } catch (error) {
      if (!isNotEmpty(error)) throw error;
    }
  });
}

function isNotEmpty(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOTEMPTY";
}
