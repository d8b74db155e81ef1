/**
 * Tells an observer of the parts that are written.
 *
 * @module
 */

import { type Outcome, succeed } from "../model/failure.ts";
import type { Observer } from "../model/observer.ts";
import type { ExportStore, ExportWriter } from "./store.ts";

/**
 * Wraps a store so that an observer hears of each part: how long it took, and what became of it.
 *
 * @param store The store behind.
 * @param observer Who hears of it.
 */
export function observedStore(store: ExportStore, observer: Observer): ExportStore {
  const observed = (writer: ExportWriter): ExportWriter => ({
    ...writer,
    async append(bytes, record) {
      const ongoing = observer.exportPart();
      const appended = await ongoing.within(() => writer.append(bytes, record));
      const status = appended.ok ? "ok" : appended.failure.code;
      const messages = record.manifest.parts.at(-1)?.messages ?? 0;
      ongoing.end({ status, messages, bytes: bytes.length });
      return appended;
    },
  });
  return {
    ...store,
    async open(id): Promise<Outcome<ExportWriter | undefined>> {
      const opened = await store.open(id);
      return opened.ok && opened.value !== undefined ? succeed(observed(opened.value)) : opened;
    },
  };
}
