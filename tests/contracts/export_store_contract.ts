/**
 * What every store of exports must do.
 *
 * @module
 */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { ExportRecord } from "../../src/exports/manifest.ts";
import type { ExportStore } from "../../src/exports/store.ts";
import type { Room } from "../../src/exports/stores/room.ts";

/** A store, and how to be rid of it. */
export interface StoreSetup {
  readonly store: ExportStore;
  close(): Promise<void>;
}

const A = "a".repeat(32);
const B = "b".repeat(32);
const C = "c".repeat(32);
const WIDE: Room = { maxBytes: 1_000_000, maxExports: 10 };

/** A record with parts of so many bytes. */
export function recordOf(
  id: string,
  sizes: readonly number[],
  more: Partial<ExportRecord["manifest"]> = {},
): ExportRecord {
  const parts = sizes.map((bytes, at) => ({
    n: at + 1,
    messages: 1,
    bytes,
    sha256: createHash("sha256").update(partOf(bytes, at + 1)).digest("hex"),
    first_id: at + 1,
    last_id: at + 1,
  }));
  return {
    version: 1,
    owner: "me",
    manifest: {
      id,
      format: "ndjson",
      tool_version: "0.1.0",
      chat: { chat_id: -7, kind: "group", title: "Seven" },
      query: { direction: "desc" },
      messages: sizes.length,
      bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
      sha256: "0".repeat(64),
      covered: {},
      complete: false,
      reason: "in_progress",
      parts,
      created: "2024-01-01T00:00:00Z",
      updated: "2024-01-01T00:00:00Z",
      expires: "2024-01-02T00:00:00Z",
      ...more,
    },
  };
}

/** A part of so many bytes, of its number. */
export function partOf(bytes: number, n: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes).fill(n);
}

/**
 * Registers the contract's tests for an implementation.
 *
 * @param name The implementation's name.
 * @param makeSetup Makes it anew, for each test.
 */
