import assert from "node:assert/strict";
import fc from "fast-check";
import { exportIdOf, exportMessages } from "../../../src/exports/export_messages.ts";
import { hashParts } from "../../../src/exports/read_parts.ts";
import { diskFiles } from "../../../src/exports/stores/disk_files.ts";
import { fileStore } from "../../../src/exports/stores/file_store.ts";
import { RUNS } from "../../history/arbitraries.ts";
import { telegramOver } from "../../history/fixtures.ts";
import { depsOver, DESC, NEVER, posts, requestFor, ROOM, textOf } from "../exporting.ts";
import { crashingDisk, PowerCut } from "./crashing_disk.ts";

/** 250 lines of some 20,000 bytes: five parts. */
const POSTS = posts(250);
const REQUEST = requestFor(DESC, { line: ({ id }) => `${id}`.padEnd(20_000, `${id} `) });
const EXPECTED = POSTS.toReversed().map((post) => `${REQUEST.line(post)}\n`).join("");
/** Bytes and operations of an undisturbed run, rounded up; two runs may be cut short. */
const WHOLE = 5_100_000;

/** How much an undisturbed run has spent at each renaming: just before, between, and just after. */
async function turningPoints(): Promise<readonly number[]> {
  const disk = crashingDisk();
  const points: number[] = [];
  const rename = (from: string, to: string): Promise<void> => {
    points.push(disk.spent());
    return disk.rename(from, to);
  };
  const store = fileStore(diskFiles("/disk", { ...disk, rename }), ROOM);
  const telegram = telegramOver(() => POSTS);
  await exportMessages(depsOver(telegram, { store }), REQUEST, { signal: NEVER });
  return points;
}

const near = fc.tuple(fc.constantFrom(...await turningPoints()), fc.integer({ min: -900, max: 9 }))
  .map(([point, by]) => Math.max(0, point + by));

const cuts = fc.array(
  fc.record({
    // Most of them where it matters: in manifests, and between operations.
    budget: fc.oneof(fc.nat(WHOLE), fc.nat(60), near, near),
    isProcessOnly: fc.boolean(),
    losses: fc.array(fc.nat(2_000_000), { minLength: 1, maxLength: 9 }),
  }),
  { minLength: 1, maxLength: 4 },
);

Deno.test("directoryStore() has whole parts after a crash at any byte, and the export goes on from there", async () => {
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(cuts, fc.constantFrom(1, 4), async (cuts, inFlight) => {
      const disk = crashingDisk();
      const newDeps = () =>
        depsOver(telegramOver(() => POSTS), {
          store: fileStore(diskFiles("/disk", disk), ROOM),
          inFlight,
        });
      let before = "";
      for (const { budget, isProcessOnly, losses } of cuts) {
        disk.power(budget);
        try {
          await exportMessages(newDeps(), REQUEST, { signal: NEVER });
        } catch (error) {
          assert.ok(error instanceof PowerCut, String(error));
          crashes += 1;
        }
        let at = 0;
        disk.restart(isProcessOnly ? undefined : () => losses[at++ % losses.length] ?? 0);
        const { store } = newDeps();
        const record = await store.read(exportIdOf(REQUEST));
        assert.ok(record.ok);
        if (record.value === undefined) {
          assert.equal(before, "", "what was durable is gone");
          continue;
        }
        const hash = await hashParts(store, record.value.manifest);
        assert.ok(hash.ok && hash.value, "a part is torn or gone");
        assert.equal(hash.value.digest("hex"), record.value.manifest.sha256);
        const text = await textOf(store, REQUEST);
        assert.ok(EXPECTED.startsWith(text));
        assert.ok(text.startsWith(before), "what was durable is gone");
        before = text;
      }
      const done = await exportMessages(newDeps(), REQUEST, { signal: NEVER });
      assert.ok(done.ok && done.value.manifest.complete);
      assert.equal(await textOf(newDeps().store, REQUEST) === EXPECTED, true);
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
  assert.ok(crashes > RUNS / 20, `${crashes} crashes`);
});

Deno.test("directoryStore() keeps what was announced: each part is durable before its manifest is", async () => {
  const disk = crashingDisk();
  const store = fileStore(diskFiles("/disk", disk), ROOM);
  const deps = depsOver(telegramOver(() => POSTS), { store });
  const done = await exportMessages(deps, REQUEST, { signal: NEVER });
  assert.ok(done.ok);
  // Everything that may be lost is.
  disk.restart(() => 1);
  assert.equal(await textOf(store, REQUEST) === EXPECTED, true);
  assert.ok(disk.spent() < WHOLE, `${disk.spent()}`);
});
