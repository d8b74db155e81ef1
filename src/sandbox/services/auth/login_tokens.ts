/**
 * Login by QR code.
 *
 * https://core.telegram.org/api/qr-login
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { Api } from "../../../gramjs.ts";
import type { Login } from "../../login/login.ts";
import type { LoginToken } from "../../login/tokens.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";
import { authorizationInfo } from "./authorization_info.ts";
import { authorization, enter, isApplication, keyOf, notSignedIn } from "./enter.ts";

interface Export {
  readonly apiId: number;
  readonly apiHash: string;
  readonly exceptIds: readonly Api.long[];
}

interface OfToken {
  readonly token: Uint8Array;
}

/** Login by QR code. There is one data centre: nobody has to migrate to another. */
export function loginTokensService(login: Login): Service {
  return {
    "auth.exportLoginToken": method((request: Export, context) =>
      exportLoginToken(request, login, context)
    ),
    "auth.importLoginToken": method(({ token }: OfToken, context) =>
      importLoginToken(token, login, context)
    ),
    "auth.acceptLoginToken": method(({ token }: OfToken, context) =>
      acceptLoginToken(token, login, context)
    ),
  };
}

/** Once a key's token was accepted, asking for another completes the login. */
function exportLoginToken(
  { exceptIds, ...application }: Export,
  login: Login,
  context: ServiceContext,
): RpcOutcome {
  if (!isApplication(login, application)) return rpcError(400, "API_ID_INVALID");
  if (context.caller.userId !== undefined) return success(authorization(context));
  const key = keyOf(context, login);
  if (login.tokens.acceptedOf(key) !== undefined) return complete(login, context);
  const users = exceptIds.map((id) => id.toJSNumber());
  return { answer: shown(login.tokens.create(key, users, context.now())) };
}

function importLoginToken(
  bytes: Uint8Array,
  login: Login,
  context: ServiceContext,
): RpcOutcome {
  const token = login.tokens.find(bytes);
  if (token === undefined) return rpcError(400, "AUTH_TOKEN_INVALID");
  if (token.acceptedBy !== undefined) {
    login.tokens.deleteOf(token.keyId);
    return complete(login, context);
  }
  const isOver = token.expires <= context.now();
  return isOver ? rpcError(400, "AUTH_TOKEN_EXPIRED") : { answer: shown(token) };
}

async function acceptLoginToken(
  bytes: Uint8Array,
  login: Login,
  context: ServiceContext,
): Promise<RpcOutcome> {
  const { userId } = context.caller;
  if (userId === undefined) return notSignedIn();
  const accepted = await login.acceptToken(bytes, userId, context.now());
  if (typeof accepted === "string") return rpcError(400, accepted);
  const isPasswordPending = login.account.password !== undefined;
  const since = context.now();
  const answer = authorizationInfo({ keyId: accepted.keyId, since, isPasswordPending }, login);
  return { answer };
}

function complete(login: Login, context: ServiceContext): RpcOutcome {
  const entered = enter(login, context);
  return "error" in entered ? entered : success(entered);
}

function success(authorization: Api.auth.Authorization): RpcOutcome {
  return { answer: new Api.auth.LoginTokenSuccess({ authorization }) };
}

function shown({ bytes, expires }: LoginToken): Api.auth.LoginToken {
  return new Api.auth.LoginToken({ token: Buffer.from(bytes), expires });
}
