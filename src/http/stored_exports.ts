/**
 * Exports as files, out of the store that they are written into.
 *
 * @module
 */

import { findExport, streamExport } from "../exports/read_parts.ts";
import type { Manifest } from "../exports/manifest.ts";
import type { ExportStore } from "../exports/store.ts";
import { succeed } from "../model/failure.ts";
import type { ByteRange, Exports, OpenExport } from "./deps.ts";

/** What is read, and for whom. */
export interface StoredExportsOptions {
  readonly store: ExportStore;
  /** Names the owner that stands for a caller, as `ownerOf` of `exports/identity.ts` does. */
  readonly ownerOf: (principal: string) => string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Makes the exports of a store readable.
 *
 * @param options What is read.
 * @returns The exports; each caller finds their own only.
 */
export function storedExports({ store, ownerOf, clock }: StoredExportsOptions): Exports {
  return {
    async open(principal, id) {
      const now = new Date(clock());
      const found = await findExport({ store, owner: ownerOf(principal), now }, id);
      if (!found.ok) return found;
      return succeed(found.value && openExport(store, found.value));
    },
    async problem() {
      const listed = await store.list();
      return listed.ok ? undefined : listed.failure;
    },
  };
}

function openExport(store: ExportStore, manifest: Manifest): OpenExport {
  return {
    etag: manifest.sha256,
    size: manifest.bytes,
    isComplete: manifest.complete,
    stream: (range) => streamOf(store, manifest, range),
  };
}

function streamOf(
  store: ExportStore,
  manifest: Manifest,
  range: ByteRange,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = streamExport(store, manifest, range);
  return new ReadableStream({
    async pull(controller) {
      const { done, value: part } = await parts.next();
      if (done) return controller.close();
      if (part.ok && part.value !== undefined) return controller.enqueue(part.value);
      // Fewer bytes than were announced: the client sees that the file is not whole.
      controller.error(new Error("Cannot read a part of the export"));
    },
    async cancel() {
      await parts.return(undefined);
    },
  }, { highWaterMark: 0 });
}
