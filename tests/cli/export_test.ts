import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileManifestSchema } from "../../src/exports/file_manifest.ts";
import { FORMAT_NAMES } from "../../src/exports/formats/names.ts";
import { lineSchema } from "../../src/exports/line.ts";
import { run } from "../../src/cli/run.ts";
import { loadWorld } from "../../src/sandbox/world/load/load_world.ts";
import { type FakeIo, fakeIo } from "./fake_io.ts";

/** Runs `tgtk export … --demo`. */
async function exported(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  io: FakeIo = fakeIo(environment),
) {
  const code = await run(["export", ...args, "--demo"], io);
  return { code, out: io.outLines.join(""), err: io.errLines };
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tgtk_cli_" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

function lines(text: string) {
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("export writes every message to stdout, each as the schema says, and nothing else", async () => {
  const { code, err, out } = await exported(["@tgtk_pii", "--direction", "asc"]);
  assert.equal(code, 0);
  const strict = lineSchema.strict();
  const ids = lines(out).map((line) => strict.parse(line).id);
  assert.deepEqual([ids.length, ids[0], ids.at(-1)], [360, 1, 372]);
  assert.deepEqual(ids, ids.toSorted((a, b) => a - b));
  assert.match(err[0] ?? "", /^To stdout an export cannot be continued after it was stopped: /);
  assert.match(err[1] ?? "", /^360 messages in [\d.]+ s, written to stdout\.$/);
  assert.match(err[2] ?? "", /^Complete: ids 1 to 372, dates from the beginning to 20/);
});

/** Made-up data of the demo: an address, a phone number, a card. */
const PLANTED = [
  /[\w.]+@[\w.]+\.(?:com|org|net|example)/,
  /\+7 ?\(?9\d\d\)?[ -]?\d{3}[ -]?\d\d[ -]?\d\d/,
  /\b4\d{3} \d{4} \d{4} \d{4}\b/,
];

for (const format of FORMAT_NAMES) {
  Deno.test(`export masks as the policy says (${format})`, async () => {
    const args = ["@tgtk_pii", "--format", format];
    const [hidden, shown] = [await exported(args), await exported(args, { TGTK_PII: "off" })];
    assert.deepEqual([hidden.code, shown.code], [0, 0]);
    for (const secret of PLANTED) {
      assert.doesNotMatch(hidden.out, secret);
      assert.match(shown.out, secret);
    }
    assert.match(hidden.out, /\[email\]/);
  });
}

Deno.test("export takes the whole language of queries", async () => {
  const args = ["@tgtk_news", "--from", "2025-11-01", "--to", "2025-11-10", "--has-media", "yes"];
  const { code, out } = await exported([...args, "--media", "photo,video", "--min-views", "1"]);
  assert.equal(code, 0);
  const found = lines(out);
  assert.ok(found.length > 0);
  for (const { date, media: { type }, views } of found) {
    assert.ok(date >= "2025-11-01" && date < "2025-11-11" && views >= 1);
    assert.ok(["photo", "video"].includes(type));
  }
});

Deno.test("export --out writes a file, and a manifest that tells what it is", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "deep", "pii.csv");
    const { code, err, out } = await exported(["@tgtk_pii", "--out", file, "--format", "csv"]);
    assert.deepEqual([code, out], [0, ""]);
    assert.deepEqual(namesIn(join(folder, "deep")), ["pii.csv", "pii.csv.manifest.json"]);
    const bytes = await Deno.readFile(file);
    const manifest = fileManifestSchema.strict().parse(
      JSON.parse(await Deno.readTextFile(`${file}.manifest.json`)),
    );
    assert.deepEqual(manifest.file, {
      name: "pii.csv",
      format: "csv",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    assert.deepEqual([manifest.messages, manifest.complete], [360, true]);
    assert.deepEqual(manifest.query, { direction: "desc" });
    assert.match(err.join("\n"), /written to \S+pii\.csv; \S+pii\.csv\.manifest\.json tells/);
    const again = await exported(["@tgtk_pii", "--out", file, "--format", "csv"]);
    assert.equal(again.code, 0);
    assert.deepEqual(await Deno.readFile(file), bytes);
  });
});

