/**
 * The data centre's one account, and who is on the way to signing in to it.
 *
 * @see https://core.telegram.org/api/auth
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { AuthKeyStore } from "../mtproto/auth_keys.ts";
import { type RpcError, rpcError, type TlObject, type TlRequest } from "../rpc.ts";
import { type CodeRequests, createCodeRequests } from "./codes.ts";
import { createIntroductions, type Introductions } from "./introductions.ts";
import { createLoginKeys, type LoginKeys } from "./keys.ts";
import {
  createPasswordSalts,
  createPasswordVerifier,
  type PasswordChallenge,
  type PasswordVerifier,
} from "./password.ts";
import { createLoginTokens, type LoginToken, type LoginTokens, type TokenFault } from "./tokens.ts";

/** Who can sign in, and how. */
export interface Account {
  /** Bare id. */
  readonly userId: number;
  /** Numbers that are the account's, digits only. */
  readonly phones: ReadonlySet<string>;
  /** Every code that is sent, to whatever number. */
  readonly code: string;
  /** The two-step password; without it the first factor is enough. */
  readonly password?: string;
}

/** The application that clients have to be. */
export interface Application {
  readonly apiId: number;
  readonly apiHash: string;
}

/** What the login of a data centre is made of. */
export interface LoginOptions {
  readonly account: Account;
  readonly application: Application;
  readonly authKeys: Pick<AuthKeyStore, "get">;
  /** Sends an update to the sessions of a permanent key. */
  readonly notify: (keyId: string, update: TlObject) => Promise<void>;
}

/** The state of all logins. */
export interface Login extends Pick<LoginOptions, "account" | "application" | "authKeys"> {
  readonly keys: LoginKeys;
  readonly codes: CodeRequests;
  readonly tokens: LoginTokens;
  readonly introductions: Introductions;
  /** The last challenge of each permanent key. */
  readonly challenges: Map<string, PasswordChallenge>;
  /** Authorizations on their way to other keys, by their bytes in hexadecimal digits. */
  readonly transfers: Map<string, number>;
  /** The account's password as a server keeps it; nothing if there is none. */
  verifier(): Promise<PasswordVerifier> | undefined;
  /** Says why a request cannot be served to a key, before anybody looks at what it asks for. */
  admit(keyId: string, wrapped: TlRequest, method: string): RpcError | undefined;
  /** Accepts a login token, and tells the client that waits for it. */
  acceptToken(token: Uint8Array, userId: number, now: number): Promise<LoginToken | TokenFault>;
}

/** What an unbound temporary key may ask, as its client has to be told how to go on. */
const WITHOUT_PERMANENT_KEY = /^(help\.|auth\.bindTempAuthKey$)/;

/** The one method that clients call before they introduce themselves: a key is bound first. */
const WITHOUT_INTRODUCTION = "auth.bindTempAuthKey";

/** Makes the state of a data centre that nobody has signed in to. */
export function createLogin(options: LoginOptions): Login {
  const { account, application, authKeys, notify } = options;
  const keys = createLoginKeys(authKeys);
  const tokens = createLoginTokens();
  const introductions = createIntroductions(application.apiId);
  let verifier: Promise<PasswordVerifier> | undefined;

  return {
    account,
    application,
    authKeys,
    keys,
    codes: createCodeRequests(),
    tokens,
    introductions,
    challenges: new Map(),
    transfers: new Map(),
    verifier() {
      const { password } = account;
      if (password === undefined) return undefined;
      return verifier ??= createPasswordVerifier(password, createPasswordSalts());
    },
    admit(keyId, wrapped, method) {
      const permanent = keys.permanent(keyId);
      const fault = introductions.hear([keyId, permanent ?? keyId], wrapped);
      if (fault !== undefined && method !== WITHOUT_INTRODUCTION) return fault;
      if (permanent !== undefined || WITHOUT_PERMANENT_KEY.test(method)) return undefined;
      return rpcError(401, "AUTH_KEY_PERM_EMPTY").error;
    },
    async acceptToken(token, userId, now) {
      const accepted = tokens.accept(token, userId, now);
      if (typeof accepted !== "string") await notify(accepted.keyId, loginTokenUpdate(now));
      return accepted;
    },
  };
}

function loginTokenUpdate(date: number): Api.UpdateShort {
  return new Api.UpdateShort({ update: new Api.UpdateLoginToken(), date });
}
