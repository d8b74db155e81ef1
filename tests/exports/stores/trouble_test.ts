import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { exportMessages } from "../../../src/exports/export_messages.ts";
import type { ExportDeps } from "../../../src/exports/export.ts";
import { directoryStore } from "../../../src/exports/stores/directory_store.ts";
import { type Disk, diskFiles } from "../../../src/exports/stores/disk_files.ts";
import { fileStore } from "../../../src/exports/stores/file_store.ts";
import { telegramOver } from "../../history/fixtures.ts";
import { depsOver, DESC, NEVER, posts, requestFor, ROOM, textOf } from "../exporting.ts";
import { crashingDisk } from "./crashing_disk.ts";

/** 400 lines of some 20,000 bytes: eight parts. */
const REQUEST = requestFor(DESC, { line: ({ id }) => `${id} `.padEnd(20_000, `${id} `) });

function over(disk: Disk, more: Partial<ExportDeps> = {}): ExportDeps {
  const store = fileStore(diskFiles("/disk", disk), ROOM);
  return depsOver(telegramOver(() => posts(400)), { store, inFlight: 2, ...more });
}

class SystemError extends Error {
  constructor(readonly code: string) {
    super(`secret details of ${code}`);
  }
}

/** From the fourth part on, writing fails. */
function broken(error: Error): { readonly disk: Disk; mend(): void } {
  const good = crashingDisk();
  let isBroken = true;
  return {
    mend: () => void (isBroken = false),
    disk: {
      ...good,
      async open(path, options) {
        const file = await good.open(path, options);
        if (!path.includes("/4.ndjson")) return file;
        let written = 0;
        return {
          ...file,
          write: (bytes) => {
            if (isBroken && written > 100_000) return Promise.reject(error);
            written += Math.min(bytes.length, 50_000);
            return file.write(bytes.subarray(0, 50_000));
          },
        };
      },
    },
  };
}

const TROUBLES: readonly (readonly [string, Error, string])[] = [
  ["a full disk", new SystemError("ENOSPC"), "a folder with room left for the export"],
  ["a used-up quota", new SystemError("EDQUOT"), "a folder with room left for the export"],
  [
    "lost permission",
    new Deno.errors.PermissionDenied("secret"),
    "a folder that the program may write to",
  ],
  [
    "a permission that Deno was not given",
    new Deno.errors.NotCapable("secret"),
    "a folder that the program's --allow-read and --allow-write permit",
  ],
  ["a bad disk", new SystemError("EIO"), "a folder that can be read and written"],
];

for (const [what, error, expected] of TROUBLES) {
  Deno.test(`directoryStore() says so of ${what}; nothing is torn, and the export goes on later`, async () => {
    const { disk, mend } = broken(error);
    const done = await exportMessages(over(disk), REQUEST, { signal: NEVER });
    assert.ok(done.ok);
    const { failure, manifest } = done.value;
    assert.deepEqual(failure, { code: "VALIDATION_ERROR", field: "TGTK_EXPORT_DIR", expected });
    assert.deepEqual([manifest.complete, manifest.reason, manifest.parts.length], [
      false,
      "storage",
      3,
    ]);
    const { store } = over(disk);
    const before = await textOf(store, REQUEST);
    const names = await Array.fromAsync(disk.readDir(`/disk/${manifest.id}`), ({ name }) => name);
    assert.deepEqual(names.sort(), ["1.ndjson", "2.ndjson", "3.ndjson", "lock", "manifest.json"]);
    assert.equal(before.split("\n").length - 1, manifest.messages);
    mend();
    const again = await exportMessages(over(disk), REQUEST, { signal: NEVER });
    assert.ok(again.ok && again.value.manifest.complete);
    const lines = (await textOf(store, REQUEST)).split("\n").slice(0, -1);
    assert.deepEqual(
      lines.map((line) => parseInt(line)),
      Array.from({ length: 400 }, (_, at) => 400 - at),
    );
  });
}

Deno.test("directoryStore() says so when its folder is gone, and does not make it again", async () => {
  const root = await Deno.makeTempDir({ prefix: "tgtk_exports_" });
  let calls = 0;
  const telegram = telegramOver(() => posts(400), (page) => {
    if (++calls === 3) Deno.removeSync(root, { recursive: true });
    return page;
  });
  const deps = depsOver(telegram, { store: directoryStore(root, ROOM), inFlight: 1 });
  const expected = "a folder that is there and stays there";
  const failure = { code: "VALIDATION_ERROR", field: "TGTK_EXPORT_DIR", expected } as const;
  const during = await exportMessages(deps, REQUEST, { signal: NEVER });
  assert.ok(during.ok);
  assert.deepEqual([during.value.failure, during.value.manifest.reason], [failure, "storage"]);
  assert.deepEqual(await exportMessages(deps, REQUEST, { signal: NEVER }), { ok: false, failure });
  await assert.rejects(() => Deno.stat(root), Deno.errors.NotFound);
});

Deno.test("directoryStore() touches nothing but folders that are named as exports", async () => {
  const root = await Deno.makeTempDir({ prefix: "tgtk_exports_" });
  try {
    await Deno.mkdir(`${root}/photos`);
    await Deno.writeTextFile(`${root}/photos/manifest.json`, "{}");
    await Deno.writeTextFile(`${root}/notes.txt`, "mine");
    const store = directoryStore(root, ROOM);
    assert.ok((await store.sweep(new Date("2099-01-01"))).ok);
    assert.deepEqual(await store.list(), { ok: true, value: [] });
    assert.deepEqual([...Deno.readDirSync(root)].map(({ name }) => name).sort(), [
      "notes.txt",
      "photos",
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("directoryStore() takes a record that is none of its own for none", async () => {
  const root = await Deno.makeTempDir({ prefix: "tgtk_exports_" });
  try {
    const id = "e".repeat(32);
    await Deno.mkdir(`${root}/${id}`);
    const store = directoryStore(root, ROOM);
    for (const text of ["", "{", "[]", '{"version":2}']) {
      await Deno.writeTextFile(`${root}/${id}/manifest.json`, text);
      assert.deepEqual(await store.read(id), { ok: true, value: undefined });
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

/** Another process: opens an export, says whether it may write, and waits until it is killed. */
const OTHER = `
import { directoryStore } from "${new URL(
  "../../../src/exports/stores/directory_store.ts",
  import.meta.url,
)}";
const [root, id] = Deno.args;
const store = directoryStore(root, { maxBytes: 1e9, maxExports: 10 });
const writer = await store.open(id);
console.log(writer.ok && writer.value !== undefined ? "writes" : "waits");
setInterval(() => {}, 1000);
`;

Deno.test("directoryStore() lets one process write an export; the lock ends with it", async () => {
  const root = await Deno.makeTempDir({ prefix: "tgtk_exports_" });
  const id = "f".repeat(32);
  const script = `${root}/other.ts`;
  await Deno.writeTextFile(script, OTHER);
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  const args = ["run", "--config", config, "--no-check", "-A", script, root, id];
  const other = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  try {
    const reader = other.stdout.getReader();
    const { value } = await reader.read();
    assert.equal(new TextDecoder().decode(value).trim(), "writes");
    await reader.cancel();
    const store = directoryStore(root, ROOM);
    assert.deepEqual(await store.open(id), { ok: true, value: undefined });
    assert.deepEqual(await store.remove(id), { ok: true, value: false });
    other.kill("SIGKILL");
    await other.status;
    const writer = await store.open(id);
    assert.ok(writer.ok && writer.value);
    await writer.value.close();
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
