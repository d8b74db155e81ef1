/**
 * One call: connect if need be, send, wait, and turn what came into an outcome.
 *
 * @module
 */

import type { Api } from "../../gramjs.ts";
import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import type { CallOptions } from "../port.ts";
import type { Connection } from "./connection.ts";
import { rpcFailure, type Subject } from "./failures.ts";
import { withoutUpdates } from "./without_updates.ts";

/** {@linkcode invoke} over a connection that is settled. */
export type Invoke = <Request extends Api.AnyRequest>(
  request: Request,
  subject: Subject,
  options: CallOptions,
) => Promise<Outcome<Request["__response"]>>;

const CANCELLED: Failure = { code: "CANCELLED" };

/**
 * Calls a method of Telegram, once.
 *
 * @param connection The account's connection.
 * @param request The request, unwrapped.
 * @param subject What it is about, as a caller may be told.
 * @param options Its signal ends the wait at once with `CANCELLED`.
 */
export async function invoke<Request extends Api.AnyRequest>(
  connection: Connection,
  request: Request,
  subject: Subject,
  { signal }: CallOptions,
): Promise<Outcome<Request["__response"]>> {
  if (signal.aborted) return fail(CANCELLED);
  const opened = await orAborted(connection.sender(), signal);
  if (!opened.ok) return opened;
  const reply = await opened.value.ask(withoutUpdates(request), signal);
  if ("answer" in reply) return succeed(reply.answer as Request["__response"]);
  const failure = "failure" in reply
    ? reply.failure
    : rpcFailure(reply.error, subject, request.className);
  if (failure.code === "AUTH_REQUIRED") connection.refuse();
  return fail(failure);
}

/** Others may wait for the same connection: giving up the wait does not end the attempt. */
async function orAborted<T>(
  pending: Promise<Outcome<T>>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const aborted = Promise.withResolvers<Outcome<T>>();
  const abort = () => aborted.resolve(fail(CANCELLED));
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([pending, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
