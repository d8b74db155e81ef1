/**
 * Turns a failure into what the model is told: one sentence of ours that says what to do next, and
 * the failure's own fields. Nothing from below is passed on.
 *
 * @module
 */

import {
  CONNECTION_CODES,
  type CursorReason,
  type Failure,
  type FailureCode,
  type PrivateReason,
  type SoFar,
} from "../model/failure.ts";
import type { ToolAnswer } from "./tool.ts";

const PRIVATE: Readonly<Record<PrivateReason, string>> = {
  not_public: "this chat has no public @name, and only public channels and groups are read here.",
  not_allowed: "this chat is not on the operator's list of chats.",
  invite_link: "this is an invitation to a private chat; use the @name of a public one.",
  private_chat: "this is a person or a bot; private dialogs are not read here.",
  protected:
    "it forbids saving its messages, so it is not exported unless the operator lists it in " +
    "TGTK_CHATS; tg_fetch_history still reads it.",
  no_access: "Telegram does not let this account read it; use another chat.",
};

const CURSOR: Readonly<Record<CursorReason, string>> = {
  malformed: "it is no cursor of this tool",
  altered: "it was altered, or signed with another key or for another caller",
  other_chat: "it belongs to another chat, unless a @name has moved from one chat to another",
  other_query: "it belongs to another question",
  version: "it was written by another version",
};

/** One sentence for each code; the type sees to it that none is missing. */
const SENTENCES: { readonly [Code in FailureCode]: (failure: FailureOf<Code>) => string } = {
  VALIDATION_ERROR: ({ field, expected }) => `Cannot use \`${field}\`: expected ${expected}.`,
  CHAT_NOT_FOUND: ({ chat, so_far }) =>
    (/^-?\d+$/.test(chat)
      ? `Cannot find chat ${chat}: a number works only for chats seen before; use its @name or link.`
      : `Cannot find @${chat}: nobody has this name; check its spelling.`) + soFarWords(so_far),
  CHANNEL_PRIVATE: ({ reason, so_far }) =>
    `Cannot read this chat: ${PRIVATE[reason]}${soFarWords(so_far)}`,
  USERNAME_INVALID: () =>
    "Cannot use this name: Telegram allows letters, digits and underscores, starting with a letter.",
  INVALID_CURSOR: ({ reason, so_far }) =>
    `Cannot continue from this cursor: ${CURSOR[reason]}. ` +
    "Repeat the arguments of the call that gave it exactly, or start again without a cursor." +
    soFarWords(so_far),
  FLOOD_WAIT: ({ retry_after_s }) =>
    `Telegram asks to wait ${retry_after_s} s; call again after that, not earlier.`,
  RATE_LIMIT_EXCEEDED: ({ retry_after_s }) =>
    `This server's own limit is reached; call again in ${retry_after_s} s.`,
  AUTH_REQUIRED: () =>
    "Telegram no longer accepts this server's session; its operator has to sign in again.",
  SESSION_IN_USE: ({ holder, other_settings }) =>
    other_settings
      ? `Another process uses this Telegram session with other settings (${holder}); ` +
        "give both the same settings and version, or each a session of its own."
      : `Another process uses this Telegram session (${holder}); ` +
        "end it, or give this one a session of its own.",
  UPSTREAM: ({ rpc_code }) => upstreamSentence(rpc_code),
  TIMEOUT: ({ after_s }) => `Telegram did not answer within ${after_s} s; try again.`,
  CANCELLED: () => "The call was cancelled.",
  INTERNAL: ({ id }) => `Something failed inside this server; tell its operator the number ${id}.`,
};

function upstreamSentence(code: string): string {
  if (CONNECTION_CODES.includes(code)) {
    return `Cannot reach Telegram (${code}); check the network and the program's permissions, then try again.`;
  }
  if (/^FILE_MIGRATE_\d+$/.test(code)) {
    return `Telegram keeps what was asked for at another data centre (${code}), which is not asked here.`;
  }
  return /^(?:PHONE|USER|NETWORK)_MIGRATE_\d+$/.test(code)
    ? `Telegram keeps this account at another data centre (${code}); its operator has to sign in again.`
    : `Telegram refused the request (${code}); try again later, or ask for something else.`;
}

/** A read that ends before its end says what it has. */
function soFarWords(soFar: SoFar | undefined): string {
  if (soFar === undefined) return "";
  const { from_id, to_id, total_fetched } = soFar;
  const ids = from_id === undefined ? "" : `, ids ${from_id}–${to_id} completely`;
  return ` It could be read before: ${total_fetched} messages${ids}; what lies beyond is missing.`;
}

type FailureOf<Code extends FailureCode> = Extract<Failure, { readonly code: Code }>;

/**
 * Says a failure in one sentence.
 *
 * @param failure The failure.
 * @returns A sentence that says what happened and what to do next.
 *
 * @example A wrong argument
 * ```ts
 * import { failureSentence } from "./failure_answer.ts";
 * import assert from "node:assert/strict";
 *
 * const failure = { code: "VALIDATION_ERROR", field: "page_size", expected: "1 to 100" } as const;
 * assert.equal(failureSentence(failure), "Cannot use `page_size`: expected 1 to 100.");
 * ```
 */
export function failureSentence(failure: Failure): string {
  // Each entry takes the failure of its own code, which the compiler cannot follow through a look-up.
  const say = SENTENCES[failure.code] as (failure: Failure) => string;
  return say(failure);
}

/**
 * Draws a failure.
 *
 * @param failure The failure.
 * @returns Both forms: the sentence, and `error` with code, message and the failure's fields.
 */
export function failureAnswer(failure: Failure): ToolAnswer {
  const message = failureSentence(failure);
  const { code, ...fields } = failure;
  const go = "cursor" in fields && fields.cursor ? ` Cursor: ${fields.cursor}` : "";
  return { text: `${code}: ${message}${go}`, structured: { error: { code, message, ...fields } } };
}