export function exportStoreContract(
  name: string,
  makeSetup: (room: Room) => Promise<StoreSetup>,
): void {
  function test(what: string, room: Room, run: (store: ExportStore) => Promise<void>): void {
    Deno.test(`${name}: ${what}`, async () => {
      const setup = await makeSetup(room);
      try {
        await run(setup.store);
      } finally {
        await setup.close();
      }
    });
  }

  test("a new store has nothing", WIDE, async (store) => {
    assert.deepEqual(await store.list(), { ok: true, value: [] });
    assert.deepEqual(await store.read(A), { ok: true, value: undefined });
    assert.deepEqual(await store.readPart(A, 1), { ok: true, value: undefined });
    assert.deepEqual(await store.sweep(new Date()), { ok: true, value: undefined });
  });

  test("append() adds parts, save() replaces the record", WIDE, async (store) => {
    const writer = await opened(store, A);
    assert.equal(writer.record, undefined);
    await saved(writer.save(recordOf(A, [])));
    await saved(writer.append(partOf(10, 1), recordOf(A, [10])));
    await saved(writer.append(partOf(20, 2), recordOf(A, [10, 20], { complete: true })));
    const record = recordOf(A, [10, 20], { complete: true });
    assert.deepEqual(await store.read(A), { ok: true, value: record });
    assert.deepEqual(await store.list(), { ok: true, value: [record] });
    assert.deepEqual(bytesOf(await store.readPart(A, 2)), [...partOf(20, 2)]);
    assert.deepEqual(await store.readPart(A, 3), { ok: true, value: undefined });
    await saved(writer.save(recordOf(A, [])));
    assert.deepEqual(await store.readPart(A, 1), { ok: true, value: undefined });
    await writer.close();
  });

  test("open() gives what is kept, to one writer at a time", WIDE, async (store) => {
    const writer = await opened(store, A);
    await saved(writer.append(partOf(10, 1), recordOf(A, [10])));
    assert.deepEqual(await store.open(A), { ok: true, value: undefined });
    const other = await opened(store, B);
    await other.close();
    await writer.close();
    await writer.close();
    const next = await opened(store, A);
    assert.deepEqual(next.record, recordOf(A, [10]));
    assert.deepEqual(await store.open(A), { ok: true, value: undefined });
    await next.close();
  });

  test("remove() leaves what is being written", WIDE, async (store) => {
    const writer = await opened(store, A);
    await saved(writer.append(partOf(10, 1), recordOf(A, [10])));
    assert.deepEqual(await store.remove(A), { ok: true, value: false });
    await writer.close();
    assert.deepEqual(await store.remove(A), { ok: true, value: true });
    assert.deepEqual(await store.read(A), { ok: true, value: undefined });
    assert.deepEqual(await store.readPart(A, 1), { ok: true, value: undefined });
    const again = await opened(store, A);
    assert.equal(again.record, undefined);
    await again.close();
  });

  test(
    "sweep() removes what has expired and what has no record, never a running one",
    WIDE,
    async (store) => {
      const running = await opened(store, A);
      await saved(running.append(partOf(1, 1), recordOf(A, [1])));
      await keep(store, recordOf(B, [1]));
      await keep(store, recordOf(C, [1], { expires: "2024-01-03T00:00:00Z" }));
      await (await opened(store, "d".repeat(32))).close();
      assert.ok((await store.sweep(new Date("2024-01-02T00:00:00Z"))).ok);
      assert.deepEqual(await idsIn(store), [A, C]);
      await running.close();
      assert.ok((await store.sweep(new Date("2024-01-02T00:00:00Z"))).ok);
      assert.deepEqual(await idsIn(store), [C]);
    },
  );

  const tight: Room = { maxBytes: 100, maxExports: 10 };

  test("append() makes room: the oldest finished export goes first", tight, async (store) => {
    const done = { complete: true };
    await keep(store, recordOf(A, [40], { ...done, updated: "2024-01-01T00:02:00Z" }));
    await keep(store, recordOf(B, [40], { ...done, updated: "2024-01-01T00:01:00Z" }));
    await keep(store, recordOf(C, [50], { updated: "2024-01-01T00:03:00Z" }));
    assert.deepEqual(await idsIn(store), [A, C]);
  });

  test("append() never takes the room of what is not finished", tight, async (store) => {
    await keep(store, recordOf(A, [60], { updated: "2024-01-01T00:00:00Z" }));
    const running = await opened(store, B);
    await saved(running.append(partOf(30, 1), recordOf(B, [30], { complete: true })));
    const writer = await opened(store, C);
    const record = recordOf(C, [20], { updated: "2024-01-01T00:59:59Z" });
    const refused = await writer.append(partOf(20, 1), record);
    assert.ok(!refused.ok && refused.failure.code === "VALIDATION_ERROR");
    assert.equal(refused.failure.field, "TGTK_EXPORT_MAX_MB");
    assert.deepEqual(await idsIn(store), [A, B]);
    // An hour after it was last written, an export that nobody continues counts as finished.
    const later = recordOf(C, [20], { updated: "2024-01-01T01:00:01Z" });
    await saved(writer.append(partOf(20, 1), later));
    assert.deepEqual(await idsIn(store), [B, C]);
    await writer.close();
    await running.close();
  });

  test("save() bounds the number of exports", { maxBytes: 100, maxExports: 2 }, async (store) => {
    await keep(store, recordOf(A, [1]));
    await keep(store, recordOf(B, [1], { complete: true }));
    await keep(store, recordOf(C, [1]));
    assert.deepEqual(await idsIn(store), [A, C]);
    const writer = await opened(store, B);
    assert.equal((await writer.save(recordOf(B, []))).ok, false);
    await writer.close();
  });

  test("ids and numbers of another form are nowhere", WIDE, async (store) => {
    await keep(store, recordOf(A, [1]));
    for (const id of ["", "..", `../${A}`, `${A}/x`, A.toUpperCase(), "manifest.json"]) {
      assert.deepEqual(await store.read(id), { ok: true, value: undefined }, id);
      assert.deepEqual(await store.readPart(id, 1), { ok: true, value: undefined }, id);
      assert.deepEqual(await store.remove(id), { ok: true, value: false }, id);
      await assert.rejects(() => store.open(id), RangeError, id);
    }
    for (const n of [0, -1, 1.5, NaN, 2 ** 60]) {
      assert.deepEqual(await store.readPart(A, n), { ok: true, value: undefined }, String(n));
    }
  });
}

async function opened(store: ExportStore, id: string) {
  const writer = await store.open(id);
  assert.ok(writer.ok && writer.value);
  return writer.value;
}

async function keep(store: ExportStore, record: ExportRecord): Promise<void> {
  const { id, parts } = record.manifest;
  const writer = await opened(store, id);
  const [part] = parts;
  assert.ok(part);
  await saved(writer.append(partOf(part.bytes, 1), record));
  await writer.close();
}

async function saved(outcome: Promise<{ readonly ok: boolean }>): Promise<void> {
  const { ok } = await outcome;
  assert.ok(ok);
}

async function idsIn(store: ExportStore): Promise<readonly string[]> {
  const records = await store.list();
  assert.ok(records.ok);
  return records.value.map(({ manifest }) => manifest.id).sort();
}

function bytesOf(outcome: Awaited<ReturnType<ExportStore["readPart"]>>): readonly number[] {
  assert.ok(outcome.ok && outcome.value);
  return [...outcome.value];
}
