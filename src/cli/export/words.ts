/**
 * What `tgtk export` tells people, beside failures. Pure.
 *
 * @module
 */

import type { ExportOptions } from "../../exports/export.ts";
import type { Manifest } from "../../exports/manifest.ts";
import { number } from "./progress.ts";

/** Said before anything is written to where nothing can be continued. */
export const UNHELD = "To stdout an export cannot be continued after it was stopped: " +
  "--out FILE can, or a folder in TGTK_EXPORT_DIR.";

/**
 * Says where a run goes on, once.
 *
 * @param say What is said.
 * @param next Hears of all progress after that.
 */
export function beginningWords(
  say: (line: string) => void,
  next: ExportOptions["onProgress"],
): NonNullable<ExportOptions["onProgress"]> {
  let isFirst = true;
  return (progress) => {
    const { messages } = progress;
    if (isFirst && messages > 0) say(`Continuing after ${number(messages)} messages.`);
    isFirst = false;
    next?.(progress);
  };
}

/**
 * Says what was exported.
 *
 * @param manifest The export's.
 * @param where Finishes the sentence.
 * @param startedAt Milliseconds.
 * @param now Milliseconds.
 */
export function doneWords(
  manifest: Manifest,
  where: string,
  startedAt: number,
  now: number,
): readonly string[] {
  const { messages, updated } = manifest;
  const seconds = Math.max(0, now - startedAt) / 1000;
  // It was complete before: nothing was asked. Manifests count whole seconds.
  const isOld = Date.parse(updated) < startedAt - 1000;
  return [
    `${number(messages)} ${messages === 1 ? "message" : "messages"} in ${
      seconds.toFixed(1)
    } s, ${where}.`,
    coveredWords(manifest),
    ...(isOld ? [`It was complete at ${updated} already; --refresh reads it anew.`] : []),
  ];
}

function coveredWords({ covered }: Manifest): string {
  const { from_date, from_id, migrated_from, to_date, to_id } = covered;
  const ids = from_id === undefined ? [] : [`ids ${from_id} to ${to_id}`];
  const dates = to_date === undefined
    ? []
    : [`dates ${from_date ?? "from the beginning"} to ${to_date}`];
  const earlier = migrated_from?.unreadable
    ? [`without the group ${migrated_from.chat_id} it was before, which this account cannot read`]
    : [];
  const all = [...ids, ...dates, ...earlier];
  return all.length === 0 ? "Complete." : `Complete: ${all.join(", ")}.`;
}
