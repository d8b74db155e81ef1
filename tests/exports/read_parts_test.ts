import assert from "node:assert/strict";
import { exportIdOf, exportMessages } from "../../src/exports/export_messages.ts";
import { ownerOf } from "../../src/exports/identity.ts";
import { findExport, listExports, readPart, streamExport } from "../../src/exports/read_parts.ts";
import { telegramOver } from "../history/fixtures.ts";
import { depsOver, DESC, NEVER, NOW_MS, posts, requestFor } from "./exporting.ts";

const REQUEST = requestFor(DESC, { line: ({ id }) => `${id}`.padEnd(20_000, ".") });
const OWNER = ownerOf(REQUEST);
const NOW = new Date(NOW_MS);

/** Two parts: 52 lines of 20,001 bytes, and 8 more. */
async function exported() {
  const deps = depsOver(telegramOver(() => posts(60)));
  const done = await exportMessages(deps, REQUEST, { signal: NEVER });
  assert.ok(done.ok);
  return { store: deps.store, manifest: done.value.manifest };
}

Deno.test("findExport() and listExports() show exports to their owner until they expire", async () => {
  const { manifest, store } = await exported();
  const id = exportIdOf(REQUEST);
  const stranger = ownerOf({ principal: "another", rendering: "off" });
  const otherwise = ownerOf({ principal: "local", rendering: "mask" });
  const late = new Date(NOW_MS + 3_600_000);
  const shown = [];
  for (
    const of of [
      { store, owner: OWNER, now: NOW },
      { store, owner: stranger, now: NOW },
      { store, owner: otherwise, now: NOW },
      { store, owner: OWNER, now: late },
    ]
  ) shown.push([await findExport(of, id), await listExports(of)]);
  const none = [{ ok: true, value: undefined }, { ok: true, value: [] }];
  assert.deepEqual(shown, [
    [{ ok: true, value: manifest }, { ok: true, value: [manifest] }],
    none,
    none,
    none,
  ]);
  assert.deepEqual(await findExport({ store, owner: OWNER, now: NOW }, "../etc"), none[0]);
});

Deno.test("streamExport() gives any range of the bytes", async () => {
  const { manifest, store } = await exported();
  assert.deepEqual(manifest.parts.map(({ bytes }) => bytes), [1_040_052, 160_008]);
  const read = async (start?: number, end?: number) => {
    const range = {
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    };
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of streamExport(store, manifest, range)) {
      assert.ok(bytes.ok && bytes.value);
      text += decoder.decode(bytes.value);
    }
    return text;
  };
  const whole = await read();
  assert.equal(whole.length, 1_200_060);
  for (
    const [start, end] of [[0, 5], [1_040_050, 1_040_056], [1_040_052, 1_040_054], [1_200_050]]
  ) {
    assert.equal(await read(start, end), whole.slice(start, end));
  }
  assert.equal(await read(7, 7), "");
});

Deno.test("readPart() gives a part only as the manifest tells of it", async () => {
  const { manifest, store } = await exported();
  const second = await readPart(store, manifest, 2);
  assert.ok(second.ok);
  assert.equal(second.value?.length, 160_008);
  assert.deepEqual(await readPart(store, manifest, 3), { ok: true, value: undefined });
  const changed = {
    ...store,
    readPart: () => Promise.resolve({ ok: true, value: new Uint8Array(160_008) } as const),
  };
  assert.deepEqual(await readPart(changed, manifest, 2), { ok: true, value: undefined });
});
