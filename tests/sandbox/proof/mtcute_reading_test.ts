import assert from "node:assert/strict";
import type { WorldChat } from "../../../src/sandbox/world/world.ts";
import { CHAT, FORUM, NEWS, NEWS_CHAT } from "../../../src/sandbox/world/sample/directory.ts";
import { type BothClients, type TlValue, withBothClients } from "./both_clients.ts";

interface Slice {
  readonly offsetId: number;
  readonly addOffset?: number;
  readonly limit?: number;
}

function getHistory(peer: TlValue, { offsetId, addOffset = 0, limit = 100 }: Slice): TlValue {
  const rest = { offsetDate: 0, maxId: 0, minId: 0, hash: 0 };
  return { _: "messages.getHistory", peer, offsetId, addOffset, limit, ...rest };
}

function getReplies(peer: TlValue, msgId: number, offsetId: number): TlValue {
  const { _, ...rest } = getHistory(peer, { offsetId });
  return { _: "messages.getReplies", ...rest, msgId };
}

function search(peer: TlValue, q: string): TlValue {
  const dates = { minDate: 0, maxDate: 0, offsetId: 0, addOffset: 0, limit: 100 };
  const filter = { _: "inputMessagesFilterEmpty" };
  return { _: "messages.search", peer, q, filter, ...dates, maxId: 0, minId: 0, hash: 0 };
}

/** Ids as a client collects them, newest first, until a page is empty. */
async function readDown(
  { ask }: BothClients,
  request: (offsetId: number) => TlValue,
): Promise<number[]> {
  const ids: number[] = [];
  for (;;) {
    const { messages } = await ask(request(ids.at(-1) ?? 0));
    if (messages.length === 0) return ids;
    ids.push(...messages.map(({ id }) => id));
  }
}

/** As Telegram Desktop reads upward: from behind the last one known, a page before it. */
async function readUp({ ask }: BothClients, peer: TlValue, count: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < count) {
    const offsetId = (ids.at(-1) ?? 0) + 1;
    const { messages } = await ask(getHistory(peer, { offsetId, addOffset: -100 }));
    ids.push(...messages.map(({ id }) => id).reverse());
  }
  return ids.slice(0, count);
}

function idsOf({ history }: WorldChat, from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => history.idAt(from + index));
}

Deno.test("mtcute reads a channel's whole history downward, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const peer = await both.peer("tgtk_news");
    const ids = await readDown(both, (offsetId) => getHistory(peer, { offsetId }));
    const chat = both.world.chat("channel", NEWS.id)!;
    assert.deepEqual(ids.reverse(), idsOf(chat, 0, NEWS.count));
  });
});

Deno.test("mtcute reads a supergroup upward over its gaps, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const ids = await readUp(both, await both.peer("tgtk_chat"), 2_000);
    assert.deepEqual(ids, idsOf(both.world.chat("channel", CHAT.id)!, 0, 2_000));
    assert.ok(ids.at(-1)! > 2_500, "no gaps in the ids");
  });
});

Deno.test("mtcute reads round the longest gap, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const { ask, world } = both;
    const peer = await both.peer("tgtk_chat");
    const middle = (CHAT.swept.from + CHAT.swept.to) >> 1;
    const { messages } = await ask(getHistory(peer, { offsetId: middle, addOffset: -3, limit: 6 }));
    const chat = world.chat("channel", CHAT.id)!;
    const at = chat.history.countBelowId(middle);
    assert.deepEqual(messages.map(({ id }) => id).reverse(), idsOf(chat, at - 3, at + 3));
  });
});

Deno.test("mtcute lists a forum's topics and reads each, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const peer = await both.peer("tgtk_forum");
    const channel = { ...peer, _: "inputChannel" };
    const offsets = { offsetDate: 0, offsetId: 0, offsetTopic: 0, limit: 100 };
    const found = await both.ask({ _: "channels.getForumTopics", channel, ...offsets });
    const topics = both.world.chat("channel", FORUM.id)!.topics!;
    assert.equal(found.count, 12);
    assert.deepEqual(
      new Set(found.topics.map(({ id, title }) => `${id} ${title}`)),
      new Set(topics.map(({ id, title }) => `${id} ${title}`)),
    );
    const ids: number[] = [];
    for (const { id } of topics) {
      ids.push(...await readDown(both, (offsetId) => getReplies(peer, id, offsetId)));
    }
    assert.equal(new Set(ids).size, ids.length, "a message in two topics");
    assert.ok(ids.length > FORUM.count - 30, `${ids.length}`);
  });
});

Deno.test("mtcute reads the comments under a post, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const peer = await both.peer("tgtk_news");
    const ids = await readDown(both, (offsetId) => getReplies(peer, NEWS.busy.id, offsetId));
    assert.equal(ids.length, NEWS.busy.comments);
    assert.deepEqual(ids.reverse(), [...both.world.newsThreads.commentIds(NEWS.busy.id)]);
  });
});

Deno.test("mtcute searches, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const peer = await both.peer("tgtk_news");
    const { messages, count } = await both.ask(search(peer, "museum"));
    assert.ok(messages.length > 0 && count >= messages.length, `${messages.length} of ${count}`);
    assert.ok(messages.every(({ message }) => /museum/i.test(message ?? "")));
  });
});

Deno.test("mtcute reads the discussion group of a channel, as GramJS does", async () => {
  await withBothClients(async (both) => {
    const { messages } = await both.ask(
      getHistory(await both.peer("tgtk_news_chat"), { offsetId: 0, limit: 50 }),
    );
    const chat = both.world.chat("channel", NEWS_CHAT.id)!;
    const { count } = chat.history;
    assert.deepEqual(messages.map(({ id }) => id).reverse(), idsOf(chat, count - 50, count));
  });
});
