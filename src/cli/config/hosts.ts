/**
 * The hosts that `tgtk config` knows, each in its own format. Data.
 *
 * @module
 */

import { join } from "node:path";
import {
  ACCOUNT,
  type Entry,
  environment,
  type Host,
  type Launch,
  placeholder,
  SERVER_NAME,
  TOKEN,
  type Value,
} from "./host.ts";

const PUT_IN =
  "Put your api_id, api_hash and session string in place of <your …>; the file is then " +
  "as secret as the account. Restart the host.";
const FROM_ENVIRONMENT = `Set ${
  ACCOUNT.join(", ")
} where the host is started from; the file holds no secret. Restart the host.`;

function under(...keys: readonly string[]): (value: Value) => readonly Entry[] {
  return (value) => [{ keys: [...keys, SERVER_NAME], value }];
}

const mcpServers = under("mcpServers");

/** The form that most hosts share, with the host's own way to refer to the environment. */
function started({ command, args }: Launch, reference: (name: string) => string) {
  return { command, args, env: environment(reference) };
}

function bearer(reference: (name: string) => string) {
  return { Authorization: `Bearer ${reference(TOKEN)}` };
}

const dollarBraces = (name: string) => `\${${name}}`;
const dollarEnv = (name: string) => `\${env:${name}}`;
const dollar = (name: string) => `$${name}`;
const inputOf = (name: string) => `\${input:${name.toLowerCase()}}`;

/** VS Code asks once and keeps the answers in the system's key store. */
function inputs(names: readonly string[]): Entry {
  const value = names.map((name) => ({
    type: "promptString",
    id: name.toLowerCase(),
    description: name,
    password: true,
  }));
  return { keys: ["inputs"], value };
}

/** Every host, by the name that `tgtk config` takes. */
export const HOSTS = {
  // https://modelcontextprotocol.io/docs/develop/connect-local-servers; servers over HTTP are added
  // in its settings. It starts servers with few variables of its own environment, and refers to none.
  "claude-desktop": {
    title: "Claude Desktop",
    format: "json",
    path: ({ settings }) => join(settings, "Claude", "claude_desktop_config.json"),
    stdio: (launch) => mcpServers(started(launch, placeholder)),
    // The edition of Windows' store keeps it in a folder of its own.
    next:
      `${PUT_IN} Where Settings → Developer → Edit Config opens another file, it belongs there.`,
  },
  // https://code.claude.com/docs/en/mcp: ${VAR} in command, args, env, url and headers of .mcp.json.
  "claude-code": {
    title: "Claude Code",
    format: "json",
    path: ({ project }) => join(project, ".mcp.json"),
    stdio: (launch) => mcpServers({ type: "stdio", ...started(launch, dollarBraces) }),
    http: (url) => mcpServers({ type: "http", url, headers: bearer(dollarBraces) }),
    next: `The file is this folder's. ${FROM_ENVIRONMENT}`,
  },
  // https://cursor.com/docs/mcp, "Config interpolation".
  "cursor": {
    title: "Cursor",
    format: "json",
    path: ({ home }) => join(home, ".cursor", "mcp.json"),
    stdio: (launch) => mcpServers({ type: "stdio", ...started(launch, dollarEnv) }),
    http: (url) => mcpServers({ url, headers: bearer(dollarEnv) }),
    next: FROM_ENVIRONMENT,
  },
  // https://code.visualstudio.com/docs/agents/reference/mcp-configuration
  "vscode": {
    title: "VS Code",
    format: "json",
    path: ({ settings }) => join(settings, "Code", "User", "mcp.json"),
    stdio: (launch) => [
      inputs(ACCOUNT),
      ...under("servers")({ type: "stdio", ...started(launch, inputOf) }),
    ],
    http: (url) => [
      inputs([TOKEN]),
      ...under("servers")({ type: "http", url, headers: bearer(inputOf) }),
    ],
    next: "VS Code asks for the secrets when it first starts the server, and keeps them itself.",
  },
  // https://docs.windsurf.com/windsurf/cascade/mcp
  "windsurf": {
    title: "Windsurf",
    format: "json",
    path: ({ home }) => join(home, ".codeium", "windsurf", "mcp_config.json"),
    stdio: (launch) => mcpServers(started(launch, dollarEnv)),
    http: (url) => mcpServers({ serverUrl: url, headers: bearer(dollarEnv) }),
    next: FROM_ENVIRONMENT,
  },
  // https://zed.dev/docs/ai/mcp; its settings refer to no variables. It is under ~/.config on macOS, too.
  "zed": {
    title: "Zed",
    format: "json",
    path: ({ os, home, settings }) =>
      os === "mac"
        ? join(home, ".config", "zed", "settings.json")
        : join(settings, os === "windows" ? "Zed" : "zed", "settings.json"),
    stdio: (launch) => under("context_servers")(started(launch, placeholder)),
    http: (url) => under("context_servers")({ url, headers: bearer(placeholder) }),
    next: PUT_IN,
  },
  // https://developers.openai.com/codex/mcp: `env_vars` names the variables that are handed on.
  "codex": {
    title: "Codex",
    format: "toml",
    path: ({ codex }) => join(codex, "config.toml"),
    stdio: ({ command, args }) => under("mcp_servers")({ command, args, env_vars: ACCOUNT }),
    http: (url) => under("mcp_servers")({ url, bearer_token_env_var: TOKEN }),
    next: FROM_ENVIRONMENT,
  },
  // google-gemini/gemini-cli's docs/tools/mcp-server.md: $VAR in env; `httpUrl` is streamable HTTP.
  "gemini-cli": {
    title: "Gemini CLI",
    format: "json",
    path: ({ home }) => join(home, ".gemini", "settings.json"),
    stdio: (launch) => mcpServers(started(launch, dollar)),
    http: (url) => mcpServers({ httpUrl: url, headers: bearer(dollar) }),
    next: FROM_ENVIRONMENT,
  },
  // https://block.github.io/goose/docs/guides/config-files, and block/goose's
  // crates/goose/src/agents/extension.rs for streamable_http: `env_keys` are read from the system's key
  // store, or else from the environment.
  "goose": {
    title: "Goose",
    format: "yaml",
    path: ({ os, home, settings }) =>
      os === "windows"
        ? join(settings, "Block", "goose", "config", "config.yaml")
        : join(home, ".config", "goose", "config.yaml"),
    stdio: ({ command, args }) =>
      under("extensions")({
        ...GOOSE_EXTENSION,
        type: "stdio",
        cmd: command,
        args,
        envs: {},
        env_keys: ACCOUNT,
      }),
    http: (url) =>
      under("extensions")({
        ...GOOSE_EXTENSION,
        type: "streamable_http",
        uri: url,
        envs: {},
        env_keys: [TOKEN],
        headers: bearer(dollarBraces),
      }),
    next: FROM_ENVIRONMENT,
  },
  "stdio": {
    title: "any host that starts servers",
    format: "json",
    stdio: (launch) => mcpServers(started(launch, placeholder)),
    next: PUT_IN,
  },
  "http": {
    title: "any host that reaches servers over HTTP",
    format: "json",
    http: (url) => mcpServers({ type: "http", url, headers: bearer(placeholder) }),
    next: `Put the server's bearer token in place of <your ${TOKEN}>.`,
  },
} as const satisfies Readonly<Record<string, Host>>;

/** The names that `tgtk config` takes. */
export const HOST_NAMES: readonly string[] = Object.keys(HOSTS);

const GOOSE_EXTENSION = {
  name: SERVER_NAME,
  description: "Public Telegram history, read only",
  enabled: true,
  timeout: 300,
} as const;
