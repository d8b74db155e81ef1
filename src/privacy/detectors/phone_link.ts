/**
 * Links that are a phone number: `t.me/+79…`, `tg://resolve?phone=…`, `tel:`, `wa.me/…`. The whole
 * link is the match, whether or not a numbering plan knows the number.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { digitsOf } from "./spelling.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

const PLUS = String.raw`(?:\+|%2B)`;

const LINK = new RegExp(
  [
    String.raw`(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/${PLUS}\d{7,15}`,
    String.raw`tg:(?:\/\/)?resolve\/?\?phone=${PLUS}?\d{7,15}`,
    String.raw`(?:https?:\/\/)?(?:www\.)?wa\.me\/${PLUS}?\d{7,15}`,
    String.raw`(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send\/?\?phone=${PLUS}?\d{7,15}`,
    String.raw`whatsapp:\/\/send\/?\?phone=${PLUS}?\d{7,15}`,
    String.raw`viber:\/\/(?:chat|add|contact)\/?\?number=${PLUS}?\d{7,15}`,
    String.raw`(?:tel|sms):(?:\/\/)?${PLUS}?\d(?:[().\-]{0,2}\d){6,14}`,
  ].join("|"),
  "gi",
);

/**
 * Finds links that are a phone number.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A Telegram phone link
 * ```ts
 * import { findPhoneLinks } from "./phone_link.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findPhoneLinks(subjectOf("t.me/+12025550143"));
 * assert.deepEqual([match?.end, match?.normalised], [17, "+12025550143"]);
 * ```
 */
export function findPhoneLinks({ text }: Subject): readonly Finding<"phone">[] {
  return matchesOf("phone", text, LINK, (link, start, end) => {
    const isPart = /[\w.\-]/.test(text.charAt(start - 1)) || /[\w\-]/.test(text.charAt(end));
    const number = digitsOf(link.replace(/%2B/gi, ""));
    // Behind `tel:` Russians write their eight.
    return isPart ? undefined : `+${/^8\d{10}$/.test(number) ? `7${number.slice(1)}` : number}`;
  });
}

/** The table's row for phone links. */
export const phoneLink = {
  kind: "phone",
  label: "[phone]",
  byDefault: true,
  needs: [SIGN.messenger | SIGN.number7],
  find: findPhoneLinks,
} as const satisfies Detector;
