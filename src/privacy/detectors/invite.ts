/**
 * Invite links: whoever has one can enter a private chat, so it is as good as a key.
 *
 * @module
 */

import { type Detector, type Match, matchesOf } from "./detector.ts";

/** Hashes have 16 or 22 characters; one of digits alone is a phone number. */
const HASH = String.raw`(?!\d{7,15}(?![\w\-]))[\w\-]{8,64}`;

const LINK = new RegExp(
  String.raw`(?<![\w.\-])(?:` + [
    String.raw`(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/(?:joinchat\/|\+|%2B)${HASH}`,
    String.raw`tg:(?:\/\/)?join\/?\?invite=${HASH}`,
  ].join("|") + ")",
  "gi",
);

/**
 * Finds invite links, in their web and `tg:` forms.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example The short form
 * ```ts
 * import { findInvites } from "./invite.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findInvites("t.me/+AbCdEfGhIjKlMnOp"), [{ kind: "invite", start: 0, end: 22 }]);
 * ```
 */
export function findInvites(text: string): readonly Match<"invite">[] {
  return matchesOf("invite", text, LINK);
}

/** The table's row for invite links. */
export const invite = {
  kind: "invite",
  label: "[invite]",
  byDefault: true,
  checked: false,
  find: findInvites,
} as const satisfies Detector;
