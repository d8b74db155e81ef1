/** Chats that change while they are exported: what was read is kept, and it is said what that is. */

import assert from "node:assert/strict";
import { exportMessages } from "../../src/exports/export_messages.ts";
import type { Manifest } from "../../src/exports/manifest.ts";
import { streamExport } from "../../src/exports/read_parts.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { senderBook } from "../../src/history/senders.ts";
import { type Failure, succeed } from "../../src/model/failure.ts";
import type { FaultRule } from "../../src/sandbox/faults/script.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import { depsOver } from "../exports/exporting.ts";
import { optionsFor, patiently, sessionOf } from "../telegram/gramjs/setup.ts";

const NAME = "@tgtk_news";
const WORLD = sampleWorld();

interface Exported {
  readonly failure?: Failure | undefined;
  readonly manifest: Manifest;
  /** In the order of the export. */
  readonly ids: readonly number[];
}

/** Exports the news, page by page; before the fifth page is answered, something happens to chats. */
async function exported(...faults: FaultRule["do"][]): Promise<Exported> {
  const when = { method: "messages.getHistory", call: { nth: 5 } };
  const sandbox = startSandbox({
    world: WORLD,
    faults: { faults: faults.map((fault) => ({ when, do: fault })) },
  });
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  const store = memoryStore({ maxBytes: 1 << 28, maxExports: 1 });
  try {
    const found = await telegram.chats.resolveUsername(NAME.slice(1), patiently());
    assert.ok(found.ok);
    const done = await exportMessages(
      depsOver(telegram, { store, inFlight: 1, sleep: () => Promise.resolve() }),
      {
        ...found.value,
        principal: "test",
        rendering: "test",
        query: { window: {}, direction: "desc" },
        senders: senderBook(() => telegram.now()),
        earlier: () => Promise.resolve(succeed(undefined)),
        discussion: () => Promise.reject(new Error("Cannot find a thread: none was asked for")),
        line: ({ id }) => String(id),
      },
      patiently(),
    );
    assert.ok(done.ok);
    const { failure, manifest } = done.value;
    const decoder = new TextDecoder();
    let lines = "";
    for await (const bytes of streamExport(store, manifest)) {
      assert.ok(bytes.ok && bytes.value);
      lines += decoder.decode(bytes.value, { stream: true });
    }
    return { failure, manifest, ids: lines.trim().split("\n").map(Number) };
  } finally {
    await telegram.close();
    await sandbox.close();
  }
}

for (
  const [name, fault, code] of [
    ["becomes private", { make_private: { chat: NAME } }, "CHANNEL_PRIVATE"],
    ["is deleted", { delete_chat: { chat: NAME } }, "CHAT_NOT_FOUND"],
  ] as const
) {
  Deno.test(`exportMessages() keeps what it has of a channel that ${name}`, async () => {
    const [whole, part] = [await exported(), await exported(fault)];
    assert.equal(part.failure?.code, code);
    const { complete, covered, first_id, last_id, messages, reason } = part.manifest;
    assert.deepEqual([complete, reason], [false, "telegram"]);
    assert.deepEqual(part.ids, whole.ids.slice(0, messages));
    assert.ok(messages > 300 && messages <= 400, String(messages));
    // All that it says to have covered is there.
    assert.equal(covered.to_id, first_id);
    assert.equal(covered.from_id, last_id);
    assert.deepEqual(part.ids, whole.ids.filter((id) => id >= covered.from_id!));
  });
}

Deno.test("exportMessages() exports the same channel though its name is another's by then", async () => {
  const moved = await exported(
    { rename_chat: { chat: NAME, username: "tgtk_news_old" } },
    { rename_chat: { chat: "@tgtk_forum", username: "tgtk_news" } },
  );
  assert.deepEqual(moved.ids, (await exported()).ids);
  assert.equal(moved.manifest.complete, true);
});

Deno.test("exportMessages() goes on through messages that vanish and others that arrive", async () => {
  const whole = await exported();
  const changed = await exported(
    { delete_messages: { chat: NAME, at_offset: 50 } },
    { delete_messages: { chat: NAME, newest: 20 } },
    { add_messages: { chat: NAME, count: 30 } },
  );
  const gone = whole.ids.filter((id) => !changed.ids.includes(id));
  const at = changed.ids.indexOf(whole.ids.find((id) => id < gone.at(-1)!)!);
  // Those at the offset that had not been read are missing, and nothing else: nothing comes twice.
  assert.deepEqual([...changed.ids, ...gone].sort((a, b) => b - a), whole.ids);
  assert.ok(gone.length >= 40 && gone.length < 50, String(gone.length));
  assert.ok(at >= 300, String(at));
  assert.equal(changed.manifest.complete, true);
});
