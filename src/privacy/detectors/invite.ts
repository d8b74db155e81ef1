/**
 * Invite links: whoever has one can enter a private chat, so it is as good as a key.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/** Hashes have 16 or 22 characters; one of digits alone is a phone number. */
const HASH = String.raw`[\w\-]{8,64}`;

const LINK = new RegExp(
  [
    String.raw`(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/(?:joinchat\/|\+|%2B)${HASH}`,
    String.raw`tg:(?:\/\/)?join\/?\?invite=${HASH}`,
    // Invitations to WhatsApp, Discord and Signal open a private chat as well.
    String.raw`(?:https?:\/\/)?chat\.whatsapp\.com\/(?:invite\/)?${HASH}`,
  ].join("|"),
  "gi",
);

/**
 * Finds invite links, in their web and `tg:` forms.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example The short form
 * ```ts
 * import { findInvites } from "./invite.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findInvites(subjectOf("t.me/+AbCdEfGhIjKlMnOp"));
 * assert.deepEqual([match?.end, match?.normalised], [22, "AbCdEfGhIjKlMnOp"]);
 * ```
 */
export function findInvites({ text }: Subject): readonly Finding<"invite">[] {
  return matchesOf("invite", text, LINK, (link, start) => {
    const hash = /[\w\-]{8,64}$/.exec(link.replace("%2B", "+"))?.[0] ?? "";
    const isPhone = /^[0-9]{7,15}$/.test(hash);
    return isPhone || /[\w.\-]/.test(text.charAt(start - 1)) ? undefined : hash;
  });
}

/** The table's row for invite links. */
export const invite = {
  kind: "invite",
  label: "[invite]",
  byDefault: true,
  needs: [SIGN.messenger],
  find: findInvites,
} as const satisfies Detector;
