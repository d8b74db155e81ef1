/**
 * Login tokens: what a QR code carries from a client that wants to sign in to one that is.
 *
 * @see https://core.telegram.org/api/qr-login
 * @module
 */

import { randomBytes, toHex } from "../mtproto/tl.ts";

/** How long a token can be scanned, in seconds. */
const LIFETIME_S = 30;

/** A token that was shown. */
export interface LoginToken {
  readonly bytes: Uint8Array;
  /** The permanent key that asked for it. */
  readonly keyId: string;
  /** Unix seconds. */
  readonly expires: number;
  /** Users that the client has signed in already. */
  readonly exceptIds: readonly number[];
  /** Bare id of who accepted it. */
  readonly acceptedBy?: number;
}

/** Why a token cannot be accepted; Telegram's names. */
export type TokenFault =
  | "AUTH_TOKEN_INVALID"
  | "AUTH_TOKEN_EXPIRED"
  | "AUTH_TOKEN_ALREADY_ACCEPTED"
  | "AUTH_TOKEN_EXCEPTION";

/** Known tokens. */
export interface LoginTokens {
  create(keyId: string, exceptIds: readonly number[], now: number): LoginToken;
  find(bytes: Uint8Array): LoginToken | undefined;
  /** A token of a key that was accepted and that nobody has signed in with yet. */
  acceptedOf(keyId: string): LoginToken | undefined;
  accept(bytes: Uint8Array, userId: number, now: number): LoginToken | TokenFault;
  /** Forgets a key's tokens. */
  deleteOf(keyId: string): void;
}

/** Makes an empty register. */
export function createLoginTokens(): LoginTokens {
  const tokens = new Map<string, LoginToken>();

  const put = (token: LoginToken): LoginToken => {
    tokens.set(toHex(token.bytes), token);
    return token;
  };
  /** Tokens are kept for a while after their end, so that they are known to have expired. */
  const forgetOld = (now: number): void => {
    for (const [name, { expires, acceptedBy }] of tokens) {
      if (acceptedBy === undefined && expires + 10 * LIFETIME_S < now) tokens.delete(name);
    }
  };
  return {
    create(keyId, exceptIds, now) {
      forgetOld(now);
      return put({ bytes: randomBytes(32), keyId, expires: now + LIFETIME_S, exceptIds });
    },
    find: (bytes) => tokens.get(toHex(bytes)),
    acceptedOf: (keyId) =>
      [...tokens.values()].find((token) => token.keyId === keyId && token.acceptedBy !== undefined),
    accept(bytes, userId, now) {
      const token = tokens.get(toHex(bytes));
      const fault = acceptFault(token, userId, now);
      return fault ?? put({ ...token!, acceptedBy: userId });
    },
    deleteOf(keyId) {
      for (const [name, token] of tokens) {
        if (token.keyId === keyId) tokens.delete(name);
      }
    },
  };
}

function acceptFault(
  token: LoginToken | undefined,
  userId: number,
  now: number,
): TokenFault | undefined {
  if (token === undefined) return "AUTH_TOKEN_INVALID";
  if (token.acceptedBy !== undefined) return "AUTH_TOKEN_ALREADY_ACCEPTED";
  if (token.expires <= now) return "AUTH_TOKEN_EXPIRED";
  return token.exceptIds.includes(userId) ? "AUTH_TOKEN_EXCEPTION" : undefined;
}
