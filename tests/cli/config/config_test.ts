import assert from "node:assert/strict";
import { config, type Surroundings } from "../../../src/cli/config/config.ts";
import { HOST_NAMES, HOSTS } from "../../../src/cli/config/hosts.ts";
import { fakeIo } from "../fake_io.ts";

const LINUX = {
  os: "linux",
  home: "/home/a",
  settings: "/home/a/.config",
  codex: "/home/a/.codex",
  project: "/project",
} as const;
const MAC = { ...LINUX, os: "mac", settings: "/home/a/Library/Application Support" } as const;
const WINDOWS = { ...LINUX, os: "windows", settings: "/home/a/AppData/Roaming" } as const;

const ON_WINDOWS = Deno.build.os === "windows";

/** Compiled: the shortest command. */
const RUNNING = { entry: "", executable: "/bin/tgtk", isCompiled: true, denoVersion: "2.9.6" };
const WHERE: Surroundings = { machine: LINUX, running: RUNNING, now: 1_700_000_000_000 };

/** Windows would have backslashes, wherever its tests run. */
function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

Deno.test("each host keeps its configuration where its documents say", () => {
  const paths = Object.entries(HOSTS).flatMap(([name, host]) =>
    "path" in host
      ? [[name, ...[LINUX, MAC, WINDOWS].map((machine) => slashes(host.path(machine)))]]
      : []
  );
  const support = "/home/a/Library/Application Support";
  const roaming = "/home/a/AppData/Roaming";
  const same = (path: string) => [path, path, path];
  assert.deepEqual(paths, [
    [
      "claude-desktop",
      "/home/a/.config/Claude/claude_desktop_config.json",
      `${support}/Claude/claude_desktop_config.json`,
      `${roaming}/Claude/claude_desktop_config.json`,
    ],
    ["claude-code", ...same("/project/.mcp.json")],
    ["cursor", ...same("/home/a/.cursor/mcp.json")],
    [
      "vscode",
      "/home/a/.config/Code/User/mcp.json",
      `${support}/Code/User/mcp.json`,
      `${roaming}/Code/User/mcp.json`,
    ],
    ["windsurf", ...same("/home/a/.codeium/windsurf/mcp_config.json")],
    [
      "zed",
      "/home/a/.config/zed/settings.json",
      "/home/a/.config/zed/settings.json",
      `${roaming}/Zed/settings.json`,
    ],
    ["codex", ...same("/home/a/.codex/config.toml")],
    ["gemini-cli", ...same("/home/a/.gemini/settings.json")],
    [
      "goose",
      "/home/a/.config/goose/config.yaml",
      "/home/a/.config/goose/config.yaml",
      `${roaming}/Block/goose/config/config.yaml`,
    ],
  ]);
});

async function printed(flags: Record<string, string>): Promise<string> {
  const io = fakeIo();
  assert.equal(await config(flags, io, WHERE), 0);
  assert.equal(io.outLines.length, 1);
  return io.outLines[0]!;
}

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["claude-desktop", "<your TELEGRAM_API_HASH>"],
  ["claude-code", "${TELEGRAM_API_HASH}"],
  ["cursor", "${env:TELEGRAM_API_HASH}"],
  ["vscode", "${input:telegram_api_hash}"],
  ["windsurf", "${env:TELEGRAM_API_HASH}"],
  ["zed", "<your TELEGRAM_API_HASH>"],
  ["gemini-cli", "$TELEGRAM_API_HASH"],
  ["stdio", "<your TELEGRAM_API_HASH>"],
];

for (const [client, reference] of ENVIRONMENT) {
  Deno.test(`config ${client} refers to secrets in the host's own way`, async () => {
    const tree = JSON.parse(await printed({ client }));
    const server = (tree.mcpServers ?? tree.servers ?? tree.context_servers).tgtk;
    assert.equal(server.env.TELEGRAM_API_HASH, reference);
    assert.equal(server.command, "/bin/tgtk");
    assert.deepEqual(server.args, ["serve"]);
  });
}

