import assert from "node:assert/strict";
import { faultsSchema, parseFaults } from "../../../src/sandbox/faults/parse.ts";
import { drawSchema, SCHEMA_FILE } from "../../../tasks/faults_schema.ts";

const DOCS = new URL("../../../docs/faults.md", import.meta.url);

const KINDS = [
  "flood_wait",
  "error",
  "migrate",
  "end_session",
  "forget_key",
  "transport_error",
  "drop",
  "silence",
  "delay",
  "restart",
  "change_salts",
  "skew_clock",
  "withhold",
  "cut",
  "empty_page",
  "repeat_page",
  "add_messages",
  "edit_messages",
  "delete_messages",
  "make_private",
  "rename_chat",
  "delete_chat",
  "migrate_chat",
];

for (
  const [value, error] of [
    [5, "the script: expected an object"],
    [{}, "faults: expected a list of faults"],
    [{ faults: [], rules: [] }, "rules: expected one of $schema, seed, faults"],
    [{ seed: -1, faults: [] }, "seed: expected a whole number from 0"],
    [{ faults: [{}] }, "faults[0].do: expected an object"],
    [{ faults: [{ do: {} }] }, "faults[0].do: expected one kind of fault"],
    [
      { faults: [{ do: { drop: {}, cut: { share: 1 } } }] },
      "faults[0].do: expected one kind of fault",
    ],
    [
      { faults: [{ do: { flod_wait: {} } }] },
      `faults[0].do.flod_wait: expected one of ${KINDS.join(", ")}`,
    ],
    [
      { faults: [{ do: { drop: {} } }, { do: { flood_wait: { seconds: 0 } } }] },
      "faults[1].do.flood_wait.seconds: expected a whole number from 1 to 2147483647",
    ],
    [
      { faults: [{ do: { flood_wait: {} } }] },
      "faults[0].do.flood_wait.seconds: expected a whole number from 1 to 2147483647",
    ],
    [
      { faults: [{ do: { flood_wait: { seconds: 1, name: "FLOD" } } }] },
      "faults[0].do.flood_wait.name: expected one of FLOOD_WAIT, FLOOD_PREMIUM_WAIT, " +
      "SLOWMODE_WAIT, TAKEOUT_INIT_DELAY, FLOOD",
    ],
    [
      { faults: [{ do: { forget_key: { now: true } } }] },
      "faults[0].do.forget_key.now: expected no settings",
    ],
    [
      { faults: [{ do: { withhold: { share: 2 } } }] },
      "faults[0].do.withhold.share: expected a number from 0 to 1",
    ],
    [
      { faults: [{ do: { make_private: { chat: "tgtk" } } }] },
      "faults[0].do.make_private.chat: expected a chat's bare id, or a username with @",
    ],
    [
      { faults: [{ do: { rename_chat: { username: "@tgtk" } } }] },
      "faults[0].do.rename_chat.username: expected a username without @",
    ],
    [
      { faults: [{ do: { delete_messages: { ids: [3, 0] } } }] },
      "faults[0].do.delete_messages.ids[1]: expected a whole number from 1",
    ],
    [
      { faults: [{ when: { call: { nth: 1.5 } }, do: { drop: {} } }] },
      "faults[0].when.call.nth: expected a whole number from 1, or a list of them",
    ],
    [
      { faults: [{ when: { method: [] }, do: { drop: {} } }] },
      "faults[0].when.method: expected a method's name, or a list of them",
    ],
    [
      { faults: [{ when: { shared_key: false }, do: { drop: {} } }] },
      "faults[0].when.shared_key: expected true",
    ],
    [
      { faults: [{ when: { event: "connect" }, do: { empty_page: {} } }] },
      "faults[0].do.empty_page: expected a fault of a connection: transport_error, drop, silence, " +
      "delay, restart, change_salts, skew_clock, add_messages, edit_messages, delete_messages, " +
      "make_private, rename_chat, delete_chat, migrate_chat",
    ],
    [
      { faults: [{ when: { event: "connect", method: "help.*" }, do: { drop: {} } }] },
      "faults[0].when.method: expected only with calls: a connection has none",
    ],
  ] as const
) {
  Deno.test(`parseFaults() says: ${error.slice(0, 80)}`, () => {
    assert.deepEqual(parseFaults(value), { error });
  });
}

Deno.test("parseFaults() takes a script as it is", () => {
  const script = {
    $schema: "./faults.schema.json",
    seed: 5,
    faults: [{
      note: "all of it",
      when: {
        event: "call",
        method: ["help.*", "messages.search"],
        chat: "@tgtk_chat",
        connection: 2,
        shared_key: true,
        time: { from: 0.5, until: 9 },
        call: { nth: [1, 2], every: 1, after: 0, first: 9 },
        probability: 0.5,
      },
      do: { edit_messages: { chat: 1002, ids: [1], random: 2, text: "?" } },
    }],
  };
  assert.deepEqual(parseFaults(script), { script });
});

Deno.test("parseFaults() takes every example of the documentation", async () => {
  const text = await Deno.readTextFile(DOCS);
  const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json]) => json!);
  assert.equal(examples.length, 6);
  for (const example of examples) {
    const value = JSON.parse(example);
    assert.deepEqual(parseFaults(value), { script: value });
  }
});

Deno.test("the documentation names every kind", async () => {
  const text = await Deno.readTextFile(DOCS);
  for (const kind of KINDS) assert.match(text, new RegExp(`^\\| \`${kind}\``, "m"));
});

Deno.test("faultsSchema() is what docs/faults.schema.json says", async () => {
  assert.equal(
    await Deno.readTextFile(SCHEMA_FILE),
    drawSchema(),
    "Run: deno run -A tasks/faults_schema.ts",
  );
});

Deno.test("faultsSchema() allows one kind for each fault, and nothing unknown", () => {
  const { properties } = faultsSchema() as { properties: { faults: { items: Drawn } } };
  const { do: kinds } = properties.faults.items.properties;
  assert.deepEqual(Object.keys(kinds?.properties ?? {}), KINDS);
  const { minProperties, maxProperties, additionalProperties } = kinds ?? {};
  assert.deepEqual([minProperties, maxProperties, additionalProperties], [1, 1, false]);
});

interface Drawn {
  readonly properties: Readonly<Record<string, Drawn>>;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: boolean;
}
