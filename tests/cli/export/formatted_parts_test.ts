import assert from "node:assert/strict";
import { formattedParts } from "../../../src/cli/export/formatted_parts.ts";
import { exportMessages } from "../../../src/exports/export_messages.ts";
import { depsOver, DESC, NEVER, posts, requestFor } from "../../exports/exporting.ts";
import { telegramOver } from "../../history/fixtures.ts";

Deno.test("formattedParts() holds one part at a time, and reads the same again", async () => {
  const deps = depsOver(telegramOver(() => posts(60)));
  const request = requestFor(DESC, { line: ({ id }) => `${id}`.padEnd(20_000, ".") });
  const done = await exportMessages(deps, request, { signal: NEVER });
  assert.ok(done.ok);
  for (let time = 0; time < 2; time++) {
    const sizes: number[] = [];
    const kept: Uint8Array[] = [];
    for await (const part of formattedParts("ndjson", deps.store, done.value.manifest, NEVER)) {
      assert.ok(part.ok);
      sizes.push(part.value.length);
      kept.push(part.value);
    }
    assert.deepEqual(sizes, [1_040_052, 160_008, 0]);
    assert.deepEqual(kept.map(({ length }) => length), [0, 0, 0]);
  }
});
