import assert from "node:assert/strict";
import { exportChanges, withChanges } from "../../src/exports/changes.ts";
import { exportMessages } from "../../src/exports/export_messages.ts";
import { type ExportPartEnded, NO_OBSERVER } from "../../src/model/observer.ts";
import { observedStore } from "../../src/exports/observed_store.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { telegramOver } from "../history/fixtures.ts";
import { depsOver, NEVER, posts, requestFor, ROOM } from "./exporting.ts";

Deno.test("withChanges() tells of each record once it is durable, and of its part", async () => {
  const store = memoryStore(ROOM);
  const changes = exportChanges();
  const heard: (readonly [boolean, number])[] = [];
  const stop = changes.listen(({ manifest: { messages } }, hasPart) =>
    void heard.push([hasPart, messages])
  );
  const telegram = telegramOver(() => posts(3));
  const deps = depsOver(telegram, { store: withChanges(store, changes.tell) });
  const done = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(done.ok && done.value.manifest.complete);
  assert.deepEqual(heard, [[false, 0], [true, 3]]);
  stop();
  await exportMessages(deps, requestFor(undefined, { refresh: true }), { signal: NEVER });
  assert.equal(heard.length, 2);
});

Deno.test("observedStore() shows each part that is written, or could not be", async () => {
  const heard: unknown[] = [];
  const exportPart = () => ({
    within: <T>(work: () => T) => work(),
    end: (part: ExportPartEnded) => void heard.push(part),
  });
  for (const maxBytes of [1_000_000, 10]) {
    const store = observedStore(memoryStore({ maxBytes, maxExports: 9 }), {
      ...NO_OBSERVER,
      exportPart,
    });
    await exportMessages(depsOver(telegramOver(() => posts(3)), { store }), requestFor(), {
      signal: NEVER,
    });
  }
  // Three lines of 65 characters and a break: {"id":3,"chat_id":-1000000000042,"date":1600000002,"text":"post"}
  assert.deepEqual(heard, [
    { status: "ok", messages: 3, bytes: 198 },
    { status: "VALIDATION_ERROR", messages: 3, bytes: 198 },
  ]);
});

Deno.test("withChanges() tells nothing of what could not be kept", async () => {
  const heard: boolean[] = [];
  const store = withChanges(
    memoryStore({ maxBytes: 10, maxExports: 9 }),
    (_record, hasPart) => void heard.push(hasPart),
  );
  const deps = depsOver(telegramOver(() => posts(3)), { store });
  const done = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(!done.ok || !done.value.manifest.complete);
  assert.ok(!heard.includes(true));
});
