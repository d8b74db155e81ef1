/**
 * Telegram's `rpc_error`s as failures. Names are from https://core.telegram.org/api/errors and from the
 * error lists of each method's page. Only names pass, never free text.
 *
 * @module
 */

import type { Failure } from "../../model/failure.ts";

/** An `rpc_error` as it came. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
}

/** What a call was about, in the caller's words: a username or a marked id. */
export type Subject = string;

type Translate = (subject: Subject) => Failure;

/** How long to wait when Telegram says "flood" and no number, in seconds. */
const UNTOLD_WAIT_S = 60;

const notFound: Translate = (chat) => ({ code: "CHAT_NOT_FOUND", chat });
const noAccess: Translate = () => ({ code: "CHANNEL_PRIVATE", reason: "no_access" });

const BY_NAME: ReadonlyMap<string, Translate> = new Map([
  ["USERNAME_NOT_OCCUPIED", notFound],
  ["USERNAME_INVALID", (username) => ({ code: "USERNAME_INVALID", username })],
  ["CHANNEL_PRIVATE", noAccess],
  ["CHANNEL_PUBLIC_GROUP_NA", noAccess],
  ["USER_BANNED_IN_CHANNEL", noAccess],
  ["CHAT_FORBIDDEN", noAccess],
  ["CHANNEL_INVALID", notFound],
  ["PEER_ID_INVALID", notFound],
  ["CHAT_ID_INVALID", notFound],
  ["MSG_ID_INVALID", notFound],
  // Comes with code 420, but waiting does not thaw a frozen account.
  ["FROZEN_METHOD_INVALID", () => upstream("FROZEN_METHOD_INVALID")],
]);

/**
 * Translates an RPC error.
 *
 * @param error The error.
 * @param subject What the call was about; a caller is told of nothing else.
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
export function rpcFailure(error: RpcError, subject: Subject): Failure {
  const known = BY_NAME.get(error.message);
  if (known !== undefined) return known(subject);
  const seconds = waitOf(error);
  if (seconds !== undefined) return { code: "FLOOD_WAIT", retry_after_s: seconds };
  if (error.code === 401 || /^(AUTH_KEY|SESSION|USER_DEACTIVATED)(_|$)/.test(error.message)) {
    return { code: "AUTH_REQUIRED" };
  }
  return upstream(error.message);
}

/**
 * A failure between us and Telegram that has no better name.
 *
 * @param rpcCode The name; what is no name by Telegram's rules becomes `UNKNOWN`.
 */
export function upstream(rpcCode: string): Failure {
  return { code: "UPSTREAM", rpc_code: /^[A-Z0-9_]{1,64}$/.test(rpcCode) ? rpcCode : "UNKNOWN" };
}

/** The seconds of `FLOOD_WAIT_x` and its kind, or `undefined` for what is no flood wait. */
function waitOf({ code, message }: RpcError): number | undefined {
  const digits = /_(?:WAIT|DELAY)_(\d{1,9})$/.exec(message)?.[1];
  if (digits !== undefined) return Math.max(1, Number(digits));
  return code === 420 ? UNTOLD_WAIT_S : undefined;
}
