/**
 * Telegram's `rpc_error`s as failures. Only names pass, never free text.
 *
 * The names are those of https://core.telegram.org/api/errors and of the error lists on the pages of the
 * methods that are called. What is not told apart here is `UPSTREAM`, with its name: mistakes of ours
 * (`MESSAGE_IDS_EMPTY`, `INPUT_FILTER_INVALID`), troubles of the account (`FROZEN_PARTICIPANT_MISSING`), of
 * Telegram itself (`VOLUME_MOVE_INVALID`), and what the pages list but our requests cannot cause
 * (`CHAT_NOT_MODIFIED`, `TAKEOUT_INVALID`).
 *
 * @module
 */

import type { ConnectionCode, Failure } from "../../model/failure.ts";

/** An `rpc_error` as it came. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
}

/** A failure of Telegram, or of the way to it. */
export type UpstreamFailure = Extract<Failure, { readonly code: "UPSTREAM" }>;

/** What a call was about, in the caller's words: a username or a marked id. */
export type Subject = string;

type Translate = (subject: Subject) => Failure;
type Names = Readonly<Record<string, Translate>>;

/** How long to wait when Telegram says "flood" and no number, in seconds. */
const UNTOLD_WAIT_S = 60;

const notFound: Translate = (chat) => ({ code: "CHAT_NOT_FOUND", chat });
const noAccess: Translate = () => ({ code: "CHANNEL_PRIVATE", reason: "no_access" });
const wrong = (field: string, expected: string): Translate => () => ({
  code: "VALIDATION_ERROR",
  field,
  expected,
});
const noSender = wrong("filter.from_users", "people or channels that Telegram knows");
const noTopic = wrong("topic_id", "the id of a topic of this forum");
/** Also told of a thread whose head is gone. */
export const noThread = wrong("thread_id", "the id of a post that takes comments");

/** What names mean wherever they come. */
const NAMES: Names = {
  USERNAME_NOT_OCCUPIED: notFound,
  USERNAME_INVALID: (username) => ({ code: "USERNAME_INVALID", username }),
  CHANNEL_PRIVATE: noAccess,
  CHANNEL_PUBLIC_GROUP_NA: noAccess,
  USER_BANNED_IN_CHANNEL: noAccess,
  CHAT_FORBIDDEN: noAccess,
  CHAT_ADMIN_REQUIRED: noAccess,
  CHANNEL_INVALID: notFound,
  CHANNEL_FORUM_MISSING: notFound,
  CHANNEL_MONOFORUM_UNSUPPORTED: notFound,
  PEER_ID_INVALID: notFound,
  CHAT_ID_INVALID: notFound,
  USER_ID_INVALID: notFound,
  MSG_ID_INVALID: notFound,
  // Comes with code 420, but waiting does not thaw a frozen account.
  FROZEN_METHOD_INVALID: () => upstream("FROZEN_METHOD_INVALID"),
};

/** What names mean in answer to one method: there they are about another part of the request. */
const NAMES_BY_METHOD: Readonly<Record<string, Names>> = {
  "messages.Search": {
    FROM_PEER_INVALID: noSender,
    INPUT_USER_DEACTIVATED: noSender,
    USER_ID_INVALID: noSender,
    MSG_ID_INVALID: noTopic,
    TOPIC_ID_INVALID: noTopic,
    SEARCH_QUERY_EMPTY: wrong("search", "words to look for"),
  },
  "messages.GetReplies": { MSG_ID_INVALID: noThread, TOPIC_ID_INVALID: noTopic },
  "messages.GetDiscussionMessage": { MSG_ID_INVALID: noThread, TOPIC_ID_INVALID: noTopic },
  "channels.GetMessages": { MSG_ID_INVALID: wrong("ids", "ids of messages, from 1 up") },
  "messages.GetMessages": { MSG_ID_INVALID: wrong("ids", "ids of messages, from 1 up") },
};

/**
 * Translates an RPC error.
 *
 * @param error The error.
 * @param subject What the call was about; a caller is told of nothing else.
 * @param method The request's name in GramJS, `messages.Search`: some names mean something else there.
 * @returns The failure. `retry_after_s` is at least 1.
 *
 * @example A flood wait
 * ```ts
 * import { rpcFailure } from "./failures.ts";
 * import assert from "node:assert/strict";
 *
 * const failure = rpcFailure({ code: 420, message: "FLOOD_WAIT_17" }, "durov");
 * assert.deepEqual(failure, { code: "FLOOD_WAIT", retry_after_s: 17 });
 * ```
 */
export function rpcFailure(error: RpcError, subject: Subject, method = ""): Failure {
  const translate = named(NAMES_BY_METHOD[method] ?? {}, error.message) ??
    named(NAMES, error.message);
  if (translate !== undefined) return translate(subject);
  const seconds = waitOf(error);
  if (seconds !== undefined) return { code: "FLOOD_WAIT", retry_after_s: seconds };
  if (error.code === 401 || /^(AUTH_KEY|SESSION|USER_DEACTIVATED)(_|$)/.test(error.message)) {
    return { code: "AUTH_REQUIRED" };
  }
  return ofServer(error) ?? upstream(error.message);
}

/**
 * Telegram's own trouble: 5xx, and -503 with free text for what took it too long
 * (https://core.telegram.org/api/errors).
 */
function ofServer({ code, message }: RpcError): Failure | undefined {
  if (code === -503) return passing(upstream("TIMEOUT"));
  return code >= 500 && code < 600 ? passing(upstream(message)) : undefined;
}

/** Marks a failure as one that passes: the call may be made again. */
export function passing(failure: UpstreamFailure): UpstreamFailure {
  return { ...failure, transient: true };
}

/** A name from outside may be that of something every object has. */
function named(names: Names, name: string): Translate | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/**
 * A failure between us and Telegram that has no better name.
 *
 * @param rpcCode The name; what is no name by Telegram's rules becomes `UNKNOWN`.
 */
export function upstream(rpcCode: string): UpstreamFailure {
  return { code: "UPSTREAM", rpc_code: /^[A-Z0-9_]{1,64}$/.test(rpcCode) ? rpcCode : "UNKNOWN" };
}

/** A failure of the connection: Telegram itself said nothing. */
export function disconnected(code: ConnectionCode): UpstreamFailure {
  return upstream(code);
}

/** The seconds of `FLOOD_WAIT_x` and its kind, or `undefined` for what is no flood wait. */
function waitOf({ code, message }: RpcError): number | undefined {
  const digits = /_(?:WAIT|DELAY)_(\d{1,9})$/.exec(message)?.[1];
  if (digits !== undefined) return Math.max(1, Number(digits));
  return code === 420 ? UNTOLD_WAIT_S : undefined;
}
