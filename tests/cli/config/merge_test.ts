import assert from "node:assert/strict";
import { block, merge } from "../../../src/cli/config/merge.ts";

const JSON_ENTRY = {
  keys: ["mcpServers", "tgtk"],
  value: { command: "deno", args: ["run"], env: { TELEGRAM_API_ID: "<your TELEGRAM_API_ID>" } },
} as const;

Deno.test("merge() leaves comments, order and other servers of JSON as they are", () => {
  const text = `{
    // my servers
    "mcpServers": {
        "other": { "command": "x", "args": [ "a" ] }, /* kept */
    },
    "theme":   "dark"
}
`;
  assert.deepEqual(
    merge(text, [{ keys: ["mcpServers", "tgtk"], value: { command: "deno" } }], "json"),
    {
      text: `{
    // my servers
    "mcpServers": {
        "other": { "command": "x", "args": [ "a" ] },
        "tgtk": {
            "command": "deno"
        }, /* kept */
    },
    "theme":   "dark"
}
`,
    },
  );
});

Deno.test("merge() keeps tabs, Windows line ends and the byte order mark", () => {
  const text = '\ufeff{\r\n\t"a": 1\r\n}\r\n';
  assert.deepEqual(merge(text, [{ keys: ["b"], value: true }], "json"), {
    text: '\ufeff{\r\n\t"a": 1,\r\n\t"b": true\r\n}\r\n',
  });
});

Deno.test("merge() adds to JSON of one line, and to empty tables", () => {
  const entry = { keys: ["a", "b"], value: 1 };
  assert.deepEqual(merge('{"c": 2}', [entry], "json"), {
    text: '{"c": 2,\n  "a": {\n    "b": 1\n  }\n}',
  });
  assert.deepEqual(merge('{"a": {}}', [entry], "json"), { text: '{"a": {\n    "b": 1\n  }}' });
  assert.deepEqual(merge("{\n}", [entry], "json"), { text: '{\n  "a": {\n    "b": 1\n  }\n}' });
});

Deno.test("merge() replaces our own entry, and keeps what people put into its environment", () => {
  const old = {
    mcpServers: {
      tgtk: { command: "old", cwd: "/", env: { TELEGRAM_API_ID: "12345", TGTK_CHATS: "@a" } },
    },
  };
  const merged = merge(JSON.stringify(old), [JSON_ENTRY], "json");
  assert.ok("text" in merged);
  assert.deepEqual(JSON.parse(merged.text), {
    mcpServers: {
      tgtk: {
        command: "deno",
        args: ["run"],
        env: { TELEGRAM_API_ID: "12345", TGTK_CHATS: "@a" },
      },
    },
  });
});

Deno.test("merge() changes nothing the second time", () => {
  for (const format of ["json", "toml", "yaml"] as const) {
    const once = merge("", [JSON_ENTRY], format);
    assert.ok("text" in once);
    assert.deepEqual(merge(once.text, [JSON_ENTRY], format), once);
  }
});

Deno.test("merge() adds to a list what is not in it, by id", () => {
  const mine = { type: "promptString", id: "a", description: "mine" };
  const entry = { keys: ["inputs"], value: [{ id: "a", description: "ours" }, { id: "b" }] };
  const merged = merge(JSON.stringify({ inputs: [mine] }), [entry], "json");
  assert.ok("text" in merged);
  assert.deepEqual(JSON.parse(merged.text), { inputs: [mine, { id: "b" }] });
});

for (
  const [text, format, expected] of [
    ["{", "json", "a file that can be read as JSON"],
    ["[]", "json", "a file that can be read as JSON"],
    ['{"mcpServers": []}', "json", "a table at mcpServers"],
    ["[mcpServers", "toml", "a file that can be read as TOML"],
    ["mcpServers = 1", "toml", "a table at mcpServers"],
    ["a: [", "yaml", "a file that can be read as YAML"],
    ["mcpServers: hello", "yaml", "a table at mcpServers"],
    [
      "mcpServers = { other = { command = 'x' } }",
      "toml",
      "a simpler layout; put the block in by hand",
    ],
  ] as const
) {
  Deno.test(`merge() does not touch ${JSON.stringify(text)}`, () => {
    assert.deepEqual(merge(text, [JSON_ENTRY], format), { expected });
  });
}

const TOML_ENTRY = {
  keys: ["mcp_servers", "tgtk"],
  value: { command: "deno", env_vars: ["A"] },
} as const;

Deno.test("merge() appends a table to TOML, and leaves the rest as it is", () => {
  const text = `# mine
model = "o9"   # best

[mcp_servers.other]
command = 'x'
`;
  assert.deepEqual(merge(text, [TOML_ENTRY], "toml"), {
    text: `# mine
model = "o9"   # best

[mcp_servers.other]
command = 'x'

[mcp_servers.tgtk]
command = "deno"
env_vars = [ "A" ]
`,
  });
});

Deno.test("merge() replaces our table in TOML, its own tables included", () => {
  const text = `[mcp_servers.tgtk]
command = "old"
[mcp_servers.tgtk.http_headers]
a = "b"

# the next
[profiles.x]
model = "o9"
`;
  const merged = merge(text, [TOML_ENTRY], "toml");
  assert.ok("text" in merged);
  assert.equal(
    merged.text,
    `[mcp_servers.tgtk]
command = "deno"
env_vars = [ "A" ]

# the next
[profiles.x]
model = "o9"
`,
  );
});

const YAML_ENTRY = {
  keys: ["extensions", "tgtk"],
  value: { cmd: "deno", args: ["run"] },
} as const;

Deno.test("merge() adds to a table of YAML, and leaves the rest as it is", () => {
  const text = `# mine
GOOSE_MODEL:   gpt   # best
extensions:
    developer:
        enabled: true   # kept

    other: { enabled: false }

# after
GOOSE_MODE: auto
`;
  assert.deepEqual(merge(text, [YAML_ENTRY], "yaml"), {
    text: `# mine
GOOSE_MODEL:   gpt   # best
extensions:
    developer:
        enabled: true   # kept

    other: { enabled: false }
    tgtk:
      cmd: deno
      args:
        - run

# after
GOOSE_MODE: auto
`,
  });
});

Deno.test("merge() replaces our value in YAML, first or last", () => {
  const first = "extensions:\n  tgtk:\n    cmd: old\n  other:\n    enabled: true # kept\n";
  const last = "extensions:\n  other:\n    enabled: true # kept\n  tgtk:\n    cmd: old\n";
  const ours = "  tgtk:\n    cmd: deno\n    args:\n      - run\n";
  const other = "  other:\n    enabled: true # kept\n";
  assert.deepEqual(merge(first, [YAML_ENTRY], "yaml"), { text: `extensions:\n${ours}${other}` });
  assert.deepEqual(merge(last, [YAML_ENTRY], "yaml"), { text: `extensions:\n${other}${ours}` });
});

Deno.test("merge() adds the table to YAML that has none, or an empty one", () => {
  const ours = "extensions:\n  tgtk:\n    cmd: deno\n    args:\n      - run\n";
  assert.deepEqual(merge("a: 1\n", [YAML_ENTRY], "yaml"), { text: `a: 1\n${ours}` });
  assert.deepEqual(merge("a: 1\nextensions: {}\n", [YAML_ENTRY], "yaml"), {
    text: `a: 1\n${ours}`,
  });
});

Deno.test("block() writes the values alone", () => {
  assert.equal(
    block([TOML_ENTRY], "toml"),
    '[mcp_servers.tgtk]\ncommand = "deno"\nenv_vars = [ "A" ]\n',
  );
});
