/**
 * Who hears that an export has changed.
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type { ExportRecord } from "./manifest.ts";
import type { ExportStore, ExportWriter } from "./store.ts";

/** Hears of a record that has become durable; `hasPart`: with a new part, its last one. */
export type ChangeListener = (record: ExportRecord, hasPart: boolean) => void;

/** Tells listeners of changes. */
export interface ExportChanges {
  /** Listens until the function that it returns is called. */
  readonly listen: (listener: ChangeListener) => () => void;
  readonly tell: ChangeListener;
}

/** Makes an empty circle of listeners. */
export function exportChanges(): ExportChanges {
  const listeners = new Set<ChangeListener>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (record, hasPart) => listeners.forEach((listener) => listener(record, hasPart)),
  };
}

/**
 * Wraps a store so that changes are told once they are durable.
 *
 * @param store The store behind.
 * @param tell Hears of them.
 */
export function withChanges(store: ExportStore, tell: ChangeListener): ExportStore {
  const telling = (writer: ExportWriter): ExportWriter => ({
    ...writer,
    async append(bytes, record) {
      const appended = await writer.append(bytes, record);
      if (appended.ok) tell(record, true);
      return appended;
    },
    async save(record) {
      const saved = await writer.save(record);
      if (saved.ok) tell(record, false);
      return saved;
    },
  });
  return {
    ...store,
    async open(id): Promise<Outcome<ExportWriter | undefined>> {
      const opened = await store.open(id);
      return opened.ok && opened.value !== undefined
        ? { ok: true, value: telling(opened.value) }
        : opened;
    },
  };
}
