/**
 * The paths, and what each takes.
 *
 * @module
 */

import { listedTools } from "../mcp/listed_tools.ts";
import type { RequestHeaders } from "../mcp/operations.ts";
import { authorize, metadataAnswer, metadataPaths } from "./authorize.ts";
import type { Caller, Scope } from "./caller.ts";
import type { HttpDeps } from "./deps.ts";
import { exportAnswer } from "./export_route.ts";
import { mcpRoute } from "./mcp_route.ts";
import { page } from "./page.ts";
import { refuse } from "./refusal.ts";
import { healthAnswer, metricsAnswer, readyAnswer } from "./status_routes.ts";

/** One path. */
export interface Route {
  readonly methods: readonly string[];
  /** What a caller's token has to be good for; absent where anybody may ask. */
  readonly scope?: Scope;
  readonly answer: (
    request: Request,
    caller: Caller | undefined,
    headers: RequestHeaders,
  ) => Promise<Response> | Response;
}

/** Finds the route of a path. */
export type Routes = (path: string) => Route | undefined;

const READ = ["GET", "HEAD"];

/**
 * Lays the routes out.
 *
 * @param deps What they work with.
 * @returns The routes; the last is for paths that hold an export's id.
 */
export function routes(deps: HttpDeps): Routes {
  const { parts, authentication, ready, metrics, stopping } = deps;
  const { oauth } = authentication;
  const mcp = mcpRoute(deps);
  const fixed: Readonly<Record<string, Route>> = {
    "/": { methods: READ, answer: (request) => page(request, parts, authentication) },
    "/mcp": {
      methods: ["POST"],
      scope: "tg:read",
      answer: (request, caller, headers) => mcp(request, known(caller), headers),
    },
    "/health": { methods: READ, answer: healthAnswer },
    "/ready": {
      methods: READ,
      // What is missing is told to callers only; whether something is, to load balancers as well.
      async answer(request) {
        const caller = await authorize(request, authentication, "tg:read");
        return await readyAnswer(ready, stopping, !(caller instanceof Response));
      },
    },
    "/api/tools": {
      methods: READ,
      answer: () => Response.json({ tools: listedTools(parts.tools) }),
    },
    ...(metrics &&
      { "/metrics": { methods: READ, scope: "tg:read", answer: () => metricsAnswer(metrics) } }),
    ...(oauth && Object.fromEntries(
      metadataPaths(authentication).map((path) => [
        path,
        { methods: READ, answer: () => metadataAnswer(oauth) },
      ]),
    )),
  };
  return (path) => Object.hasOwn(fixed, path) ? fixed[path] : exportRoute(path, deps);
}

/** Addresses of which nothing has to be decoded, put in order or cut off to get at the path. */
const PLAIN_URL = /^https?:\/\/[\w.:[\]-]+(\/[\w/-]*)$/;

/**
 * Finds the path of an address.
 *
 * @param url The address.
 * @returns Its path, as `URL` says it.
 *
 * @example With and without a need for `URL`
 * ```ts
 * import { pathOf } from "./routes.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(pathOf("http://127.0.0.1:8000/mcp"), "/mcp");
 * assert.equal(pathOf("http://127.0.0.1:8000/a/../%6dcp?a=/b"), "/%6dcp");
 * ```
 */
export function pathOf(url: string): string {
  return PLAIN_URL.exec(url)?.[1] ?? new URL(url).pathname;
}

function exportRoute(path: string, { exports }: HttpDeps): Route | undefined {
  const [, id] = /^\/exports\/([\w-]{1,128})\.ndjson$/.exec(path) ?? [];
  if (id === undefined || exports === undefined) return undefined;
  return {
    methods: READ,
    scope: "tg:export",
    answer: (request, caller) => exportAnswer(request, id, known(caller).principal, exports),
  };
}

/** Routes with a scope are reached by callers only. */
function known(caller: Caller | undefined): Caller {
  if (caller === undefined) throw new Error("Cannot serve nobody: expected a caller");
  return caller;
}

/**
 * Refuses a path or a method.
 *
 * @param route The path's, if it has one.
 * @returns The answer: 404, or 405 with what is allowed.
 */
export function routeRefusal(route: Route | undefined): Response {
  if (route === undefined) {
    return refuse("NOT_FOUND", "Cannot find this path: expected /mcp, or / for what there is.");
  }
  const allow = [...route.methods, "OPTIONS"].join(", ");
  return refuse("METHOD_NOT_ALLOWED", `Cannot do this here: expected ${allow}.`, { allow });
}
