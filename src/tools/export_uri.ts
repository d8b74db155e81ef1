/**
 * The addresses of exports: `tgtk://exports/{id}` and, for a part, `tgtk://exports/{id}/{n}.ndjson`.
 *
 * @module
 */

const BASE = "tgtk://exports/";
const URI = /^tgtk:\/\/exports\/([0-9a-f]{32})(?:\/([1-9]\d{0,5})\.ndjson)?$/;

/** The templates of both. */
export const EXPORT_TEMPLATES = {
  manifest: `${BASE}{id}`,
  part: `${BASE}{id}/{n}.ndjson`,
} as const;

/** What an address names: a part, or without `n` the manifest. */
export interface ExportAddress {
  readonly id: string;
  readonly n?: number;
}

/**
 * Writes an address.
 *
 * @example A part
 * ```ts
 * import { exportUri } from "./export_uri.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(exportUri({ id: "ab12", n: 3 }), "tgtk://exports/ab12/3.ndjson");
 * assert.equal(exportUri({ id: "ab12" }), "tgtk://exports/ab12");
 * ```
 */
export function exportUri({ id, n }: ExportAddress): string {
  return `${BASE}${id}${n === undefined ? "" : `/${n}.ndjson`}`;
}

/** Reads an address; `undefined` for what is none. */
export function parseExportUri(uri: string): ExportAddress | undefined {
  const [, id, n] = URI.exec(uri) ?? [];
  if (id === undefined) return undefined;
  return n === undefined ? { id } : { id, n: Number(n) };
}
