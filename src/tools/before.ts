/**
 * What the calls before this one left, for a read that cannot go on: which ids were read completely, and
 * the cursor that goes on later.
 *
 * @module
 */

import { type CursorSeal, placeInCursor } from "../history/cursor.ts";
import { coveredSoFar } from "../history/place.ts";
import type { Failure, SoFar } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";

/** What the calls before left. */
export interface Before {
  readonly cursor?: string;
  readonly soFar?: SoFar;
}

/** What a call goes on with, and which way it reads. */
interface Asked extends Pick<HistoryQuery, "direction"> {
  readonly cursor?: string | undefined;
}

/**
 * Reads it from a call's cursor, whichever chat its `@name` stands for by now.
 *
 * @param seal Who has to have signed the cursor, and for whom.
 * @param asked The call's arguments.
 */
export function beforeThis(seal: CursorSeal, { cursor, direction }: Asked): Before {
  const place = cursor === undefined ? undefined : placeInCursor(seal, cursor);
  if (cursor === undefined || place === undefined) return {};
  const { from_id = 0, to_id = -1 } = coveredSoFar({ window: {}, direction }, place, false);
  // A cursor of the other direction tells nothing here.
  const ids = from_id <= to_id ? { from_id, to_id } : {};
  return { cursor, soFar: { total_fetched: place.fetched, ...ids } };
}

/** Tells whether a chat can no longer be read, as far as a failure says. */
export function isGone({ code }: Failure): boolean {
  return code === "CHANNEL_PRIVATE" || code === "CHAT_NOT_FOUND";
}

/**
 * Adds to a failure what the calls before have read, where the chat is gone or its name is another
 * chat's; and to a wait the cursor that goes on.
 *
 * @param failure Why the read cannot go on.
 * @param before What {@linkcode beforeThis} gave.
 */
export function withBefore(failure: Failure, { cursor, soFar }: Before): Failure {
  if (failure.code === "FLOOD_WAIT") return cursor === undefined ? failure : { ...failure, cursor };
  const isElsewhere = failure.code === "INVALID_CURSOR" && failure.reason === "other_chat";
  if (soFar === undefined || !(isGone(failure) || isElsewhere)) return failure;
  return { ...failure, so_far: soFar } as Failure;
}