Deno.test("export --format json is a world with the same ids, dates and texts", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "pii.json");
    const off = { TGTK_PII: "off" };
    const args = ["@tgtk_pii", "--format", "json", "--out", file];
    assert.equal((await exported(args, off)).code, 0);
    const left: string[] = [];
    await loadWorld(file, { report: (line) => left.push(line) });
    assert.deepEqual(left, []);
    const told = ({ date, edit_date, id, text, reply_to_id }: Record<string, unknown>) => ({
      id,
      date,
      edit_date,
      text,
      reply_to_id,
    });
    const before = lines((await exported(["@tgtk_pii", "--direction", "asc"], off)).out);
    const world = ["@pii", "--direction", "asc", "--world", file];
    const after = lines((await exported(world, off)).out);
    assert.equal(before.length, 360);
    assert.deepEqual(after.map(told), before.map(told));
  });
});

Deno.test("export keeps a forum's topics in --format json", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "forum.json");
    const args = ["@tgtk_forum", "--format", "json", "--to", "2025-06-30", "--out", file];
    assert.equal((await exported(args)).code, 0);
    const topicOf = ({ id, topic_id }: Record<string, unknown>) => [id, topic_id];
    const before = await exported(["@tgtk_forum", "--direction", "asc", "--to", "2025-06-30"]);
    const after = await exported(["@forum", "--direction", "asc", "--world", file]);
    assert.deepEqual(lines(after.out).map(topicOf), lines(before.out).map(topicOf));
  });
});

Deno.test("export with TGTK_EXPORT_DIR keeps what stdout gets, and gives it again", async () => {
  await inFolder(async (folder) => {
    const environment = { TGTK_EXPORT_DIR: folder };
    const first = await exported(["@tgtk_pii"], environment);
    assert.equal(first.code, 0);
    assert.doesNotMatch(first.err.join("\n"), /cannot be continued/);
    assert.match(namesIn(folder).join(), /^[0-9a-f]{32}$/);
    const plain = await exported(["@tgtk_pii"]);
    assert.equal(first.out, plain.out);
    const again = await exported(["@tgtk_pii"], environment);
    assert.equal(again.out, first.out);
  });
});

Deno.test("export says what is wrong, and with what command to start", async () => {
  await inFolder(async (folder) => {
    const wrong = await exported(["@nobody_has_this", "--out", join(folder, "x")]);
    assert.deepEqual([wrong.code, wrong.err], [1, [
      "Cannot find @nobody_has_this: nobody has this name; check its spelling.",
    ]]);
    const dates = ["--from", "2024-02-30"];
    const bad = await exported(["@tgtk_pii", ...dates]);
    assert.equal(bad.code, 2);
    assert.match(bad.err[0] ?? "", /^Cannot use --from: expected an ISO 8601 date/);
    const topic = await exported(["@tgtk_pii", "--topic", "3"]);
    assert.deepEqual([topic.code, topic.err], [2, [
      "Cannot use --topic: expected a forum in chat, for this chat has no topics.",
    ]]);
    const full = await exported(["@tgtk_pii", "--out", folder]);
    assert.equal(full.code, 2);
    assert.deepEqual(full.err, [
      "Cannot use --out: expected a file, not a folder.",
      `This command starts it: deno run --no-prompt -P=export:demo --allow-write=/tmp src/main.ts ` +
      `export @tgtk_pii --out ${folder} --demo`,
    ]);
    await Deno.remove(`${folder}.tgtk`);
  });
});

Deno.test("export stopped before it began says so", async () => {
  const io = fakeIo();
  io.interrupt();
  const { code, err } = await exported(["@tgtk_pii"], {}, io);
  assert.deepEqual([code, err], [130, ["Stopped."]]);
});

Deno.test("export --help tells options, and what happens to files", async () => {
  const io = fakeIo();
  assert.equal(await run(["export", "--help"], io), 0);
  const help = io.outLines.join("\n");
  assert.match(help, /^ {2}CHAT +the chat's @name or t\.me link$/m);
  assert.match(help, /^ {2}--format ndjson\|csv\|json +NDJSON \(the default\)/m);
  assert.match(help, /^Exit codes: 0 complete, 1 failed/m);
});
