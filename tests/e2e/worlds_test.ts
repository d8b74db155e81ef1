/** World files as people name them: each is read to its end by the name that its file gives it. */
import assert from "node:assert/strict";
import { loadWorld } from "../../src/sandbox/world/load/load_world.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import { idsOf, readAll, setUp } from "./in_process.ts";
import { ROOT } from "./program.ts";

const RIVER = `${ROOT}tests/e2e/fixtures/river_watch.result.json`;

/** The newest first. */
const RIVER_IDS = [
  ...[377, 234, 233, 145, 144, 91, 90, 89, 58, 57, 56, 55, 35, 34, 24, 23, 22, 21],
  ...[15, 14, 13, 8, 5, 3, 2, 1],
];

/** Loads a copy of the river's history under another name. */
async function riverAs(fileName: string): Promise<World> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.copyFile(RIVER, `${folder}/${fileName}`);
    return await loadWorld(`${folder}/${fileName}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The @name, as the worlds' README makes it of the file's name. */
const NAMES: readonly (readonly [fileName: string, name: string])[] = [
  ["uk.json", "uk"],
  ["2022.json", "2022"],
  ["ChatExport_2022.json", "_hat_xport_2022"],
  ["Мой чат.json", "_______"],
  ["Self.json", "_elf"],
  ["_.json", "_"],
  ["volunteer-uk.result.json", "volunteer_uk"],
];

for (const [fileName, name] of NAMES) {
  Deno.test(`${fileName} is read to its end as @${name}`, async () => {
    await using setup = await setUp({ world: await riverAs(fileName) });
    const pages = await readAll(setup.call, { chat: `@${name}`, page_size: 10 });
    assert.deepEqual(idsOf(pages), RIVER_IDS);
    assert.equal(pages[0]?.json.chat.username, name);
    const linked = await setup.call("tg_resolve_chat", { input: `https://t.me/${name}` });
    assert.equal(linked.json.title, "River watch");
  });
}

/** The server takes these for the account itself and refuses them: the alias is the way in. */
const ALIASES: readonly (readonly [fileName: string, refused: string, alias: string])[] = [
  ["me.json", "@me", "@w_me"],
  ["self.json", "@self", "@w_self"],
];

for (const [fileName, refused, alias] of ALIASES) {
  Deno.test(`${fileName} is read to its end as ${alias}, ${refused} being the account`, async () => {
    await using setup = await setUp({ world: await riverAs(fileName) });
    const answer = await setup.call("tg_fetch_history", { chat: refused });
    assert.ok(answer.isError);
    const pages = await readAll(setup.call, { chat: alias, page_size: 10 });
    assert.deepEqual(idsOf(pages), RIVER_IDS);
  });
}

Deno.test("an export tells no number of members, and none is made up", async () => {
  await using setup = await setUp({ world: await riverAs("river.json") });
  const { json } = await setup.call("tg_resolve_chat", { input: "@river" });
  assert.deepEqual([json.title, json.member_count ?? "unknown"], ["River watch", "unknown"]);
});

Deno.test("a name that no chat has is refused as before", async () => {
  await using setup = await setUp({ world: await riverAs("uk.json") });
  const REFUSED = { "@2023": "USERNAME_INVALID", "@nobody_here": "CHAT_NOT_FOUND" };
  for (const [chat, code] of Object.entries(REFUSED)) {
    const { isError, json } = await setup.call("tg_fetch_history", { chat });
    assert.deepEqual([isError, json.error.code], [true, code]);
  }
});
