/**
 * `auth.sendCode` and what leads from there to a login.
 *
 * https://core.telegram.org/api/auth
 *
 * @module
 */

import { Api } from "../../../gramjs.ts";
import { type CodeRequest, type CodeWay, nextWay, phoneDigits } from "../../login/codes.ts";
import type { Login } from "../../login/login.ts";
import { rpcError, type RpcOutcome, type Service, type ServiceContext } from "../../rpc.ts";
import { method } from "../method.ts";
import { enter, forget, isApplication, keyOf } from "./enter.ts";

/** After so many seconds a client may ask for the next way. */
const RESEND_AFTER_S = 60;

interface SendCode {
  readonly phoneNumber: string;
  readonly apiId: number;
  readonly apiHash: string;
}

interface OfRequest {
  readonly phoneNumber: string;
  readonly phoneCodeHash: string;
}

interface SignIn extends OfRequest {
  readonly phoneCode?: string | null;
}

interface SignUp extends OfRequest {
  readonly firstName: string;
}

type Refusal = ReturnType<typeof rpcError>;

/** Login by phone number and code. */
export function codesService(login: Login): Service {
  return {
    "auth.sendCode": method((request: SendCode, context) => sendCode(request, login, context)),
    "auth.resendCode": method((request: OfRequest, context) =>
      withRequest(request, login, context, (found) => resendCode(found, login, context))
    ),
    "auth.cancelCode": method((request: OfRequest, context) =>
      withRequest(request, login, context, () => {
        login.codes.delete(keyOf(context, login));
        return { answer: true };
      })
    ),
    "auth.signIn": method((request: SignIn, context) =>
      request.phoneCode
        ? withRequest(
          request,
          login,
          context,
          (found) => signIn(found, String(request.phoneCode), login, context),
        )
        : emptyCode(request)
    ),
    "auth.signUp": method((request: SignUp, context) =>
      withRequest(request, login, context, (found) => signUp(found, request, login))
    ),
  };
}

/**
 * A key that is signed in already is signed out, and its client told to ask again: so Telegram does.
 * https://github.com/alik0211/mtproto-core/issues/84
 */
function sendCode(
  { phoneNumber, ...application }: SendCode,
  login: Login,
  context: ServiceContext,
): RpcOutcome {
  if (!isApplication(login, application)) return rpcError(400, "API_ID_INVALID");
  const phone = phoneDigits(phoneNumber);
  if (phone === undefined) return rpcError(406, "PHONE_NUMBER_INVALID");
  const key = keyOf(context, login);
  const wasSignedIn = login.keys.userOf(key) !== undefined;
  forget(login, key);
  if (wasSignedIn) return rpcError(500, "AUTH_RESTART");
  // The account is always signed in elsewhere, with the minted session; a stranger has no app yet.
  const way = login.account.phones.has(phone) ? "app" : "sms";
  return { answer: sentCode(login.codes.create(key, { phone, way }, context.now())) };
}

/** Finds the code that a request is about. */
function withRequest(
  { phoneNumber, phoneCodeHash }: OfRequest,
  login: Login,
  context: ServiceContext,
  act: (found: CodeRequest) => RpcOutcome,
): RpcOutcome {
  const phone = phoneDigits(phoneNumber);
  if (phone === undefined) return rpcError(406, "PHONE_NUMBER_INVALID");
  if (phoneCodeHash === "") return rpcError(400, "PHONE_CODE_HASH_EMPTY");
  const key = keyOf(context, login);
  const found = login.codes.find(key, { phone, hash: phoneCodeHash }, context.now());
  return found === undefined ? rpcError(400, "PHONE_CODE_EXPIRED") : act(found);
}

function resendCode(found: CodeRequest, login: Login, context: ServiceContext): RpcOutcome {
  const way = nextWay(found.way);
  if (way === undefined) return rpcError(406, "SEND_CODE_UNAVAILABLE");
  const request = { ...found, way };
  login.codes.put(keyOf(context, login), request);
  return { answer: sentCode(request) };
}

function emptyCode({ phoneNumber }: SignIn): RpcOutcome {
  const isValid = phoneDigits(phoneNumber) !== undefined;
  return isValid ? rpcError(400, "PHONE_CODE_EMPTY") : rpcError(406, "PHONE_NUMBER_INVALID");
}

/** Since layer 104 a stranger is not refused (`PHONE_NUMBER_UNOCCUPIED`) but asked to sign up. */
function signIn(
  found: CodeRequest,
  code: string,
  login: Login,
  context: ServiceContext,
): RpcOutcome {
  if (code !== login.account.code) return rpcError(400, "PHONE_CODE_INVALID");
  login.codes.put(keyOf(context, login), { ...found, isConfirmed: true });
  if (!login.account.phones.has(found.phone)) {
    return { answer: new Api.auth.AuthorizationSignUpRequired({}) };
  }
  const entered = enter(login, context);
  return "error" in entered ? entered : { answer: entered };
}

/** The data centre has one account and makes no others, as Telegram makes none for most apps. */
function signUp(found: CodeRequest, { firstName }: SignUp, { account }: Login): Refusal {
  if (account.phones.has(found.phone)) return rpcError(400, "PHONE_NUMBER_OCCUPIED");
  if (!found.isConfirmed) return rpcError(400, "PHONE_CODE_INVALID");
  if (firstName.trim() === "") return rpcError(400, "FIRSTNAME_INVALID");
  return rpcError(400, "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN");
}

function sentCode({ way, hash }: CodeRequest): Api.auth.SentCode {
  const next = nextWay(way);
  return new Api.auth.SentCode({
    type: codeType(way),
    phoneCodeHash: hash,
    ...(next === undefined ? {} : { nextType: nextType(next), timeout: RESEND_AFTER_S }),
  });
}

function codeType(way: CodeWay): Api.auth.TypeSentCodeType {
  const length = 5;
  switch (way) {
    case "app":
      return new Api.auth.SentCodeTypeApp({ length });
    case "sms":
      return new Api.auth.SentCodeTypeSms({ length });
    case "call":
      return new Api.auth.SentCodeTypeCall({ length });
  }
}

function nextType(way: CodeWay): Api.auth.TypeCodeType {
  return way === "call" ? new Api.auth.CodeTypeCall() : new Api.auth.CodeTypeSms();
}