Deno.test("config vscode has the secrets asked for, hidden", async () => {
  const { inputs } = JSON.parse(await printed({ client: "vscode" }));
  assert.deepEqual(inputs[2], {
    type: "promptString",
    id: "telegram_string_session",
    description: "TELEGRAM_STRING_SESSION",
    password: true,
  });
});

Deno.test("config codex names the variables to hand on", async () => {
  assert.equal(
    await printed({ client: "codex" }),
    '[mcp_servers.tgtk]\ncommand = "/bin/tgtk"\nargs = [ "serve" ]\n' +
      'env_vars = [ "TELEGRAM_API_ID", "TELEGRAM_API_HASH", "TELEGRAM_STRING_SESSION" ]',
  );
});

Deno.test("config goose writes an extension", async () => {
  assert.equal(
    await printed({ client: "goose" }),
    `extensions:
  tgtk:
    name: tgtk
    description: Public Telegram history, read only
    enabled: true
    timeout: 300
    type: stdio
    cmd: /bin/tgtk
    args:
      - serve
    envs: {}
    env_keys:
      - TELEGRAM_API_ID
      - TELEGRAM_API_HASH
      - TELEGRAM_STRING_SESSION`,
  );
});

const HTTP: Readonly<Record<string, string>> = {
  "claude-code":
    '{"mcpServers":{"tgtk":{"type":"http","url":"https://h/mcp","headers":{"Authorization":"Bearer ${MCP_TGTK_TOKEN}"}}}}',
  "cursor":
    '{"mcpServers":{"tgtk":{"url":"https://h/mcp","headers":{"Authorization":"Bearer ${env:MCP_TGTK_TOKEN}"}}}}',
  "windsurf":
    '{"mcpServers":{"tgtk":{"serverUrl":"https://h/mcp","headers":{"Authorization":"Bearer ${env:MCP_TGTK_TOKEN}"}}}}',
  "zed":
    '{"context_servers":{"tgtk":{"url":"https://h/mcp","headers":{"Authorization":"Bearer <your MCP_TGTK_TOKEN>"}}}}',
  "gemini-cli":
    '{"mcpServers":{"tgtk":{"httpUrl":"https://h/mcp","headers":{"Authorization":"Bearer $MCP_TGTK_TOKEN"}}}}',
  "http":
    '{"mcpServers":{"tgtk":{"type":"http","url":"https://h/mcp","headers":{"Authorization":"Bearer <your MCP_TGTK_TOKEN>"}}}}',
};

Deno.test("config --url writes each host's own form", async () => {
  for (const [client, json] of Object.entries(HTTP)) {
    assert.equal(JSON.stringify(JSON.parse(await printed({ client, url: "https://h/mcp" }))), json);
  }
  assert.equal(
    await printed({ client: "codex", url: "https://h/mcp" }),
    '[mcp_servers.tgtk]\nurl = "https://h/mcp"\nbearer_token_env_var = "MCP_TGTK_TOKEN"',
  );
  const vscode = JSON.parse(await printed({ client: "vscode", url: "https://h/mcp" }));
  assert.equal(vscode.inputs[0].id, "mcp_tgtk_token");
  assert.equal(vscode.servers.tgtk.headers.Authorization, "Bearer ${input:mcp_tgtk_token}");
  const goose = await printed({ client: "goose", url: "https://h/mcp" });
  assert.ok(goose.includes("type: streamable_http") && goose.includes("uri: https://h/mcp"));
});

