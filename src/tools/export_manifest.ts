/**
 * An export's manifest as callers read it: with addresses, and with the cursor from which
 * `tg_fetch_history` would go on.
 *
 * @module
 */

import { type CursorSeal, sealCursor } from "../history/cursor.ts";
import { queryIn } from "../exports/draw_manifest.ts";
import type { ExportRecord } from "../exports/manifest.ts";
import { exportUri } from "./export_uri.ts";
import { NOTICE } from "./transcript.ts";

/**
 * Draws a manifest.
 *
 * @param record What the store keeps.
 * @param seal Who signs the cursor, and for whom.
 * @returns A JSON value.
 */
export function drawManifest({ manifest, place }: ExportRecord, seal: CursorSeal) {
  const { chat, id, parts, query, ...others } = manifest;
  const isOpen = place !== undefined && !manifest.complete;
  const scope = { ...seal, chatId: chat.chat_id, query: queryIn(query) };
  return {
    notice: NOTICE,
    id,
    uri: exportUri({ id }),
    chat,
    query,
    ...others,
    ...(isOpen ? { cursor: sealCursor(scope, place) } : {}),
    parts: parts.map(({ n, ...part }) => ({ n, uri: exportUri({ id, n }), ...part })),
  };
}
