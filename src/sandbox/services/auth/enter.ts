/**
 * The last steps of every way to sign in.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";
import { rpcError, type ServiceContext } from "../../rpc.ts";
import { fullUser } from "../views.ts";

/** The permanent key behind a request; one of an unbound temporary key never comes this far. */
export function keyOf({ caller }: ServiceContext, { keys }: Login): string {
  return keys.permanent(caller.authKeyId) ?? caller.authKeyId;
}

/** Says that the key is nobody's. */
export function notSignedIn(): ReturnType<typeof rpcError> {
  return rpcError(401, "AUTH_KEY_UNREGISTERED");
}

/** Takes note that the first factor was shown: with a password, that is asked for as well. */
export function enter(
  login: Login,
  context: ServiceContext,
): Api.auth.Authorization | ReturnType<typeof rpcError> {
  const key = keyOf(context, login);
  if (login.account.password === undefined) return signedIn(login, context);
  login.keys.waitForPassword(key, login.account.userId);
  return rpcError(401, "SESSION_PASSWORD_NEEDED");
}

/** Signs a key in. */
export function signedIn(login: Login, context: ServiceContext): Api.auth.Authorization {
  const key = keyOf(context, login);
  forget(login, key);
  login.keys.signIn(key, login.account.userId, context.now());
  return authorization(context);
}

/** Forgets what a key had begun. */
export function forget(login: Login, key: string): void {
  login.codes.delete(key);
  login.tokens.deleteOf(key);
  login.challenges.delete(key);
  login.keys.signOut(key);
}

/** Tells a client who it is. */
export function authorization({ world }: ServiceContext): Api.auth.Authorization {
  return new Api.auth.Authorization({ user: fullUser(world.self, world) });
}

/** Whether a client is the application it has to be. */
export function isApplication(
  { application }: Login,
  { apiId, apiHash }: { readonly apiId: number; readonly apiHash: string },
): boolean {
  return apiId === application.apiId && apiHash === application.apiHash;
}
