/**
 * A complete export, part by part, in the format asked for.
 *
 * @module
 */

import { formatter } from "../../exports/formats/formats.ts";
import type { FormatName } from "../../exports/formats/names.ts";
import type { Manifest } from "../../exports/manifest.ts";
import { streamExport } from "../../exports/read_parts.ts";
import type { ExportStore } from "../../exports/store.ts";
import { fail, type Outcome, succeed } from "../../model/failure.ts";

/**
 * Reads and formats; no more than one part is in memory, so the bytes are good until the next.
 *
 * @param name The format.
 * @param store Where the parts are.
 * @param manifest Of the export.
 * @param signal Aborts it between two parts.
 * @returns Bytes in their order. A failure ends them: `CANCELLED`, a store's, or a part that is gone.
 */
export async function* formattedParts(
  name: FormatName,
  store: ExportStore,
  manifest: Manifest,
  signal: AbortSignal,
): AsyncGenerator<Outcome<Uint8Array<ArrayBuffer>>> {
  const { end, part } = formatter(name, manifest.chat);
  for await (const bytes of streamExport(store, manifest)) {
    const checked = checkedPart(bytes, signal);
    if (!checked.ok) return yield checked;
    yield succeed(part(checked.value));
    // Left to the collector, parts pile up faster than it comes by.
    checked.value.buffer.transfer(0);
  }
  yield succeed(end());
}

function checkedPart(
  bytes: Outcome<Uint8Array<ArrayBuffer> | undefined>,
  signal: AbortSignal,
): Outcome<Uint8Array<ArrayBuffer>> {
  if (signal.aborted) return fail({ code: "CANCELLED" });
  if (!bytes.ok) return bytes;
  return bytes.value === undefined ? GONE : succeed(bytes.value);
}

const GONE = fail({
  code: "VALIDATION_ERROR",
  field: "TGTK_EXPORT_DIR",
  expected: "the parts as they were written; --refresh starts anew",
});
