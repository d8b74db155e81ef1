/**
 * Signing in, step by step: what was asked of Telegram, and what it said to that. The caller asks the
 * person and decides on the next step.
 *
 * https://core.telegram.org/api/auth, https://core.telegram.org/api/qr-login
 *
 * @module
 */

import { Api, computeCheck } from "../../gramjs.ts";
import type { Failure } from "../../model/failure.ts";
import type { Secret } from "../../model/secret.ts";
import { disconnected, type RpcError } from "../gramjs/failures.ts";
import type { Reply } from "../gramjs/replies.ts";
import { withoutUpdates } from "../gramjs/without_updates.ts";
import { dataCentre, writeSessionString } from "../session_string.ts";
import type { Place } from "./key_exchange.ts";
import { type Line, openLine } from "./line.ts";
import type { Login, LoginStep } from "./login_step.ts";

/** How to sign in. */
export interface LoginOptions {
  readonly api_id: number;
  readonly api_hash: Secret;
  readonly appVersion: string;
  readonly timeoutMs: number;
  /** Where to begin; Telegram sends on to the account's own data centre. */
  readonly place: Place;
  /** Connects; {@linkcode openLine} by default. */
  readonly open?: typeof openLine;
}

/** How often Telegram may send on, or ask to begin a step again; more is a loop. */
const MAX_MOVES = 4;

const CLOSED = disconnected("CONNECTION_CLOSED");

/**
 * Makes a login; it connects with the first step.
 *
 * @param options Who signs in, and where.
 */
export function createLogin(options: LoginOptions): Login {
  const application = { apiId: options.api_id, apiHash: options.api_hash.reveal() };
  let line: Line | undefined;
  let accepted = Promise.withResolvers<void>();
  let sent: { readonly phone: string; readonly hash: string } | undefined;

  async function move(place: Place): Promise<Failure | undefined> {
    await line?.close();
    line = undefined;
    const opened = await (options.open ?? openLine)(place, {
      ...options,
      onAccepted: () => accepted.resolve(),
    });
    if (!opened.ok) return opened.failure;
    line = opened.value;
    return undefined;
  }

  /** Asks where the account is: Telegram names the data centre, and the question is put there again. */
  async function ask(make: () => Api.AnyRequest, moves = 0): Promise<Reply> {
    const reply = await askOnce(make());
    if (!("error" in reply) || moves >= MAX_MOVES) return reply;
    const refusal = await follow(reply.error);
    return refusal === "again" ? await ask(make, moves + 1) : refusal ?? reply;
  }

  async function askOnce(request: Api.AnyRequest): Promise<Reply> {
    const failure = line === undefined ? await move(options.place) : undefined;
    return await line?.ask(request) ?? { failure: failure ?? CLOSED };
  }

  /** Goes where an error sends; gives `undefined` when it sends nowhere. */
  async function follow(error: RpcError): Promise<"again" | Reply | undefined> {
    if (error.message === "AUTH_RESTART") return "again";
    const dcId = migration(error);
    if (dcId === undefined) return undefined;
    const failure = await moveTo(dcId);
    return failure === undefined ? "again" : { failure };
  }

  async function moveTo(dcId: number): Promise<Failure | undefined> {
    const place = placeOf(dcId, line?.config);
    return place === undefined
      ? { code: "UPSTREAM", rpc_code: "DC_ID_INVALID" }
      : await move(place);
  }

  /** An answer of `auth.exportLoginToken` or `auth.importLoginToken`. */
  async function tokenStep(reply: Reply): Promise<LoginStep> {
    if (!("answer" in reply)) return refused(reply);
    const answer = reply.answer as Api.auth.TypeLoginToken;
    if (answer.className === "auth.LoginTokenSuccess") return signedIn(answer.authorization);
    if (answer.className === "auth.LoginTokenMigrateTo") {
      const failure = await moveTo(answer.dcId);
      if (failure !== undefined) return { state: "failed", failure };
      const { token } = answer;
      return tokenStep(await ask(() => withoutUpdates(new Api.auth.ImportLoginToken({ token }))));
    }
    return {
      state: "token",
      url: `tg://login?token=${answer.token.toString("base64url")}`,
      seconds: answer.expires - (line?.now() ?? answer.expires),
    };
  }

  function codeStep(phone: string, reply: Reply): LoginStep {
    if (!("answer" in reply)) return refused(reply);
    const answer = reply.answer as Api.auth.TypeSentCode;
    if (answer.className === "auth.SentCodeSuccess") return signedIn(answer.authorization);
    sent = { phone, hash: answer.phoneCodeHash };
    return {
      state: "code_sent",
      way: answer.type.className.replace("auth.SentCodeType", ""),
      ...(answer.nextType && { next: answer.nextType.className.replace("auth.CodeType", "") }),
      ...(answer.timeout && { resend_after_s: answer.timeout }),
    };
  }

  return {
    async requestToken() {
      accepted = Promise.withResolvers();
      return await tokenStep(
        await ask(() => new Api.auth.ExportLoginToken({ ...application, exceptIds: [] })),
      );
    },
    accepted: () => accepted.promise,
    async sendCode(phone) {
      const request = () =>
        new Api.auth.SendCode({
          ...application,
          phoneNumber: phone,
          settings: new Api.CodeSettings({}),
        });
      return codeStep(phone, await ask(() => withoutUpdates(request())));
    },
    async resendCode() {
      const { phone, hash } = sent ?? { phone: "", hash: "" };
      const request = () => new Api.auth.ResendCode({ phoneNumber: phone, phoneCodeHash: hash });
      return codeStep(phone, await ask(() => withoutUpdates(request())));
    },
    async signIn(code) {
      const { phone, hash } = sent ?? { phone: "", hash: "" };
      const request = () =>
        new Api.auth.SignIn({ phoneNumber: phone, phoneCodeHash: hash, phoneCode: code });
      return entered(await ask(() => withoutUpdates(request())));
    },
    async checkPassword(password) {
      const question = await ask(() => withoutUpdates(new Api.account.GetPassword()));
      if (!("answer" in question)) return refused(question);
      const srp = await proofOf(question.answer as Api.account.Password, password)
        .catch(() => undefined);
      if (srp === undefined) return { state: "refused", name: "PASSWORD_KDF_UNKNOWN" };
      return entered(
        await ask(() => withoutUpdates(new Api.auth.CheckPassword({ password: srp }))),
      );
    },
    session: () => line === undefined ? "" : writeSessionString(line.session),
    async close() {
      await line?.close();
      line = undefined;
    },
  };
}

