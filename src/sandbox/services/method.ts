/**
 * Gives a handler its request's arguments with their types.
 *
 * @module
 */

import type { Method, RpcOutcome, ServiceContext } from "../rpc.ts";

/**
 * Makes a method of a handler that names the arguments it uses.
 *
 * The seam knows requests only as TL objects with arguments. The table of methods is keyed by the
 * TL name, and the decoder made the request under that same name, so the arguments are certain
 * here. GramJS's own request classes will not do: they type a peer as all that its client would
 * cast to one.
 *
 * @param handler Answers the request.
 * @returns The method, for a service's table.
 */
export function method<Arguments>(
  handler: (request: Arguments, context: ServiceContext) => RpcOutcome | Promise<RpcOutcome>,
): Method {
  return (request, context) => handler(request as unknown as Arguments, context);
}
