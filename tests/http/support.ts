/** The HTTP layer over a tool that a test steers. */
import { z } from "zod";
import type { ByteRange, Exports, HttpDeps } from "../../src/http/deps.ts";
import { httpHandler } from "../../src/http/handler.ts";
import { protocolServer, type ServerParts } from "../../src/mcp/server.ts";
import type { LogFields } from "../../src/model/log.ts";
import type { Tool, ToolCall } from "../../src/tools/tool.ts";

/** What leads to a handler under test; all else is as on loopback. */
export type Changes = Partial<HttpDeps> & Pick<Partial<ServerParts>, "everySecond" | "tools">;

/** A tool that answers with who called and with what. */
export function echoTool(name = "tg_echo"): Tool {
  return toolNamed(name, ({ principal, arguments: args }) => {
    const structured = { principal, ...args };
    return Promise.resolve({ ok: true, value: { text: JSON.stringify(structured), structured } });
  });
}

export function toolNamed(name: string, handle: Tool["handle"]): Tool {
  return {
    definition: {
      name,
      alias: name.replace("_", "."),
      title: name,
      description: "Says what it was given. For tests.",
      input: z.object({}),
      output: z.object({}),
      expected: {},
    },
    handle,
  };
}

/** A tool that works until it is told to stop; tells of its calls. */
export function hangingTool(begun: (call: ToolCall) => void): Tool {
  return toolNamed("tg_hang", (call) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    call.signal.addEventListener("abort", () => resolve());
    begun(call);
    return promise.then(() => ({ ok: false, failure: { code: "CANCELLED" } }));
  });
}

export const LOOPBACK: HttpDeps["allowed"] = {
  hosts: new Set(["localhost", "127.0.0.1", "[::1]"]),
  origins: new Set(),
  loopbackOrigins: true,
};

/** Everything that a handler works with. */
export function deps({ tools = [echoTool()], everySecond, ...changes }: Changes = {}): HttpDeps {
  const parts: ServerParts = {
    identity: { name: "tgtk", version: "1.2.3" },
    tools,
    log: () => {},
    newId: () => "ab12",
    principal: "",
    ...everySecond && { everySecond },
    ...changes.parts,
  };
  return {
    newServer: (limited, principal) => protocolServer({ ...parts, tools: limited, principal }),
    allowed: LOOPBACK,
    authentication: {},
    rates: { perMinute: 1_000_000, burst: 1_000_000 },
    concurrency: { total: 2048, perPrincipal: 1024 },
    body: { bytes: 2 ** 20, ms: 10_000, depth: 64 },
    clock: () => 0,
    ready: () => Promise.resolve({ ready: true, problems: [] }),
    stopping: new AbortController().signal,
    cancelling: new AbortController().signal,
    ...changes,
    parts,
  };
}

/** Asks a handler; the Host is that of loopback unless it is given. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export function asking(changes: Changes = {}): Ask {
  const handler = httpHandler(deps(changes));
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", "127.0.0.1:8000");
    return handler(new Request(`http://127.0.0.1:8000${path}`, { ...init, headers }));
  };
}

/** Exports of one principal, in memory. */
export function memoryExports(owner: string, files: Readonly<Record<string, string>>): Exports {
  return {
    open(principal, id) {
      const text = files[id];
      if (principal !== owner || text === undefined) {
        return Promise.resolve({ ok: true, value: undefined });
      }
      const bytes = new TextEncoder().encode(text);
      const value = {
        etag: "v1",
        size: bytes.length,
        isComplete: true,
        stream: ({ start, end }: ByteRange) => new Response(bytes.slice(start, end)).body!,
      };
      return Promise.resolve({ ok: true, value });
    },
    problem: () => Promise.resolve(undefined),
  };
}

/** A handler's deps with a log that a test reads. */
export function logged(): { readonly lines: unknown[]; readonly parts: HttpDeps["parts"] } {
  const lines: unknown[] = [];
  const log = (level: string, event: string, fields?: LogFields) =>
    void lines.push([level, event, fields]);
  return { lines, parts: { ...deps().parts, log } };
}

export const JSON_HEADERS = {
  "content-type": "application/json",
  "accept": "application/json, text/event-stream",
};

/** A call as the 2025 revisions write it. */
export function call2025(name: string, args: Record<string, unknown> = {}, id: unknown = 1) {
  return {
    method: "POST",
    headers: JSON_HEADERS as Record<string, string>,
    body: JSON.stringify({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name, arguments: args },
    }),
  };
}

/** The same as the 2026-07-28 revision writes it. */
export function call2026(name: string, args: Record<string, unknown> = {}, id: unknown = 1) {
  return {
    method: "POST",
    headers: {
      ...JSON_HEADERS,
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": name,
    } as Record<string, string>,
    body: JSON.stringify({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: {
        name,
        arguments: args,
        _meta: {
          "io.modelcontextprotocol/protocolVersion": "2026-07-28",
          "io.modelcontextprotocol/clientCapabilities": {},
          "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
        },
      },
    }),
  };
}

/** Both, by the year. */
export const ERAS = { "2025": call2025, "2026": call2026 } as const;

/** The JSON-RPC answer, whether it came at once or, after a while, as the last event of a stream. */
// deno-lint-ignore no-explicit-any -- tests reach into any field
export async function answerIn(response: Response): Promise<any> {
  const text = await response.text();
  const events = text.split("\n").filter((line) => line.startsWith("data: "));
  return JSON.parse(events.at(-1)?.slice("data: ".length) ?? text);
}
