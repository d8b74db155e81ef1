import assert from "node:assert/strict";
import { combine, cut, withhold } from "../../src/sandbox/faults/short_pages.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { World } from "../../src/sandbox/world/world.ts";
import { idsOf, readAll, setUp } from "./in_process.ts";

const WORLD = sampleWorld();

/** The ids of a chat's messages, oldest first, straight from the world. */
function worldIds(world: World, username: string): readonly number[] {
  const entity = world.byUsername(username);
  const chat = world.chats.find((each) =>
    each.entity === entity || each.entity.id.equals(entity!.id)
  );
  assert.ok(chat);
  return Array.from({ length: chat.history.count }, (_, index) => chat.history.idAt(index));
}

Deno.test("a supergroup with 30 % of its ids deleted is read completely, down and up, one call a page", async () => {
  await using setup = await setUp({ world: WORLD });
  const expected = worldIds(WORLD, "tgtk_chat");
  assert.equal(expected.length, 20_000);
  for (const direction of ["desc", "asc"]) {
    const before = setup.trace.length;
    const pages = await readAll(setup.call, { chat: "@tgtk_chat", page_size: 100, direction });
    assert.deepEqual(idsOf(pages), direction === "asc" ? expected : expected.toReversed());
    const calls = setup.trace.slice(before).filter(({ method }) =>
      method === "messages.getHistory"
    );
    assert.ok(calls.length <= 201, `${calls.length} calls for 200 pages`);
  }
});

Deno.test("pages withheld and cut at random lose nothing and repeat nothing", async () => {
  const withheld = withhold(0.05, 7);
  await using setup = await setUp({
    world: WORLD,
    shortPages: combine(withheld, cut(0.3, 8)),
  });
  const all = worldIds(WORLD, "tgtk_chat");
  const chatId = Number(WORLD.byUsername("tgtk_chat")!.id);
  const expected = withheld({ chatId, ids: all, newerThanOffset: 0 });
  assert.ok(expected.length < all.length - 500);
  for (const direction of ["desc", "asc"]) {
    const pages = await readAll(setup.call, { chat: "tgtk_chat", page_size: 100, direction });
    assert.deepEqual(idsOf(pages), direction === "asc" ? expected : expected.toReversed());
  }
});

Deno.test("a window deep in a million posts is reached with its first call", async () => {
  await using setup = await setUp({ world: WORLD });
  const big = WORLD.chats.find(({ entity }) =>
    "username" in entity && entity.username === "tgtk_big"
  )!;
  const middle = big.history.dateAt(500_000);
  const from = new Date(middle * 1000).toISOString();
  const to = new Date((middle + 7200) * 1000).toISOString();
  const bounds = {
    from: big.history.countBeforeDate(middle),
    to: big.history.countBeforeDate(middle + 7200),
  };
  const expected = Array.from(
    { length: bounds.to - bounds.from },
    (_, index) => big.history.idAt(bounds.from + index),
  );
  assert.ok(expected.length > 0);
  for (const direction of ["asc", "desc"]) {
    const pages = await readAll(setup.call, {
      chat: "tgtk_big",
      from_date: from,
      to_date: to,
      direction,
      page_size: 100,
    });
    assert.deepEqual(idsOf(pages), direction === "asc" ? expected : expected.toReversed());
    assert.equal(pages[0]?.json.page_info.telegram_calls, 1);
  }
});

Deno.test("a page of 100 costs one call, a chat seen before none", async () => {
  await using setup = await setUp({ world: WORLD });
  await setup.call("tg_resolve_chat", { input: "@tgtk_news" });
  const before = setup.trace.length;
  const answer = await setup.call("tg_fetch_history", { chat: "t.me/TGTK_NEWS", page_size: 100 });
  assert.equal(answer.json.messages.length, 100);
  assert.deepEqual(setup.trace.slice(before).map(({ method }) => method), ["messages.getHistory"]);
  await setup.call("tg_resolve_chat", { input: String(answer.json.chat.chat_id) });
  assert.equal(setup.trace.length, before + 1);
});

Deno.test("every call asks for no updates, and reads only", async () => {
  await using setup = await setUp({ world: WORLD });
  await setup.call("tg_resolve_chat", { input: "@tgtk_forum" });
  await setup.call("tg_fetch_history", { chat: "@tgtk_forum" });
  assert.deepEqual(setup.trace.map(({ method }) => method), [
    "help.getConfig",
    "contacts.resolveUsername",
    "channels.getFullChannel",
    "messages.getHistory",
  ]);
  for (const { wrappers } of setup.trace) assert.ok(wrappers.includes("invokeWithoutUpdates"));
});
