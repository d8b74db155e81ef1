/**
 * Names exports. Pure.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { canonical } from "../history/canonical.ts";
import type { HistoryQuery } from "../model/query.ts";

/** Hexadecimal digits of an id: 128 bits. */
const ID_DIGITS = 32;

/** Whose an export is, and how its lines were drawn. */
export interface Ownership {
  readonly principal: string;
  readonly rendering: string;
}

/**
 * Names the owner of an export, without telling who it is.
 *
 * The way in which lines are drawn belongs to it, so that exports from before a change of the privacy
 * policy are nobody's any more.
 */
export function ownerOf({ principal, rendering }: Ownership): string {
  return digest({ kind: "owner", principal, rendering });
}

/**
 * Names an export: the same caller, chat and question give the same id.
 *
 * @param owner Whose it is.
 * @param chatId Marked id.
 * @param query The question.
 * @returns 32 hexadecimal digits.
 *
 * @example The order of fields does not matter
 * ```ts
 * import { exportId, ownerOf } from "./identity.ts";
 * import assert from "node:assert/strict";
 *
 * const owner = ownerOf({ principal: "local", rendering: "mask" });
 * assert.equal(
 *   exportId(owner, -7, { window: { from: 1, to: 2 }, direction: "desc" }),
 *   exportId(owner, -7, { direction: "desc", window: { to: 2, from: 1 } }),
 * );
 * ```
 */
export function exportId(owner: string, chatId: number, query: HistoryQuery): string {
  return digest({ kind: "export", owner, chatId, query });
}

function digest(value: unknown): string {
  const text = `tgtk export\0${canonical(value)}`;
  return createHash("sha256").update(text).digest("hex").slice(0, ID_DIGITS);
}
