/** Chats that change while they are read: what was read is kept, and it is said what that is. */

import assert from "node:assert/strict";
import { Api, bigInt } from "../../src/gramjs.ts";
import type { FaultRule, FaultScript } from "../../src/sandbox/faults/script.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import type { World, WorldMessage } from "../../src/sandbox/world/world.ts";
import { idsOf, readAll, serveOn, setUp } from "../e2e/in_process.ts";
import { basicGroup, ofChat, text, user, worldChat, worldOf } from "../sandbox/tiny_world.ts";

/** What happens to chats before a page is answered. */
const onPage = (nth: number, ...faults: FaultRule["do"][]): FaultScript => ({
  faults: faults.map((fault) => ({
    when: { method: "messages.getHistory", call: { nth } },
    do: fault,
  })),
});
const NAME = "@tgtk_news";
const ASKED = { chat: NAME, page_size: 50 };
const RENAMED = { rename_chat: { chat: NAME, username: "tgtk_news_old" } } as const;
const MOVED = { rename_chat: { chat: "@tgtk_forum", username: "tgtk_news" } } as const;
const SO_FAR = /It could be read before: \d+ messages, ids \d+–\d+ completely/;

const news =
  sampleWorld().chats.find(({ entity }) =>
    entity.className === "Channel" && entity.username === "tgtk_news"
  )!.history;
/** Pictures that can be looked at once. */
const hasLifetime = (message: WorldMessage) =>
  message.className === "Message" && message.media?.className === "MessageMediaPhoto" &&
  message.media.ttlSeconds !== undefined;

/** Straight from the world, newest first; messages with a lifetime are never shown. */
const NEWS_IDS = Array.from({ length: news.count }, (_, index) => news.at(index))
  .filter((message) => message.ttlPeriod === undefined && !hasLifetime(message))
  .map(({ id }) => id)
  .reverse();

for (
  const [name, fault, code] of [
    ["becomes private", { make_private: { chat: NAME } }, "CHANNEL_PRIVATE"],
    ["is deleted", { delete_chat: { chat: NAME } }, "CHAT_NOT_FOUND"],
  ] as const
) {
  Deno.test(`tg_fetch_history() says what was read of a channel that ${name}`, async () => {
    await using setup = await setUp({ world: sampleWorld(), faults: onPage(3, fault) });
    const first = await setup.call("tg_fetch_history", ASKED);
    const second = await setup.call("tg_fetch_history", {
      ...ASKED,
      cursor: first.json.page_info.cursor,
    });
    const { covered: { from_id, to_id }, cursor } = second.json.page_info;
    assert.deepEqual([from_id, to_id], [NEWS_IDS[99], NEWS_IDS[0]]);
    const third = await setup.call("tg_fetch_history", { ...ASKED, cursor });
    assert.ok(third.isError);
    assert.equal(third.json.error.code, code);
    assert.deepEqual(third.json.error.so_far, { total_fetched: 100, from_id, to_id });
    assert.match(third.text, SO_FAR);
    // Nobody has the name any more, and what was read is told all the same.
    const fourth = await setup.call("tg_fetch_history", { ...ASKED, cursor });
    assert.equal(fourth.json.error.code, "CHAT_NOT_FOUND");
    assert.deepEqual(fourth.json.error.so_far, third.json.error.so_far);
    const upward = { ...ASKED, direction: "asc", cursor };
    const { so_far } = (await setup.call("tg_fetch_history", upward)).json.error;
    assert.deepEqual(so_far, { total_fetched: 100 });
  });
}

Deno.test("tg_fetch_history() reads on in the same channel though its name is another's", async () => {
  await using setup = await setUp({ world: sampleWorld(), faults: onPage(3, RENAMED, MOVED) });
  const pages = await readAll(setup.call, { chat: NAME, page_size: 100 });
  assert.deepEqual(idsOf(pages), NEWS_IDS);
});

