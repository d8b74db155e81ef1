/**
 * Links that anyone who has them can post through: webhooks of Slack, Discord and Teams.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

const HOOK = new RegExp(
  "(?:https?://)?(?:" + [
    "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Za-z0-9]{8,24}/[A-Za-z0-9]{16,40}",
    "discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_\\-]{60,90}",
    "[a-z0-9]{1,40}\\.webhook\\.office\\.com/webhookb2/[A-Za-z0-9@/\\-]{60,250}",
  ].join("|") + ")",
  "gi",
);

/**
 * Finds such links.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example Slack's
 * ```ts
 * import { findWebhooks } from "./webhook.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const path = `services/${"T0DZW3XH4"}/${"B2MGSM8K423"}/${"TtgrSiVxTKiLUMvbdDoJZJeO"}`;
 * const [match] = findWebhooks(subjectOf(`see https://hooks.slack.com/${path}`));
 * assert.equal(match?.start, 4);
 * ```
 */
export function findWebhooks({ text }: Subject): readonly Finding<"api_key">[] {
  if (!text.includes("hook")) return [];
  return matchesOf("api_key", text, HOOK, (raw) => raw);
}

/** The table's row for webhooks. */
export const webhook = {
  kind: "api_key",
  label: "[api_key]",
  byDefault: true,
  needs: [SIGN.token33],
  find: findWebhooks,
} as const satisfies Detector;
