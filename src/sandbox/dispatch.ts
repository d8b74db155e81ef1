/**
 * From a decoded request to the bytes of its answer: takes the wrappers off, checks the login,
 * finds the method, and tells the trace.
 *
 * @module
 */

import { encodeAnswer } from "./encode_answer.ts";
import type { CallMeta, CallOutcome } from "./mtproto/server.ts";
import {
  type Method,
  rpcError,
  type RpcOutcome,
  type Service,
  type ServiceContext,
  type TlRequest,
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

  return async (wrapped, meta) => {
    const unwrapped = unwrap(wrapped);
    const name = tlName(unwrapped.request.className);
    meta.setReceivesUpdates(!unwrapped.wrappers.includes("invokeWithoutUpdates"));
    let answered = INTERNAL;
    try {
      answered = await answer(unwrapped.request, methods.get(name), contextFor(options, meta));
    } catch (error) {
      report(error, name);
    }
    try {
      options.trace?.(traceLine(unwrapped, answered.outcome, meta, options.clock()));
    } catch (error) {
      report(error, name);
    }
    return answered.sent;
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
): Promise<Answered> {
  if (method === undefined) return refused(unknownMethod(request));
  if (context.caller.userId === undefined && !worksWithoutLogin(tlName(request.className))) {
    return refused(rpcError(401, "AUTH_KEY_UNREGISTERED"));
  }
  const outcome = await method(request, context);
  if ("error" in outcome) return refused(outcome);
  return { outcome, sent: { result: encodeAnswer(outcome.answer) } };
}

/**
 * Telegram names the constructor that it does not know, as `INPUT_METHOD_INVALID_1192227_0` does;
 * the second number is undocumented. A method that exists but that this data centre lacks is
 * answered the same way.
 */
function unknownMethod(request: TlRequest): ReturnType<typeof rpcError> {
  const id = (request as { readonly CONSTRUCTOR_ID?: unknown }).CONSTRUCTOR_ID;
  return rpcError(400, `INPUT_METHOD_INVALID_${Number(id ?? 0) >>> 0}_0`);
}

function worksWithoutLogin(method: string): boolean {
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

function contextFor(options: DispatchOptions, { authKeyId }: CallMeta): ServiceContext {
  const userId = options.userOf(authKeyId);
  return {
    world: options.world,
    caller: userId === undefined ? { authKeyId } : { authKeyId, userId },
    now: () => Math.floor(options.clock() / 1000),
    address: options.address(),
    shortPages: options.shortPages,
  };
}
