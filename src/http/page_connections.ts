/**
 * How each host is connected to a server over HTTP.
 *
 * @module
 */

/** One host. */
export interface Connection {
  readonly host: string;
  /** One sentence: where to enter it. */
  readonly how: string;
  /** What to enter, if there is something to copy. */
  readonly code?: string;
}

/**
 * Lists the hosts.
 *
 * @param address The server's, with `/mcp`.
 * @param authorization The value of the header that calls need, if they need one.
 * @returns The hosts, in the order in which they are shown.
 *
 * @example Without a token
 * ```ts
 * import { connections } from "./page_connections.ts";
 * import assert from "node:assert/strict";
 *
 * const [first] = connections("http://127.0.0.1:8000/mcp", undefined);
 * assert.equal(first?.code, "claude mcp add --transport http tgtk http://127.0.0.1:8000/mcp");
 * ```
 */
export function connections(
  address: string,
  authorization: string | undefined,
): readonly Connection[] {
  const headers = authorization && { headers: { Authorization: authorization } };
  const flag = authorization === undefined ? "" : ` --header "Authorization: ${authorization}"`;
  const bridge = ["-y", "mcp-remote", address];
  const bridgeFlags = authorization && ["--header", `Authorization: ${authorization}`];
  return [
    {
      host: "Claude Code",
      how: "Run in a terminal:",
      code: `claude mcp add --transport http tgtk ${address}${flag}`,
    },
    {
      host: "Claude Desktop",
      how: "For a server on this machine or with a token, put into claude_desktop_config.json; " +
        "one on the internet with sign-in is added under Settings, Connectors:",
      code: json({
        mcpServers: { tgtk: { command: "npx", args: [...bridge, ...(bridgeFlags || [])] } },
      }),
    },
    {
      host: "Cursor",
      how: "Put into ~/.cursor/mcp.json:",
      code: json({ mcpServers: { tgtk: { url: address, ...headers } } }),
    },
    {
      host: "VS Code",
      how: "Put into .vscode/mcp.json:",
      code: json({ servers: { tgtk: { type: "http", url: address, ...headers } } }),
    },
    {
      host: "Codex",
      how: "Put into ~/.codex/config.toml:",
      code: [
        "[mcp_servers.tgtk]",
        `url = "${address}"`,
        ...(authorization === undefined ? [] : ['bearer_token_env_var = "TGTK_TOKEN"']),
      ].join("\n"),
    },
    {
      host: "ChatGPT",
      how: "Add a connector with this address under Settings, Connectors, in developer mode. " +
        "The address has to be reachable from the internet.",
    },
    {
      host: "Any other host",
      how: "Choose Streamable HTTP as the transport and enter:",
      code: authorization === undefined ? address : `${address}\nAuthorization: ${authorization}`,
    },
  ];
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
