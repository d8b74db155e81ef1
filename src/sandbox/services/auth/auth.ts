/**
 * All that leads to being signed in, and out again.
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";
import type { RpcOutcome, Service, ServiceContext } from "../../rpc.ts";
import { accountService } from "../account.ts";
import { codesService } from "./codes.ts";
import { forget, keyOf, notSignedIn } from "./enter.ts";
import { loginTokensService } from "./login_tokens.ts";
import { passwordService } from "./password.ts";
import { tempKeysService } from "./temp_keys.ts";
import { transfersService } from "./transfers.ts";

/** The services over a login's state. */
export function loginServices(login: Login): readonly Service[] {
  return [
    codesService(login),
    passwordService(login),
    loginTokensService(login),
    transfersService(login),
    tempKeysService(login),
    accountService(login),
    { "auth.logOut": (_request, context) => logOut(login, context) },
  ];
}

/** The key itself stays known: its client may sign in again, or destroy it. */
function logOut(login: Login, context: ServiceContext): RpcOutcome {
  const { authKeyId } = context.caller;
  const user = login.keys.userOf(authKeyId) ?? login.keys.waitingUserOf(authKeyId);
  if (user === undefined) return notSignedIn();
  forget(login, keyOf(context, login));
  return { answer: new Api.auth.LoggedOut({}) };
}