/** The library wants an algorithm of its own class; answers are plain objects. */
function proofOf(question: Api.account.Password, password: string) {
  const { currentAlgo } = question;
  if (currentAlgo === undefined || !("salt1" in currentAlgo)) {
    return Promise.reject(new TypeError("Cannot prove password: the algorithm is not known"));
  }
  const algorithm = new Api.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
    currentAlgo,
  );
  return computeCheck({ ...question, currentAlgo: algorithm } as Api.account.Password, password);
}

function entered(reply: Reply): LoginStep {
  return "answer" in reply ? signedIn(reply.answer as Api.auth.TypeAuthorization) : refused(reply);
}

function signedIn(authorization: Api.auth.TypeAuthorization): LoginStep {
  if (authorization.className !== "auth.Authorization") return { state: "sign_up_needed" };
  const { user } = authorization;
  const names = user.className === "User" ? [user.firstName, user.lastName] : [];
  return { state: "signed_in", name: names.filter(Boolean).join(" ") };
}

function refused(reply: Exclude<Reply, { readonly answer: unknown }>): LoginStep {
  if ("failure" in reply) return { state: "failed", failure: reply.failure };
  const { message } = reply.error;
  if (message === "SESSION_PASSWORD_NEEDED") return { state: "password_needed" };
  const seconds = /_WAIT_(\d{1,9})$/.exec(message)?.[1];
  return seconds === undefined
    ? { state: "refused", name: /^[A-Z0-9_]{1,64}$/.test(message) ? message : "UNKNOWN" }
    : { state: "wait", seconds: Number(seconds) };
}

/** `PHONE_MIGRATE_X` and its kin (https://core.telegram.org/api/errors#303-see-other). */
function migration({ code, message }: RpcError): number | undefined {
  const digits = /^(?:PHONE|NETWORK|USER)_MIGRATE_(\d{1,4})$/.exec(message)?.[1];
  return code === 303 && digits !== undefined ? Number(digits) : undefined;
}

/** As Telegram lists it; only IPv4, and neither for files nor for obfuscated transport alone. */
function placeOf(dcId: number, config: Api.Config | undefined): Place | undefined {
  const option = config?.dcOptions.find((each) =>
    each.id === dcId && !each.ipv6 && !each.mediaOnly && !each.cdn && !each.tcpoOnly
  );
  return option === undefined
    ? dataCentre(dcId)
    : { dc_id: dcId, address: option.ipAddress, port: option.port };
}
