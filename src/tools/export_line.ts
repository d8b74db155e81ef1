/**
 * The lines of an export: one detailed message each, cleaned and masked as in every other answer.
 *
 * @module
 */

import type { ExportRequest } from "../exports/export.ts";
import type { Chat } from "../model/chat.ts";
import type { PiiPolicy } from "../privacy/policy.ts";
import { steadyNames } from "../privacy/senders.ts";
import { cleanerFor } from "./cleaner.ts";
import { drawMessages } from "./draw_message.ts";

/** Goes up whenever the same message would give another line. */
const LAYOUT = 2;

/**
 * Makes what draws lines. Users whose names are masked are all called `user`: numbers would depend on
 * who came before, and a line depends on its message alone.
 *
 * @param chat The chat that is exported.
 * @param policy The operator's policy.
 * @returns JSON without a line break; fields as in the detailed form of `tg_fetch_history`.
 *
 * @example One message
 * ```ts
 * import { lineOf } from "./export_line.ts";
 * import { DEFAULT_PII_KINDS } from "../privacy/policy.ts";
 * import assert from "node:assert/strict";
 *
 * const chat = {
 *   chat_id: -1000000000042,
 *   kind: "supergroup",
 *   title: "Talk",
 *   username: "talk",
 *   usernames: ["talk"],
 * } as const;
 * const line = lineOf(chat, { mode: "mask", kinds: DEFAULT_PII_KINDS });
 * const sender = { id: 70, kind: "user", name: "Anna" } as const;
 * assert.equal(
 *   line({ id: 7, chat_id: chat.chat_id, date: 1_646_071_956, text: "Hi", sender }),
 *   '{"id":7,"date":"2022-02-28T18:12:36Z","text":"Hi",' +
 *     '"sender":{"id":70,"kind":"user","name":"user"},"link":"https://t.me/talk/7"}',
 * );
 * ```
 */
export function lineOf(chat: Chat, policy: PiiPolicy): ExportRequest["line"] {
  const clean = cleanerFor(policy, steadyNames(policy));
  return (message) => JSON.stringify(drawMessages([message], chat, "detailed", clean).messages[0]);
}

/**
 * Says how lines are drawn: see {@linkcode ExportRequest.rendering}.
 *
 * @param policy The operator's policy.
 *
 * @example Nothing is hidden
 * ```ts
 * import { renderingOf } from "./export_line.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(renderingOf({ mode: "off", kinds: new Set(["email"]) }), "layout 2, off");
 * assert.equal(
 *   renderingOf({ mode: "mask", kinds: new Set(["sender_names", "email"]) }),
 *   "layout 2, mask email sender_names",
 * );
 * ```
 */
export function renderingOf(policy: PiiPolicy): string {
  const { kinds, mode } = policy;
  const hidden = mode === "off" ? [] : [...kinds].sort();
  const key = policy.mode === "pseudonymize" ? [`key ${policy.pseudonyms.keyId}`] : [];
  return [`layout ${LAYOUT}`, [mode, ...hidden].join(" "), ...key].join(", ");
}
