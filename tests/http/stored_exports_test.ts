import assert from "node:assert/strict";
import { exportMessages } from "../../src/exports/export_messages.ts";
import { ownerOf } from "../../src/exports/identity.ts";
import type { ExportStore } from "../../src/exports/store.ts";
import { storedExports } from "../../src/http/stored_exports.ts";
import { fail } from "../../src/model/failure.ts";
import { depsOver, DESC, NEVER, NOW_MS, posts, requestFor } from "../exports/exporting.ts";
import { telegramOver } from "../history/fixtures.ts";
import { asking } from "./support.ts";

/** Lines `60`, `59` … `1`, filled with dots to 20,000 characters: two parts. */
const LINES = Array.from({ length: 60 }, (_, i) => `${`${60 - i}`.padEnd(20_000, ".")}\n`).join("");

async function exported() {
  const request = requestFor(DESC, { line: ({ id }) => `${id}`.padEnd(20_000, ".") });
  const deps = depsOver(telegramOver(() => posts(60)));
  const done = await exportMessages(deps, request, { signal: NEVER });
  assert.ok(done.ok);
  return { store: deps.store, manifest: done.value.manifest };
}

function askingOver(store: ExportStore, now = NOW_MS, principal = "local") {
  return asking({
    exports: storedExports({
      store,
      ownerOf: () => ownerOf({ principal, rendering: "off" }),
      clock: () => now,
    }),
  });
}

Deno.test("storedExports() gives an export over HTTP, with its SHA-256 as the tag", async () => {
  const { manifest, store } = await exported();
  const response = await askingOver(store)(`/exports/${manifest.id}.ndjson`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-length"), "1200060");
  assert.equal(response.headers.get("etag"), `"${manifest.sha256}"`);
  assert.equal(await response.text(), LINES);
});

Deno.test("storedExports() gives a range across two parts", async () => {
  const { manifest, store } = await exported();
  const headers = { range: "bytes=1040050-1040055", "if-range": `"${manifest.sha256}"` };
  const response = await askingOver(store)(`/exports/${manifest.id}.ndjson`, { headers });
  assert.equal(response.status, 206);
  assert.equal(response.headers.get("content-range"), "bytes 1040050-1040055/1200060");
  // The first part's last line ends, the second part begins with message 8.
  assert.equal(await response.text(), ".\n8...");
});

Deno.test("storedExports() knows no export of others, and none that has expired", async () => {
  const { manifest, store } = await exported();
  const path = `/exports/${manifest.id}.ndjson`;
  for (const ask of [askingOver(store, NOW_MS, "anna"), askingOver(store, NOW_MS + 3_600_000)]) {
    assert.equal((await ask(path)).status, 404);
  }
});

Deno.test("storedExports() breaks a download off whose part is gone, so that it is seen", async () => {
  const { manifest, store } = await exported();
  const broken: ExportStore = {
    ...store,
    readPart: (id, n) =>
      n === 1 ? store.readPart(id, n) : Promise.resolve({ ok: true, value: undefined }),
  };
  const response = await askingOver(broken)(`/exports/${manifest.id}.ndjson`);
  await assert.rejects(response.text(), /Cannot read a part of the export/);
});

Deno.test("storedExports() stops reading when nobody downloads any more", async () => {
  const { manifest, store } = await exported();
  const read: number[] = [];
  const watched: ExportStore = {
    ...store,
    readPart: (id, n) => {
      read.push(n);
      return store.readPart(id, n);
    },
  };
  const response = await askingOver(watched)(`/exports/${manifest.id}.ndjson`);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  assert.deepEqual(read, [1]);
});

Deno.test("exportAnswer() gives no export that is not complete", async () => {
  const { manifest, store } = await exported();
  const open = await store.open(manifest.id);
  assert.ok(open.ok && open.value?.record);
  const { record } = open.value;
  const halted = {
    ...record,
    manifest: { ...manifest, complete: false, reason: "time_limit" as const },
  };
  await open.value.save(halted);
  await open.value.close();
  const response = await askingOver(store)(`/exports/${manifest.id}.ndjson`);
  assert.equal(response.status, 409);
  assert.equal((await response.json()).error.code, "INCOMPLETE");
});

Deno.test("exportAnswer() and readiness say that the store cannot be reached", async () => {
  const { store } = await exported();
  const gone = fail({ code: "VALIDATION_ERROR", field: "TGTK_EXPORT_DIR", expected: "a folder" });
  const broken: ExportStore = {
    ...store,
    read: () => Promise.resolve(gone),
    list: () => Promise.resolve(gone),
  };
  assert.equal((await askingOver(broken)(`/exports/${"0".repeat(32)}.ndjson`)).status, 503);
  const exportsOf = (each: ExportStore) =>
    storedExports({ store: each, ownerOf: String, clock: () => NOW_MS });
  assert.deepEqual(await exportsOf(broken).problem(), gone.ok ? undefined : gone.failure);
  assert.equal(await exportsOf(store).problem(), undefined);
});
