/**
 * A store over files: for each export a record, `manifest.json`, and its parts, `1.ndjson`, `2.ndjson`…
 * The record says which parts count; it is replaced after a part is whole, never before.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { fail, type Outcome, succeed } from "../../model/failure.ts";
import { type ExportRecord, exportRecordSchema } from "../manifest.ts";
import type { ExportStore, ExportWriter } from "../store.ts";
import type { Files } from "./files.ts";
import { withFiles } from "./file_trouble.ts";
import { type Kept, leaving, type Room } from "./room.ts";

const RECORD = "manifest.json";
const ID = /^[0-9a-f]{32}$/;

/**
 * Makes a store.
 *
 * @param files Where everything goes.
 * @param room How much it holds at most. Exports that are finished, or that nobody has continued for
 * an hour, make room for others, oldest first; one that is being written never does.
 */
export function fileStore(files: Files, room: Room): ExportStore {
  /** What is kept, as far as this process knows; what others wrote is found when an export is opened. */
  const kept = new Map<string, Kept>();
  const written = new Set<string>();

  const readRecord = async (id: string): Promise<ExportRecord | undefined> => {
    const bytes = ID.test(id) ? await files.read(id, RECORD) : undefined;
    return bytes === undefined ? undefined : parseRecord(bytes);
  };

  const recordAll = async (): Promise<readonly ExportRecord[]> => {
    const found: ExportRecord[] = [];
    for (const id of await files.folders()) {
      const record = await readRecord(id);
      if (record !== undefined) found.push(record);
    }
    kept.clear();
    for (const { manifest } of found) kept.set(manifest.id, keptOf(manifest));
    return found;
  };

  /** Removes an export that nobody writes and that is still to go once nobody can. */
  const removeIf = async (
    id: string,
    isToGo: (record: ExportRecord | undefined) => boolean,
  ): Promise<boolean> => {
    const unlock = await files.lock(id);
    if (unlock === undefined) return false;
    try {
      if (!isToGo(await readRecord(id))) return false;
      await files.removeFolder(id);
      kept.delete(id);
      return true;
    } finally {
      unlock();
    }
  };

  const makeRoom = async ({ manifest }: ExportRecord, bytes: number): Promise<Outcome<void>> => {
    const isWritten = (id: string) => written.has(id);
    const all = [...kept.values()];
    const gone = leaving(all, manifest.id, bytes, room, manifest.updated, isWritten);
    if (gone === undefined) return noRoom(room);
    for (const id of gone) await removeIf(id, () => true);
    return succeed(undefined);
  };

  const save = async (record: ExportRecord): Promise<void> => {
    const { manifest } = record;
    await files.write(manifest.id, RECORD, Buffer.from(JSON.stringify(record)));
    kept.set(manifest.id, keptOf(manifest));
  };

  /** What the record does not tell of; its own file and its parts stay. */
  const removeLeftovers = async ({ manifest: { id, parts } }: ExportRecord): Promise<void> => {
    const told = new Set([RECORD, ...parts.map(({ n }) => partName(n))]);
    for (const name of await files.names(id)) if (!told.has(name)) await files.remove(id, name);
  };

  const writerOf = (id: string, record: ExportRecord | undefined, unlock: () => void) => {
    let isOpen = true;
    const writer: ExportWriter = {
      record,
      append: (bytes, record) =>
        flat(async () => {
          const made = await makeRoom(record, bytes.length);
          if (!made.ok) return made;
          await files.write(id, partName(record.manifest.parts.length), bytes);
          return succeed(await save(record));
        }),
      save: (record) =>
        flat(async () => {
          const made = await makeRoom(record, 0);
          if (!made.ok) return made;
          await save(record);
          return succeed(await removeLeftovers(record));
        }),
      close() {
        if (isOpen) {
          isOpen = false;
          written.delete(id);
          unlock();
        }
        return Promise.resolve();
      },
    };
    return writer;
  };

  return {
    open: (id) =>
      withFiles(async () => {
        if (!ID.test(id)) throw new RangeError("Cannot open export: its id is none of ours");
        const unlock = await files.lock(id);
        if (unlock === undefined) return undefined;
        try {
          await recordAll();
          const writer = writerOf(id, await readRecord(id), unlock);
          written.add(id);
          return writer;
        } catch (error) {
          unlock();
          throw error;
        }
      }),
    read: (id) => withFiles(() => readRecord(id)),
    readPart: (id, n) =>
      withFiles(async () => ID.test(id) ? await files.read(id, partName(n)) : undefined),
    list: () => withFiles(recordAll),
    remove: (id) => withFiles(async () => ID.test(id) && await removeIf(id, () => true)),
    sweep: (now) =>
      withFiles(async () => {
        const isOver = (record: ExportRecord | undefined) =>
          record === undefined || Date.parse(record.manifest.expires) <= now.getTime();
        for (const id of await files.folders()) {
          if (!written.has(id) && isOver(await readRecord(id))) await removeIf(id, isOver);
        }
      }),
  };
}

async function flat<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const outcome = await withFiles(work);
  return outcome.ok ? outcome.value : outcome;
}

function partName(n: number): string {
  return `${n}.ndjson`;
}

function keptOf({ bytes, complete, id, updated }: Kept): Kept {
  return { bytes, complete, id, updated };
}

/** What is no record of ours, or one of another version, counts as none. */
function parseRecord(bytes: Uint8Array): ExportRecord | undefined {
  try {
    return exportRecordSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    // No JSON: somebody else wrote it.
    return undefined;
  }
}

function noRoom({ maxBytes, maxExports }: Room): Outcome<never> {
  const expected = `more room: the exports under way fill all of ${maxBytes} bytes, ` +
    `or there are ${maxExports} of them; wait until they end, or raise it`;
  return fail({ code: "VALIDATION_ERROR", field: "TGTK_EXPORT_MAX_MB", expected });
}
