/**
 * Links that are a phone number: `t.me/+79…`, `tg://resolve?phone=…`, `tel:`, `wa.me/…`. The whole
 * link is the match, whether or not a numbering plan knows the number.
 *
 * @module
 */

import { type Detector, type Match, matchesOf } from "./detector.ts";
import { hasDigits } from "./spelling.ts";

const PLUS = String.raw`(?:\+|%2B)`;

const LINK = new RegExp(
  String.raw`(?<![\w.\-])(?:` + [
    String.raw`(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/${PLUS}\d{7,15}`,
    String.raw`tg:(?:\/\/)?resolve\?phone=${PLUS}?\d{7,15}`,
    String.raw`(?:https?:\/\/)?(?:www\.)?wa\.me\/${PLUS}?\d{7,15}`,
    String.raw`(?:https?:\/\/)?api\.whatsapp\.com\/send\/?\?phone=${PLUS}?\d{7,15}`,
    String.raw`whatsapp:\/\/send\/?\?phone=${PLUS}?\d{7,15}`,
    String.raw`viber:\/\/(?:chat|add)\/?\?number=${PLUS}?\d{7,15}`,
    String.raw`(?:tel|sms):(?:\/\/)?${PLUS}?\d(?:[().\-]{0,2}\d){6,14}`,
  ].join("|") + String.raw`)(?![\w\-])`,
  "gi",
);

/**
 * Finds links that are a phone number.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example A Telegram phone link
 * ```ts
 * import { findPhoneLinks } from "./phone_link.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findPhoneLinks("t.me/+12025550143"), [{ kind: "phone", start: 0, end: 17 }]);
 * ```
 */
export function findPhoneLinks(text: string): readonly Match<"phone">[] {
  return hasDigits(text, 7) ? matchesOf("phone", text, LINK) : [];
}

/** The table's row for phone links. */
export const phoneLink = {
  kind: "phone",
  label: "[phone]",
  byDefault: true,
  checked: false,
  find: findPhoneLinks,
} as const satisfies Detector;
