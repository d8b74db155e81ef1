/**
 * The most frequent request over HTTP, a plain `tools/call`, answered without a protocol server made
 * for it: that would cost more than everything else together. Only requests of the very form that
 * clients send are taken; whatever differs in anything, and whatever is wrong, is the SDK's to answer.
 * A test compares both ways byte by byte.
 *
 * @module
 */

import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type RequestId,
  SERVER_INFO_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/server";
import { NO_OBSERVER } from "../model/observer.ts";
import type { Tool } from "../tools/tool.ts";
import { callTool, toolNamed } from "./call_tool.ts";
import { CANCELLED, operationBegun, operationEnded, type RequestHeaders } from "./operations.ts";
import type { ServerParts } from "./server.ts";

/** A request whose body has been read. */
export interface Posted {
  readonly headers: RequestHeaders;
  readonly body: unknown;
  readonly principal: string;
}

/** Why a signal aborts when whoever asked does not listen any more: the request is told as cancelled. */
export const GONE = new DOMException("Nobody waits for the answer any more", "AbortError");

/** Answers until the signal aborts, for {@linkcode GONE} or because the server ends. */
export type DirectCall = (signal: AbortSignal) => Promise<Response>;

type Fields = Readonly<Record<string, unknown>>;

interface PlainCall {
  readonly id: RequestId;
  readonly name: string;
  readonly arguments: Fields;
  readonly meta: unknown;
}

const MODERN = "2026-07-28";
const METHOD = "tools/call";
/** What a server of 2026 puts beside a result. */
const COMPLETE = { resultType: "complete" };

/**
 * Takes a request if it is plain.
 *
 * @param posted The request.
 * @param parts What a protocol server would be made of.
 * @returns What answers it; nothing for what is the SDK's to answer.
 */
export function directCall(
  posted: Posted,
  parts: Omit<ServerParts, "principal">,
): DirectCall | undefined {
  const call = plainCall(posted.body);
  const beside = call && besideResult(posted.headers, call, parts);
  const tool = call && toolNamed(parts.tools, call.name);
  if (call === undefined || beside === undefined || tool === undefined) return undefined;
  return (signal) => answer(posted, { call, tool, beside }, parts, signal);
}

async function answer(
  { body, headers, principal }: Posted,
  { call, tool, beside }: {
    readonly call: PlainCall;
    readonly tool: Tool;
    readonly beside: Fields;
  },
  parts: Omit<ServerParts, "principal">,
  signal: AbortSignal,
): Promise<Response> {
  const asked = { id: call.id, method: METHOD, params: (body as { params: Fields }).params };
  const toolName = () => tool.definition.name;
  const ongoing = (parts.observer ?? NO_OBSERVER)
    .operation(operationBegun(asked, { headers, toolNamed: toolName }));
  const calling = { arguments: call.arguments, signal, report: () => {} };
  const result = await ongoing.within(() => callTool(tool, calling, { ...parts, principal }));
  ongoing.end(signal.reason === GONE ? CANCELLED : operationEnded({ result }));
  return Response.json({ result: { ...result, ...beside }, jsonrpc: "2.0", id: call.id });
}

const ENVELOPE: ReadonlySet<string> = new Set(["jsonrpc", "id", "method", "params"]);
const PARAMS: ReadonlySet<string> = new Set(["name", "arguments", "_meta"]);
const META: ReadonlySet<string> = new Set([
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
]);
const CLIENT: ReadonlySet<string> = new Set(["name", "version"]);
const NOTHING: ReadonlySet<string> = new Set();

function plainCall(body: unknown): PlainCall | undefined {
  if (!holdsOnly(body, ENVELOPE) || !holdsOnly(body.params, PARAMS)) return undefined;
  const { jsonrpc, id, method } = body;
  const { name, arguments: given = {}, _meta: meta } = body.params;
  const isCall = jsonrpc === "2.0" && method === METHOD && isId(id) && typeof name === "string";
  return isCall && isArguments(given) ? { id, name, arguments: given, meta } : undefined;
}

function isId(id: unknown): id is RequestId {
  return typeof id === "string" || Number.isSafeInteger(id);
}

/** Schemas pass over a field that is called `__proto__`. */
function isArguments(given: unknown): given is Fields {
  return isObject(given) && !Object.hasOwn(given, "__proto__");
}

/** What stands beside the result in the request's era; nothing for what is plain in neither. */
function besideResult(
  headers: RequestHeaders,
  call: PlainCall,
  { identity }: Pick<ServerParts, "identity">,
): Fields | undefined {
  const accept = headers.get("accept") ?? "";
  const isPlain = headers.get("content-type") === "application/json" &&
    accept.includes("application/json") && accept.includes("text/event-stream");
  if (!isPlain) return undefined;
  if (isOf2025(headers, call)) return {};
  return isOf2026(headers, call)
    ? { ...COMPLETE, _meta: { [SERVER_INFO_META_KEY]: identity } }
    : undefined;
}

function isOf2025(headers: RequestHeaders, { meta }: PlainCall): boolean {
  const version = headers.get("mcp-protocol-version") ?? undefined;
  const isKnown = version === undefined ||
    (version !== MODERN && SUPPORTED_PROTOCOL_VERSIONS.includes(version));
  return isKnown && meta === undefined && !headers.has("mcp-method") && !headers.has("mcp-name");
}

function isOf2026(headers: RequestHeaders, { meta, name }: PlainCall): boolean {
  return headers.get("mcp-protocol-version") === MODERN &&
    headers.get("mcp-method") === METHOD &&
    headers.get("mcp-name") === name &&
    holdsOnly(meta, META) &&
    meta[PROTOCOL_VERSION_META_KEY] === MODERN &&
    holdsOnly(meta[CLIENT_CAPABILITIES_META_KEY], NOTHING) &&
    isClient(meta[CLIENT_INFO_META_KEY]);
}

function isClient(info: unknown): boolean {
  if (info === undefined) return true;
  return holdsOnly(info, CLIENT) &&
    [info.name, info.version].every((each) => typeof each === "string");
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function holdsOnly(value: unknown, names: ReadonlySet<string>): value is Fields {
  if (!isObject(value)) return false;
  for (const name in value) if (!names.has(name)) return false;
  return !Object.hasOwn(value, "__proto__");
}
