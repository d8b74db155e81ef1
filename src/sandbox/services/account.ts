/**
 * `account.*`, as far as it concerns logins. The password is in `auth/password.ts`.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import type { Login } from "../login/login.ts";
import type { Service } from "../rpc.ts";
import { authorizationInfo } from "./auth/authorization_info.ts";
import { keyOf } from "./auth/enter.ts";

/** Sessions that are not used for so long are ended; Telegram's default. */
const TTL_DAYS = 183;

/** The account's sessions. */
export function accountService(login: Login): Service {
  return {
    "account.getAuthorizations": (_request, context) => ({
      answer: new Api.account.Authorizations({
        authorizationTtlDays: TTL_DAYS,
        authorizations: login.keys.signedIn().map(({ keyId, since }) =>
          authorizationInfo({ keyId, since, isCurrent: keyId === keyOf(context, login) }, login)
        ),
      }),
    }),
  };
}
