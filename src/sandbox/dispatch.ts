/**
 * From a decoded request to the bytes of its answer: takes the wrappers off, checks the login,
 * finds the method, and tells the trace.
 *
 * @module
 */

import { encodeAnswer } from "./encode_answer.ts";
import { type CallFaults, type FaultsEngine, NO_FAULTS } from "./faults/faults.ts";
import { combine } from "./faults/short_pages.ts";
import type { CallMeta, CallOutcome } from "./mtproto/server.ts";
import {
  type Method,
  type RpcError,
  rpcError,
  type RpcOutcome,
  type Service,
  type ServiceContext,
  type TlRequest,
  unknownMethod,
} from "./rpc.ts";
import type { TraceLine } from "./sandbox.ts";
import { drawOutcome, drawParams, tlName } from "./trace.ts";
import { unwrap, type Unwrapped } from "./unwrap.ts";

/** What dispatching needs. */
export interface DispatchOptions extends Pick<ServiceContext, "world" | "shortPages"> {
  readonly services: readonly Service[];
  /** The data centre's clock, in milliseconds since 1970. */
  readonly clock: () => number;
  /** Where the data centre can be reached; asked for at each request, when the port is known. */
  readonly address: () => ServiceContext["address"];
  /** Bare id of the user an auth key is signed in as. */
  readonly userOf: (authKeyId: string) => number | undefined;
  /** Says why a key's request, wrappers included, is not even looked at; nothing by default. */
  readonly admit?: (
    authKeyId: string,
    wrapped: TlRequest,
    method: string,
  ) => RpcError | undefined;
  /** Hears whether a session wants updates; the session itself by default. */
  readonly heard?: (meta: CallMeta, wantsUpdates: boolean) => void;
  /** Says what goes wrong with each request; nothing by default. */
  readonly faults?: Pick<FaultsEngine, "call">;
  /** Hears of each request once it was answered. */
  readonly trace?: (line: TraceLine) => void;
  /** Hears of bugs: of what a service or the trace threw. Standard error by default. */
  readonly onError?: (error: unknown, method: string) => void;
}

/** What a key that is not signed in may ask, beside `auth.*`. */
const WITHOUT_LOGIN: ReadonlySet<string> = new Set([
  "account.getPassword",
  "help.getAppConfig",
  "help.getAppUpdate",
  "help.getCdnConfig",
  "help.getConfig",
  "help.getCountriesList",
  "help.getNearestDc",
  "help.getTermsOfServiceUpdate",
]);

/**
 * Makes the function that answers requests.
 *
 * The order of `invokeAfterMsg` needs no care: requests are answered as they come.
 *
 * @returns Answers one request. Never rejects: what a service throws is an `INTERNAL` error of class
 * 500 for the client, and goes to `onError`.
 * @throws {Error} If two services define the same method.
 */
export function makeDispatch(
  options: DispatchOptions,
): (request: TlRequest, meta: CallMeta) => Promise<CallOutcome> {
  const methods = methodTable(options.services);
  const report = options.onError ??
    ((error, method) => console.error(`Cannot answer ${method}:`, error));
  const hear = options.heard ?? ((meta, wants) => meta.setReceivesUpdates(wants));
  const strike = options.faults?.call ?? (() => NO_FAULTS);

  return async (wrapped, meta) => {
    const unwrapped = unwrap(wrapped);
    const name = tlName(unwrapped.request.className);
    hear(meta, !unwrapped.wrappers.includes("invokeWithoutUpdates"));
    let answered = INTERNAL;
    let faults = NO_FAULTS;
    try {
      // An introduction counts, whatever becomes of the request in it.
      const refusal = options.admit?.(meta.authKeyId, wrapped, name);
      faults = strike(name, unwrapped.request, meta);
      const error = faults.error ?? refusal;
      const context = contextFor(options, meta, faults);
      answered = error !== undefined
        ? refused({ error })
        : await answer(unwrapped.request, methods.get(name), context, faults);
    } catch (error) {
      report(error, name);
    }
    try {
      const line = traceLine(unwrapped, answered.outcome, meta, options.clock());
      options.trace?.({ ...line, answer: { ...line.answer, ...faults.told() } });
    } catch (error) {
      report(error, name);
    }
    return { ...answered.sent, ...faults.handling };
  };
}

/** What a service decided, and what is sent. */
interface Answered {
  readonly outcome: RpcOutcome;
  readonly sent: CallOutcome;
}

const INTERNAL: Answered = refused(rpcError(500, "INTERNAL"));

function refused(refusal: ReturnType<typeof rpcError>): Answered {
  return { outcome: refusal, sent: refusal };
}

async function answer(
  request: TlRequest,
  method: Method | undefined,
  context: ServiceContext,
  faults: CallFaults,
): Promise<Answered> {
  if (method === undefined) return refused(unknownMethod(Number(request["CONSTRUCTOR_ID"])));
  if (context.caller.userId === undefined && !worksWithoutLogin(tlName(request.className))) {
    return refused(rpcError(401, "AUTH_KEY_UNREGISTERED"));
  }
  const outcome = await method(request, context);
  if ("error" in outcome) return refused(outcome);
  const sent = faults.redraw(outcome.answer);
  return { outcome: { answer: sent }, sent: { result: encodeAnswer(sent) } };
}

/** Whether a key that is not signed in may ask it. */
export function worksWithoutLogin(method: string): boolean {
  return method.startsWith("auth.") || WITHOUT_LOGIN.has(method);
}

function methodTable(services: readonly Service[]): ReadonlyMap<string, Method> {
  const table = new Map<string, Method>();
  for (const [name, method] of services.flatMap((service) => Object.entries(service))) {
    if (table.has(name)) throw new Error(`Cannot start: two services define ${name}`);
    table.set(name, method);
  }
  return table;
}

function traceLine(
  { request, wrappers }: Unwrapped,
  outcome: RpcOutcome,
  { connection }: CallMeta,
  milliseconds: number,
): TraceLine {
  return {
    time: new Date(milliseconds).toISOString(),
    connection,
    method: tlName(request.className),
    wrappers,
    params: drawParams(request),
    answer: drawOutcome(outcome),
  };
}

function contextFor(
  options: DispatchOptions,
  { authKeyId, messageId, sessionId }: CallMeta,
  { shortPages }: CallFaults,
): ServiceContext {
  const userId = options.userOf(authKeyId);
  return {
    world: options.world,
    caller: { authKeyId, messageId, sessionId, ...(userId === undefined ? {} : { userId }) },
    now: () => Math.floor(options.clock() / 1000),
    address: options.address(),
    shortPages: shortPages ? combine(options.shortPages, shortPages) : options.shortPages,
  };
}
