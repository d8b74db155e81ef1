import assert from "node:assert/strict";
import { join } from "node:path";
import { exportStoreOf, storeProblem } from "../../src/cli/export_store.ts";

Deno.test("storeProblem() says what is wrong with a folder that is not there", async () => {
  const folder = await Deno.makeTempDir();
  const missing = { TGTK_EXPORT_DIR: join(folder, "missing") };
  assert.equal(
    await storeProblem(exportStoreOf(missing), missing),
    "Cannot use `TGTK_EXPORT_DIR`: expected a folder that is there and stays there.",
  );
  const there = { TGTK_EXPORT_DIR: folder };
  assert.equal(await storeProblem(exportStoreOf(there), there), undefined);
  await Deno.remove(folder);
});

Deno.test("exportStoreOf() keeps exports in the folder, or in memory", async () => {
  const id = "0".repeat(32);
  const folder = await Deno.makeTempDir();
  const inFolder = await exportStoreOf({ TGTK_EXPORT_DIR: folder }).open(id);
  assert.ok(inFolder.ok && inFolder.value);
  assert.ok((await Deno.stat(join(folder, id))).isDirectory);
  await inFolder.value.close();
  const inMemory = await exportStoreOf({}).open(id);
  assert.ok(inMemory.ok && inMemory.value);
  await Deno.remove(folder, { recursive: true });
});
