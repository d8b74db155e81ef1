import assert from "node:assert/strict";
import { lazyTelegram } from "../../src/telegram/lazy.ts";
import { memoryTelegram } from "../contracts/memory_telegram.ts";

const OPTIONS = { signal: new AbortController().signal };

function counted() {
  const counts = { loaded: 0, closed: 0 };
  const load = () => {
    counts.loaded++;
    const close = () => Promise.resolve(void counts.closed++);
    return Promise.resolve({ ...memoryTelegram({ chats: [] }), now: () => 42, close });
  };
  return { counts, telegram: lazyTelegram(load, () => 7_900) };
}

Deno.test("lazyTelegram() loads the engine with the first call, once", async () => {
  const { counts, telegram } = counted();
  assert.equal(counts.loaded, 0);
  const call = () => telegram.chats.resolveUsername("nobody", OPTIONS);
  const outcomes = await Promise.all([call(), call(), call()]);
  assert.equal(counts.loaded, 1);
  const failure = { code: "CHAT_NOT_FOUND", chat: "nobody" };
  assert.deepEqual(outcomes[2], { ok: false, failure });
});

Deno.test("lazyTelegram() tells the local time until the engine is there", async () => {
  const { telegram } = counted();
  assert.equal(telegram.now(), 7);
  await telegram.chats.resolveUsername("nobody", OPTIONS);
  assert.equal(telegram.now(), 42);
});

Deno.test("lazyTelegram() closes what was loaded, and loads nothing to close it", async () => {
  const { counts, telegram } = counted();
  await telegram.close();
  assert.deepEqual(counts, { loaded: 0, closed: 0 });
  await telegram.chats.resolveUsername("nobody", OPTIONS);
  await telegram.close();
  assert.deepEqual(counts, { loaded: 1, closed: 1 });
});
