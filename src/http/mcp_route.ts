/**
 * `/mcp`: MCP over Streamable HTTP, stateless, a new server for each request. The SDK speaks both
 * eras; what it leaves to its host is here: the body's bounds, scopes, limits.
 *
 * @module
 */

import {
  createMcpHandler,
  type CreateMcpHandlerOptions,
  isLegacyRequest,
  type ProtocolEra,
  type Server,
} from "@modelcontextprotocol/server";
import { directCall, GONE } from "../mcp/direct_call.ts";
import type { RequestHeaders } from "../mcp/operations.ts";
import { scopeRefusal } from "./authorize.ts";
import { readJson } from "./body.ts";
import { callLimits } from "./call_limits.ts";
import type { Caller } from "./caller.ts";
import { endingWith } from "./cancelling.ts";
import { changesBus } from "./changes_bus.ts";
import type { HttpDeps } from "./deps.ts";
import { patientAnswer } from "./patient_answer.ts";
import { plainExchange } from "./plain_exchange.ts";

/** Answers one request to `/mcp` of a caller who was let in. */
export type McpRoute = (
  request: Request,
  caller: Caller,
  headers: RequestHeaders,
) => Promise<Response>;

/** Who listens to events without one for so long may have gone. */
const KEEP_ALIVE_MS = 500;

/**
 * Makes the route.
 *
 * @param deps What it works with.
 * @returns The route.
 */
export function mcpRoute(deps: HttpDeps): McpRoute {
  const limits = callLimits(deps.rates, deps.clock);
  const limited = limits.limited(deps.parts.tools);
  const { cancellable, until } = endingWith(deps.cancelling);
  const tools = cancellable(limited);
  const parts = { ...deps.parts, tools: limited };
  /** The server of each request under way: closing it ends the work, in both eras. */
  const servers = new WeakMap<Request, Server>();
  function newServer(request: Request, principal: string, era?: ProtocolEra): Server {
    const server = deps.newServer(tools, principal, era);
    servers.set(request, server);
    return server;
  }
  const handlerWith = (options: Pick<CreateMcpHandlerOptions, "bus">) =>
    createMcpHandler(
      ({ authInfo, era, requestInfo }) => newServer(requestInfo!, authInfo?.clientId ?? "", era),
      {
        onerror: (error) => deps.parts.log("debug", "protocol error", { error: error.name }),
        keepAliveMs: KEEP_ALIVE_MS,
        ...options,
      },
    );
  const handler = handlerWith({});
  async function answer(request: Request, caller: Caller, body: unknown): Promise<Response> {
    const messages = messagesOf(body);
    // The token goes no further than this: nothing behind it has a use for it.
    const authInfo = { token: "", clientId: caller.principal, scopes: [...caller.scopes] };
    const options = { parsedBody: body, authInfo };
    if (deps.changes !== undefined && messages.some(listens)) {
      const listening = handlerWith({ bus: changesBus(deps.changes, caller.principal) });
      const end = () => void listening.close();
      deps.stopping.addEventListener("abort", end);
      // Who has gone is not remembered until the process ends.
      const forget = () => deps.stopping.removeEventListener("abort", end);
      request.signal.addEventListener("abort", forget, { once: true });
      return await listening.fetch(request, options);
    }
    const isPlain = !messages.some(wantsProgress) && await isLegacyRequest(request, body);
    const answered = isPlain
      ? plainExchange(newServer(request, caller.principal), request, options)
      : handler.fetch(request, options);
    const cancel = () => void servers.get(request)?.close();
    return await patientAnswer(answered, request, cancel);
  }
  return async (request, caller, headers) => {
    const refusal = limits.refusal(caller.principal);
    if (refusal !== undefined) return refusal;
    const body = await readJson(request, deps.body, headers);
    if (body instanceof Response) return body;
    if (messagesOf(body.value).some(needsExport)) {
      const refused = scopeRefusal(caller, deps.authentication, "tg:export");
      if (refused !== undefined) return refused;
    }
    const direct = directCall({ headers, body: body.value, principal: caller.principal }, parts);
    if (direct === undefined) return await answer(request, caller, body.value);
    const ending = new AbortController();
    const answered = until(ending, () => direct(ending.signal));
    return await patientAnswer(answered, request, () => ending.abort(GONE));
  };
}

interface Message {
  readonly method?: unknown;
  readonly params?: {
    readonly name?: unknown;
    readonly uri?: unknown;
    readonly _meta?: { readonly progressToken?: unknown } | null;
  } | null;
}

/** A body holds one message or, in the oldest revision, several. */
function messagesOf(body: unknown): readonly Message[] {
  const messages = Array.isArray(body) ? body : [body];
  return messages.filter((each) => typeof each === "object" && each !== null);
}

function needsExport({ method, params }: Message): boolean {
  if (method === "tools/call") return /^tg[._]export_history$/.test(String(params?.name));
  return method === "resources/read" && String(params?.uri).startsWith("tgtk://exports/");
}

/** A client that listens hears of its own exports alone: each has a handler of its own. */
function listens({ method }: Message): boolean {
  return method === "subscriptions/listen";
}

/** Progress comes before the result: only a stream of events holds both. */
function wantsProgress({ params }: Message): boolean {
  return params?._meta?.progressToken !== undefined;
}
