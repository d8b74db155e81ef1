/**
 * The HTTP layer as one function, which runs wherever requests come as web-standard objects: under
 * `Deno.serve`, on Deno Deploy, in tests without a socket.
 *
 * @module
 */

import type { RequestHeaders } from "../mcp/operations.ts";
import { allowedOrigin, hostRefusal, originRefusal } from "./allow_lists.ts";
import { atOnce, whenSent } from "./at_once.ts";
import { authorize, tokenInQueryRefusal } from "./authorize.ts";
import type { HttpDeps } from "./deps.ts";
import { dressed, headersRefusal, preflight, type ReadHeaders, readHeaders } from "./headers.ts";
import { refuse } from "./refusal.ts";
import { pathOf, type Route, routeRefusal, routes } from "./routes.ts";

/** Answers one request. */
export type HttpHandler = (request: Request) => Promise<Response>;

/**
 * Makes the HTTP layer.
 *
 * @param deps What it works with.
 * @returns The function that answers; it never rejects.
 */
export function httpHandler(deps: HttpDeps): HttpHandler {
  const routeOf = routes(deps);
  const places = atOnce(deps.concurrency);

  /** The guards, in their order: nothing of a body is read before the last of them. */
  async function guarded(request: Request, read: ReadHeaders): Promise<Response> {
    const { allowed } = deps;
    const { headers } = read;
    const refusal = headersRefusal(read) ??
      hostRefusal(headers, allowed) ??
      originRefusal(headers, allowed) ??
      tokenInQueryRefusal(request);
    if (refusal !== undefined) return refusal;
    const route = routeOf(pathOf(request.url));
    if (route === undefined) return routeRefusal(route);
    if (request.method === "OPTIONS") return preflight(route.methods);
    if (!route.methods.includes(request.method)) return routeRefusal(route);
    return await served(request, route, headers);
  }

  /** What anybody may ask costs little, and has to be answered in a crowd, too. */
  async function served(
    request: Request,
    route: Route,
    headers: RequestHeaders,
  ): Promise<Response> {
    if (route.scope === undefined) return await route.answer(request, undefined, headers);
    const caller = await authorize(request, deps.authentication, route.scope);
    if (caller instanceof Response) return caller;
    const free = places.enter(caller.principal);
    if (free instanceof Response) return free;
    try {
      return whenSent(await route.answer(request, caller, headers), free);
    } catch (error) {
      free();
      throw error;
    }
  }

  return async (request) => {
    const read = readHeaders(request);
    const response = await guarded(request, read).catch((error) => failed(error, deps));
    return dressed(withoutBody(request, response), allowedOrigin(read.headers, deps.allowed));
  };
}

/** A bug: its text may quote what people wrote, its name does not. */
function failed(error: unknown, { parts }: HttpDeps): Response {
  const id = parts.newId();
  parts.log("error", "request failed", {
    id,
    cause: error instanceof Error ? error.name : typeof error,
  });
  return refuse(
    "INTERNAL",
    `Something failed inside this server; tell its operator the number ${id}.`,
  );
}

/** HEAD is answered as GET is, without the body. */
function withoutBody({ method }: Request, response: Response): Response {
  if (method !== "HEAD" || response.body === null) return response;
  response.body.cancel().catch(() => {});
  return new Response(null, response);
}
