/**
 * Makes room in a store: which exports go when there is not enough. Pure.
 *
 * @module
 */

import type { Manifest } from "../manifest.ts";

/** How much a store holds at most. */
export interface Room {
  readonly maxBytes: number;
  readonly maxExports: number;
}

/** What has to be known of an export to choose. */
export type Kept = Pick<Manifest, "bytes" | "complete" | "id" | "updated">;

/** Milliseconds after which an export that nobody continues counts as finished. */
const ABANDONED_MS = 3_600_000;

/**
 * Chooses the exports that have to go: finished ones, oldest first, and no more than necessary.
 *
 * @param kept All exports, the one that grows included.
 * @param growing The one that room is made for.
 * @param bytes How much it grows by.
 * @param room The bounds.
 * @param now The moment, ISO 8601.
 * @param isWritten Tells whether an export is being written.
 * @returns Their ids; `undefined` when there is no room even without them.
 */
export function leaving(
  kept: readonly Kept[],
  growing: string,
  bytes: number,
  room: Room,
  now: string,
  isWritten: (id: string) => boolean,
): readonly string[] | undefined {
  const abandoned = Date.parse(now) - ABANDONED_MS;
  const isFinished = ({ complete, updated }: Kept) => complete || Date.parse(updated) < abandoned;
  const finished = kept.filter((each) =>
    each.id !== growing && isFinished(each) && !isWritten(each.id)
  ).sort((a, b) => Date.parse(a.updated) - Date.parse(b.updated));
  const others = kept.filter(({ id }) => id !== growing).length;
  let over = kept.reduce((sum, each) => sum + each.bytes, bytes) - room.maxBytes;
  let tooMany = others + 1 - room.maxExports;
  const gone: string[] = [];
  for (const each of finished) {
    if (over <= 0 && tooMany <= 0) break;
    gone.push(each.id);
    over -= each.bytes;
    tooMany -= 1;
  }
  return over <= 0 && tooMany <= 0 ? gone : undefined;
}
