/** Chats that change while they are read: what was read is kept, and it is said what that is. */

import assert from "node:assert/strict";
import type { Fault } from "../../src/sandbox/faults/script.ts";
import { exportMessages } from "../../src/exports/export_messages.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import { senderBook } from "../../src/history/senders.ts";
import { succeed } from "../../src/model/failure.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { gramjsTelegram } from "../../src/telegram/gramjs/telegram.ts";
import { setUp } from "../e2e/in_process.ts";
import { optionsFor, patiently, sessionOf } from "../telegram/gramjs/setup.ts";

const onPage = (nth: number, fault: Fault) => ({
  faults: [{ when: { method: "messages.getHistory", call: { nth } }, do: fault }],
});
const ASKED = { chat: "@tgtk_news", page_size: 50 };
const PRIVATE = { make_private: { chat: "@tgtk_news" } } as const;
const DELETED = { error: { code: 400, message: "CHANNEL_INVALID" } } as const;

for (
  const [name, fault, code] of [
    ["becomes private", PRIVATE, "CHANNEL_PRIVATE"],
    ["is deleted", DELETED, "CHAT_NOT_FOUND"],
  ] as const
) {
  Deno.test(`tg_fetch_history() says what was read of a channel that ${name}`, async () => {
    await using setup = await setUp({ world: sampleWorld(), faults: onPage(3, fault) });
    const first = await setup.call("tg_fetch_history", ASKED);
    const cursor = first.json.page_info.cursor;
    const second = await setup.call("tg_fetch_history", { ...ASKED, cursor });
    const { covered, cursor: onward, total_fetched } = second.json.page_info;
    const third = await setup.call("tg_fetch_history", { ...ASKED, cursor: onward });
    assert.ok(third.isError);
    assert.equal(third.json.error.code, code);
    const { from_id, to_id } = covered;
    assert.deepEqual(third.json.error.so_far, { total_fetched, from_id, to_id });
    assert.ok(total_fetched >= 50 && from_id < to_id);
    assert.match(third.text, /It could be read before: \d+ messages, ids \d+–\d+ completely/);
  });
}

Deno.test("exportMessages() keeps what it has of a channel that becomes private", async () => {
  const sandbox = startSandbox({ world: sampleWorld(), faults: onPage(5, PRIVATE) });
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  const found = await telegram.chats.resolveUsername("tgtk_news", patiently());
  assert.ok(found.ok);
  const done = await exportMessages(
    {
      telegram,
      store: memoryStore({ maxBytes: 1 << 28, maxExports: 1 }),
      policy: { mode: "public" },
      inFlight: 1,
      ttlS: 3600,
      toolVersion: "test",
      clock: Date.now,
      sleep: () => Promise.resolve(),
    },
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
  assert.deepEqual(failure, { code: "CHANNEL_PRIVATE", reason: "no_access" });
  assert.deepEqual([manifest.complete, manifest.reason], [false, "telegram"]);
  assert.ok(manifest.messages > 300 && manifest.messages <= 400, String(manifest.messages));
  assert.equal(manifest.covered.to_id, manifest.first_id);
  assert.ok(manifest.covered.from_id! <= manifest.last_id!);
  await telegram.close();
  await sandbox.close();
});

Deno.test("tg_fetch_history() reads on through messages that vanish", async () => {
  const vanish: Fault = { delete_messages: { at_offset: 20 } };
  await using setup = await setUp({ world: sampleWorld(), faults: onPage(2, vanish) });
  const ids: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 4; page++) {
    const answer = await setup.call("tg_fetch_history", { ...ASKED, ...(cursor && { cursor }) });
    assert.ok(!answer.isError, answer.text);
    ids.push(...answer.json.messages.map(({ id }: { readonly id: number }) => id));
    cursor = answer.json.page_info.cursor;
  }
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids, ids.toSorted((a, b) => b - a));
  assert.ok(ids.length >= 180);
});
