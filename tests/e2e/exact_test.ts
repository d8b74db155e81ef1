import assert from "node:assert/strict";
import { combine, cut, withhold } from "../../src/sandbox/faults/short_pages.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { World, WorldChat } from "../../src/sandbox/world/world.ts";
import { type Answer, idsOf, readAll, setUp } from "./in_process.ts";

const WORLD = sampleWorld();

/** Messages by chat and id, oldest first, straight from the world; a migrated group begins as a basic one. */
function worldMessages(world: World, username: string): readonly string[] {
  const id = Number(world.byUsername(username)!.id);
  const chat = world.chat("channel", id);
  assert.ok(chat);
  const from = chat.details.migratedFrom?.chatId;
  const before = from === undefined ? undefined : world.chat("chat", from);
  return [
    ...before === undefined ? [] : listed(before, -from!),
    ...listed(chat, -1_000_000_000_000 - id),
  ];
}

function listed({ history }: WorldChat, chatId: number): readonly string[] {
  return Array.from({ length: history.count }, (_, index) => `${chatId}/${history.idAt(index)}`);
}

/** The messages of pages, by chat and id. */
function read(pages: readonly Answer[]): readonly string[] {
  return pages.flatMap(({ json }) =>
    json.messages.map(({ chat_id = json.chat.chat_id, id }: { chat_id?: number; id: number }) =>
      `${chat_id}/${id}`
    )
  );
}

Deno.test("a supergroup with 30 % of its ids deleted is read completely, down and up, one call a page", async () => {
  await using setup = await setUp({ world: WORLD });
  const expected = worldMessages(WORLD, "tgtk_chat");
  assert.equal(expected.length, 20_000 + 600);
  for (const direction of ["desc", "asc"]) {
    const before = setup.trace.length;
    const pages = await readAll(setup.call, { chat: "@tgtk_chat", page_size: 100, direction });
    assert.deepEqual(read(pages), direction === "asc" ? expected : expected.toReversed());
    const calls = setup.trace.slice(before)
      .filter(({ method }) => method === "messages.getHistory");
    assert.ok(calls.length <= 209, `${calls.length} calls for 206 pages`);
  }
});

Deno.test("pages withheld and cut at random lose nothing and repeat nothing", async () => {
  const withheld = withhold(0.05, 7);
  await using setup = await setUp({
    world: WORLD,
    shortPages: combine(withheld, cut(0.3, 8)),
  });
  const all = worldMessages(WORLD, "tgtk_chat");
  const isServed = (message: string) => {
    const [chat, id] = message.split("/").map(Number);
    const chatId = chat! < -1_000_000_000_000 ? -chat! - 1_000_000_000_000 : -chat!;
    return withheld({ chatId, ids: [id!], newerThanOffset: 0 }).length === 1;
  };
  const expected = all.filter(isServed);
  assert.ok(expected.length < all.length - 500);
  for (const direction of ["desc", "asc"]) {
    const pages = await readAll(setup.call, { chat: "tgtk_chat", page_size: 100, direction });
    assert.deepEqual(read(pages), direction === "asc" ? expected : expected.toReversed());
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
    // The first read has to find the chat.
    assert.equal(pages[0]?.json.page_info.telegram_calls, direction === "asc" ? 2 : 1);
  }
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

Deno.test("the id that a group had before its migration is taken bare, too", async () => {
  await using setup = await setUp({ world: WORLD });
  const id = WORLD.chat("chat", 4100201)!.history.idAt(3);
  for (const input of [4100201, "4100201", -4100201]) {
    const { json } = await setup.call("tg_resolve_chat", { input });
    assert.equal(json.username, "tgtk_chat");
    // Its ids are its own.
    const named = await setup.call("tg_get_messages", { chat: input, ids: [id] });
    assert.deepEqual(named.json.requested, [{ chat_id: -4100201, id }]);
    assert.equal(named.json.messages[0].id, id);
  }
  const unknown = await setup.call("tg_resolve_chat", { input: 4100299 });
  assert.equal(unknown.json.error.code, "CHAT_NOT_FOUND");
  assert.match(unknown.text, /4100299/);
  assert.doesNotMatch(unknown.text, /-4100299/);
});
