/**
 * Where an export goes, and where it is kept until it is complete.
 *
 * @module
 */

import type { Config } from "../../config.ts";
import type { ExportDeps } from "../../exports/export.ts";
import { formatter } from "../../exports/formats/formats.ts";
import { FORMAT_NAMES, type FormatName } from "../../exports/formats/names.ts";
import type { ExportedChat } from "../../exports/formats/format.ts";
import type { Manifest } from "../../exports/manifest.ts";
import type { ExportStore } from "../../exports/store.ts";
import { directoryStore } from "../../exports/stores/directory_store.ts";
import { pipedStore } from "../../exports/stores/piped_store.ts";
import { fail, type Outcome, succeed } from "../../model/failure.ts";
import { exportStoreOf } from "../export_store.ts";
import { aborted } from "../aborted.ts";
import type { Flags } from "../command.ts";
import type { Io } from "../io.ts";
import { clearState, manifestFile, prepareFile, stateFolder, writeFile } from "./file_output.ts";
import { formattedParts } from "./formatted_parts.ts";
import { folderOf } from "./resume.ts";

/** What somebody who reads along waits for at most, beside Telegram. */
const PIPED_EVERY_MS = 1000;

/** Nobody waits for what stands beside a file to expire. */
const YEAR_S = 365 * 86_400;

/** Beside a file there is as much room as the disk has. */
const ROOM = { maxBytes: Number.MAX_SAFE_INTEGER, maxExports: Number.MAX_SAFE_INTEGER };

/** Where an export goes. */
export interface Destination {
  /** What the engine works with differently, the store first of all. */
  readonly deps: Partial<ExportDeps> & Pick<ExportDeps, "store">;
  /** The same command goes on where this one ended. */
  readonly isResumable: boolean;
  /** Folders that have to be permitted. */
  readonly folders: readonly string[];
  /** What a failure of the store is about. */
  readonly keptBy: string;
  /** Sees to it that it can be written, before anything is read. */
  readonly prepare: () => Promise<Outcome<void>>;
  /** Brings a complete export to where it goes. */
  readonly deliver: (manifest: Manifest) => Promise<Outcome<void>>;
  /** Finishes the sentence "1 message …". */
  readonly where: string;
}

/** What was asked for. */
export interface Wanted {
  readonly chat: ExportedChat;
  readonly format: FormatName;
  readonly out?: string | undefined;
}

/**
 * Reads what was asked for.
 *
 * @param flags `out` and `format`.
 * @param chat The chat that is exported.
 */
export function wantedBy({ format = "ndjson", out }: Flags, chat: ExportedChat): Wanted {
  const name = FORMAT_NAMES.find((name) => name === format) ?? "ndjson";
  return { chat, format: name, out: typeof out === "string" ? out : undefined };
}

type Settings = Pick<Config, "TGTK_EXPORT_DIR" | "TGTK_EXPORT_MAX_MB">;

/**
 * Chooses.
 *
 * @param wanted What was asked for.
 * @param config Where exports are kept, if the operator said so.
 * @param io stdout.
 * @param signal Aborted: nothing more is written.
 */
export function destinationOf(
  wanted: Wanted,
  config: Settings,
  io: Pick<Io, "outBytes">,
  signal: AbortSignal,
): Destination {
  const { TGTK_EXPORT_DIR: folder } = config;
  if (wanted.out !== undefined) return toFile(wanted.out, wanted, config, signal);
  return folder === undefined ? piped(wanted, io, signal) : fromStore(wanted, config, io, signal);
}

function toFile(
  file: string,
  { format }: Wanted,
  config: Settings,
  signal: AbortSignal,
): Destination {
  const { TGTK_EXPORT_DIR: folder } = config;
  const isBeside = folder === undefined;
  const store = isBeside ? directoryStore(stateFolder(file), ROOM) : exportStoreOf(config);
  return {
    deps: isBeside ? { store, ttlS: YEAR_S } : { store },
    isResumable: true,
    folders: [folderOf(file), ...(isBeside ? [] : [folder])],
    keptBy: isBeside ? "--out" : "TGTK_EXPORT_DIR",
    prepare: () => prepareFile(file),
    async deliver(manifest) {
      const written = await writeFile(file, format, store, manifest, signal);
      if (!written.ok) return written;
      const removed = isBeside ? await store.remove(manifest.id) : succeed(true);
      return removed.ok ? await clearState(file) : removed;
    },
    where: `written to ${file}; ${manifestFile(file)} tells what it is`,
  };
}

function fromStore(
  { format }: Wanted,
  config: Settings,
  { outBytes }: Pick<Io, "outBytes">,
  signal: AbortSignal,
): Destination {
  const store = exportStoreOf(config);
  return {
    deps: { store },
    isResumable: true,
    folders: [config.TGTK_EXPORT_DIR ?? ""],
    keptBy: "TGTK_EXPORT_DIR",
    prepare: () => Promise.resolve(succeed(undefined)),
    async deliver(manifest) {
      for await (const part of formattedParts(format, store, manifest, signal)) {
        const taken = part.ok ? await unlessAborted(outBytes(part.value), signal) : part;
        if (!taken.ok) return taken;
      }
      return succeed(undefined);
    },
    where: "written to stdout",
  };
}

function piped(
  { chat, format }: Wanted,
  { outBytes }: Pick<Io, "outBytes">,
  signal: AbortSignal,
): Destination {
  const { end, part } = formatter(format, chat);
  const take = (bytes: Uint8Array) => unlessAborted(outBytes(bytes), signal);
  const store: ExportStore = pipedStore((bytes) => take(part(bytes)));
  return {
    deps: { store, keepEveryMs: PIPED_EVERY_MS },
    isResumable: false,
    folders: [],
    keptBy: "stdout",
    prepare: () => Promise.resolve(succeed(undefined)),
    deliver: () => take(end()),
    where: "written to stdout",
  };
}

/** Somebody who reads slowly, or not at all, must not keep the program. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<Outcome<void>> {
  const isTaken = await Promise.race([work.then(() => true), aborted(signal).then(() => false)]);
  return isTaken ? succeed(undefined) : fail({ code: "CANCELLED" });
}
