/**
 * Expected failures are values. This is the whole union; `tools/` turns each into one sentence and
 * nothing from below (exception messages, Telegram's free text) is carried along.
 *
 * @module
 */

/** Everything that can go wrong and that a caller is told of. */
export type Failure =
  | { readonly code: "VALIDATION_ERROR"; readonly field: string; readonly expected: string }
  | { readonly code: "CHAT_NOT_FOUND"; readonly chat: string; readonly so_far?: SoFar }
  | { readonly code: "CHANNEL_PRIVATE"; readonly reason: PrivateReason; readonly so_far?: SoFar }
  | { readonly code: "USERNAME_INVALID"; readonly username: string }
  | { readonly code: "INVALID_CURSOR"; readonly reason: CursorReason; readonly so_far?: SoFar }
  | { readonly code: "FLOOD_WAIT"; readonly retry_after_s: number; readonly cursor?: string }
  | { readonly code: "RATE_LIMIT_EXCEEDED"; readonly retry_after_s: number }
  | { readonly code: "AUTH_REQUIRED" }
  | {
    readonly code: "SESSION_IN_USE";
    readonly holder: string;
    /** The holder answers under another policy, so it cannot answer for this process. */
    readonly other_settings?: true;
  }
  | {
    readonly code: "UPSTREAM";
    readonly rpc_code: string;
    /** It passes by itself: the same request may work a moment later. */
    readonly transient?: true;
  }
  | { readonly code: "TIMEOUT"; readonly after_s: number }
  | { readonly code: "CANCELLED" }
  | { readonly code: "INTERNAL"; readonly id: string };

/** When the connection fails. */
export const OWN_CODES = [
  "CONNECT_FAILED",
  "CONNECT_TIMEOUT",
  "CONNECTION_LOST",
  "CONNECTION_CLOSED",
  "NETWORK_NOT_PERMITTED",
] as const;

/** An `rpc_code` of our own: the connection failed, and Telegram itself said nothing. */
export type ConnectionCode = (typeof OWN_CODES)[number];

/** Every {@linkcode ConnectionCode}. Any other `rpc_code` is Telegram's answer. */
export const CONNECTION_CODES: readonly string[] = OWN_CODES;

/** A failure's code. */
export type FailureCode = Failure["code"];

/** What the calls before have read of a chat that can no longer be read. */
export interface SoFar {
  /** Messages that were returned. */
  readonly total_fetched: number;
  /** The ids between these, both included, were read completely; absent: none were. */
  readonly from_id?: number;
  /** The highest of them. */
  readonly to_id?: number;
}

/** Why a chat is not read. */
export type PrivateReason =
  | "not_public"
  | "not_allowed"
  | "invite_link"
  | "private_chat"
  | "no_access"
  | "protected";

/** Why a cursor is refused. */
export type CursorReason = "malformed" | "altered" | "other_chat" | "other_query" | "version";

/** A value, or the reason why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** Wraps a value. */
export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail(failure: Failure): Outcome<never> {
  return { ok: false, failure };
}