for (
  const [name, faults, code] of [
    ["has another name", [RENAMED], "CHAT_NOT_FOUND"],
    ["lost its name to another one", [RENAMED, MOVED], "INVALID_CURSOR"],
  ] as const
) {
  Deno.test(`another process mixes nothing where a channel ${name}`, async () => {
    const sandbox = startSandbox({ world: sampleWorld(), faults: onPage(2, ...faults) });
    let cursor: string;
    {
      await using first = await serveOn(sandbox.ready);
      const page = await first.call("tg_fetch_history", ASKED);
      cursor = page.json.page_info.cursor;
      const second = await first.call("tg_fetch_history", { ...ASKED, cursor });
      assert.deepEqual(idsOf([page, second]), NEWS_IDS.slice(0, 100));
      cursor = second.json.page_info.cursor;
    }
    await using other = await serveOn(sandbox.ready);
    const refused = await other.call("tg_fetch_history", { ...ASKED, cursor });
    assert.ok(refused.isError);
    assert.equal(refused.json.error.code, code);
    const [to_id, from_id] = [NEWS_IDS[0], NEWS_IDS[99]];
    assert.deepEqual(refused.json.error.so_far, { total_fetched: 100, from_id, to_id });
    assert.match(refused.text, SO_FAR);
    const onward = await other.call("tg_fetch_history", {
      chat: "@tgtk_news_old",
      page_size: 100,
      cursor,
    });
    assert.ok(!onward.isError, onward.text);
    assert.deepEqual(idsOf([onward]), NEWS_IDS.slice(100, 200));
    await sandbox.close();
  });
}

Deno.test("tg_fetch_history() reads on through messages that vanish", async () => {
  const vanish = { delete_messages: { at_offset: 20 } } as const;
  await using setup = await setUp({ world: sampleWorld(), faults: onPage(2, vanish) });
  const pages = await readAll(setup.call, { chat: NAME, page_size: 50 });
  const gone = new Set(NEWS_IDS.slice(49, 69));
  const before = new Set(NEWS_IDS.slice(0, 50));
  // The last one of the first page is at the offset: it was read before it was gone.
  assert.deepEqual(idsOf(pages), NEWS_IDS.filter((id) => before.has(id) || !gone.has(id)));
});

const GROUP = 700;
const SUPERGROUP = -1_002_000_000_700;
const ANNA = user(11, "Anna");

/** A basic group of ten messages. */
function groupWorld(): World {
  const messages = Array.from(
    { length: 10 },
    (_, at) => text(ofChat(GROUP), at + 1, { fromId: new Api.PeerUser({ userId: bigInt(11) }) }),
  );
  return worldOf({
    self: user(10, "Self", { self: true }),
    users: [ANNA],
    chats: [worldChat(basicGroup(GROUP, "Choir"), messages)],
  });
}

Deno.test("a basic group that becomes a supergroup is read to its end, then as one", async () => {
  const migrate = { migrate_chat: { chat: GROUP } } as const;
  const sandbox = startSandbox({ world: groupWorld(), faults: onPage(2, migrate) });
  const chats = { TGTK_CHATS: `-${GROUP},${SUPERGROUP}` };
  await using first = await serveOn(sandbox.ready, chats);
  const asked = { chat: -GROUP, page_size: 4 };
  const pages = await readAll(first.call, asked);
  assert.deepEqual(idsOf(pages), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  assert.deepEqual(pages.map(({ json }) => json.chat.chat_id), [-GROUP, -GROUP, -GROUP]);
  // Asked anew it is the supergroup, with what the group held before.
  for (const chat of [-GROUP, SUPERGROUP]) {
    const whole = await readAll(first.call, { chat, page_size: 100 });
    const read = whole.flatMap(({ json }) => {
      assert.equal(json.chat.chat_id, SUPERGROUP);
      return json.messages.map(({ chat_id = SUPERGROUP, id }: { chat_id?: number; id: number }) =>
        `${chat_id}/${id}`
      );
    });
    const old = Array.from({ length: 11 }, (_, at) => `-${GROUP}/${11 - at}`);
    assert.deepEqual(read, [`${SUPERGROUP}/1`, ...old]);
  }
  await sandbox.close();
});
