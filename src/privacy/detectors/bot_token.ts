/**
 * Tokens of Telegram bots: the bot's id, a colon and 35 characters. Whoever has one is the bot.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/** The example in Telegram's own documents has 34 characters behind the colon. */
const TOKEN = /[0-9]{6,12}(?::|%3A)(?:AA[A-Za-z0-9_\-]{31,36}|[A-Za-z0-9_\-]{35})/g;

/**
 * Finds tokens of bots.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example In an address of the Bot API
 * ```ts
 * import { findBotTokens } from "./bot_token.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const url = `https://api.telegram.org/bot110201543:${"AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"}/getMe`;
 * assert.equal(findBotTokens(subjectOf(url))[0]?.start, 28);
 * ```
 */
export function findBotTokens({ text }: Subject): readonly Finding<"bot_token">[] {
  const findings: Finding<"bot_token">[] = [];
  for (const { 0: raw, index: start } of text.matchAll(TOKEN)) {
    const end = start + raw.length;
    if (/[A-Za-z0-9_\-]/.test(text.charAt(end)) || /[0-9]/.test(text.charAt(start - 1))) continue;
    // 320805250157:ipam-resource-discovery-association
    if (!/[A-Z]/.test(raw)) continue;
    const normalised = raw.replace("%3A", ":");
    findings.push({ kind: "bot_token", start, end, normalised, checked: true });
  }
  return findings;
}

/** The table's row for tokens of bots. */
export const botToken = {
  kind: "bot_token",
  label: "[bot_token]",
  byDefault: true,
  needs: [SIGN.token33 | SIGN.digits6],
  find: findBotTokens,
} as const satisfies Detector;
