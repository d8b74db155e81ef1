/**
 * How a session looks in the list of an account's sessions.
 *
 * @module
 */

import { Api, bigInt } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";

/** A session to describe. */
export interface DescribedKey {
  readonly keyId: string;
  /** When it was signed in, in Unix seconds. */
  readonly since: number;
  readonly isCurrent?: boolean;
  readonly isPasswordPending?: boolean;
}

/** Describes a session. The current one has the hash 0, as it cannot be ended by its hash. */
export function authorizationInfo(
  { keyId, since, isCurrent = false, isPasswordPending = false }: DescribedKey,
  { introductions }: Login,
): Api.Authorization {
  const said = introductions.of(keyId);
  return new Api.Authorization({
    current: isCurrent,
    passwordPending: isPasswordPending,
    hash: isCurrent ? bigInt.zero : bigInt(keyId, 16).and(bigInt("7fffffffffffffff", 16)),
    deviceModel: said.deviceModel,
    platform: "",
    systemVersion: said.systemVersion,
    apiId: said.apiId,
    appName: "Sandbox",
    appVersion: said.appVersion,
    dateCreated: since,
    dateActive: since,
    ip: "127.0.0.1",
    country: "",
    region: "",
  });
}