Deno.test("config says which of its flags cannot be used, and what was expected", async () => {
  for (
    const [flags, sentence] of [
      [
        { client: "claude-desktop", url: "https://h/mcp" },
        "Cannot use --url: Claude Desktop takes servers over HTTP in its own settings, not from a file.",
      ],
      [
        { client: "cursor", url: "h/mcp" },
        "Cannot use --url: expected an address such as https://host/mcp.",
      ],
      [
        { client: "stdio", write: true },
        "Cannot use --write: there is no one file for any host that starts servers; " +
        "put the block in by hand.",
      ],
    ] as const
  ) {
    const io = fakeIo();
    assert.equal(await config(flags, io, WHERE), 2);
    assert.deepEqual(io.errLines, [sentence]);
  }
  const io = fakeIo();
  const nowhere = { ...WHERE, machine: undefined };
  assert.equal(await config({ client: "cursor", write: true }, io, nowhere), 2);
  assert.deepEqual(io.errLines, [
    "Cannot use --write: expected HOME, or USERPROFILE on Windows, in the environment, and " +
    "permission to read and write files; deno task config has both.",
  ]);
});

async function inFolder(test: (home: string, where: Surroundings) => Promise<void>) {
  const home = await Deno.makeTempDir();
  const machine = { ...LINUX, home, settings: `${home}/.config`, codex: home, project: home };
  try {
    await test(home, { ...WHERE, machine });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

Deno.test("config --write makes the file, for its owner alone, and says so the second time", async () => {
  await inFolder(async (home, where) => {
    for (const client of HOST_NAMES.filter((name) => name !== "stdio" && name !== "http")) {
      const io = fakeIo();
      const host = HOSTS[client as "cursor"];
      const path = host.path(where.machine!);
      assert.equal(await config({ client, write: true }, io, where), 0);
      assert.deepEqual(io.errLines, [`Wrote ${path}.`, host.next]);
      if (!ON_WINDOWS) assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
      assert.equal(await config({ client, write: true }, io, where), 0);
      assert.equal(io.errLines.at(-1), `${path} says so already.`);
      assert.deepEqual(io.outLines, []);
    }
    assert.ok([...Deno.readDirSync(home)].every(({ name }) => !/\.(bak|tmp)$/.test(name)));
  });
});

Deno.test("config --write keeps the old file, its mode, and the link that leads to it", {
  ignore: ON_WINDOWS,
}, async () => {
  await inFolder(async (home, where) => {
    const real = `${home}/dotfiles.json`;
    await Deno.writeTextFile(real, '{"other": 1}', { mode: 0o640 });
    await Deno.chmod(real, 0o640);
    await Deno.mkdir(`${home}/.cursor`);
    await Deno.symlink(real, `${home}/.cursor/mcp.json`);
    const io = fakeIo();
    assert.equal(await config({ client: "cursor", write: true }, io, where), 0);
    const backup = `${await Deno.realPath(real)}.2023-11-14T22-13-20-000Z.bak`;
    assert.equal(io.errLines[0], `Wrote ${home}/.cursor/mcp.json; as it was: ${backup}.`);
    assert.equal(await Deno.readTextFile(backup), '{"other": 1}');
    assert.ok((await Deno.lstat(`${home}/.cursor/mcp.json`)).isSymlink);
    assert.equal((await Deno.stat(real)).mode! & 0o777, 0o640);
    const tree = JSON.parse(await Deno.readTextFile(real));
    assert.deepEqual(Object.keys(tree), ["other", "mcpServers"]);
  });
});

Deno.test("config --write leaves a file that it cannot read alone", async () => {
  await inFolder(async (home, where) => {
    await Deno.writeTextFile(`${home}/.mcp.json`, '{"TELEGRAM_API_HASH": "s3cret"');
    const io = fakeIo();
    assert.equal(await config({ client: "claude-code", write: true }, io, where), 1);
    assert.deepEqual(io.errLines, [
      `Cannot change ${home}/.mcp.json: expected a file that can be read as JSON. Nothing was written.`,
    ]);
    assert.equal([...Deno.readDirSync(home)].length, 1);
  });
});

Deno.test("config --write says that what is there is no file", async () => {
  await inFolder(async (home, where) => {
    await Deno.mkdir(`${home}/.mcp.json`);
    const io = fakeIo();
    assert.equal(await config({ client: "claude-code", write: true }, io, where), 1);
    assert.deepEqual(io.errLines, [
      `Cannot change ${home}/.mcp.json: expected a file that may be read and written.`,
    ]);
  });
});
