/**
 * What every implementation of the Telegram port must do. It runs over one history that all of them
 * hold:
 *
 * | chat | id | messages |
 * | --- | --- | --- |
 * | channel `@contract_news` | 2001 | 10, 20, … 300; 150 has a lifetime |
 * | supergroup `@contract_chat`, its discussion group, once group 601 | 2002 | by Ann: 1, 2 (a reply to 1), 3 (pinning), 11 and 12 (comments on 20), 13; 10 is the copy of post 20 |
 * | private channel, not readable | 2003 | 1 |
 * | forum `@contract_forum` | 2004 | 1 and 8 in General; 5 opens a topic with 7 and 9 (a reply to 7); 6 opens one with 10 |
 * | channel `@contract_media` | 2005 | 1 … 14, one of each kind |
 * | basic group, member | 601 | 1, 2 |
 * | user `@contract_ann` | 11 | 4 |
 *
 * Access hashes are the id times 7; a message's date is its id after 1,700,000,000; its text `text <id>`.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { ChatRef, HistoryRequest, Telegram } from "../../src/telegram/port.ts";

/** An implementation over the contract's history. */
export interface ContractSetup {
  readonly telegram: Telegram;
  /** Telegram's methods called so far, without what opens a connection. */
  methods(): readonly string[];
  /** Closes the port, then everything behind it. */
  close(): Promise<void>;
}

const NEWS: ChatRef = { type: "channel", id: 2001, access_hash: "14007" };
const CHAT: ChatRef = { type: "channel", id: 2002, access_hash: "14014" };
const PRIVATE: ChatRef = { type: "channel", id: 2003, access_hash: "14021" };
const GROUP: ChatRef = { type: "group", id: 601 };
const ANN: ChatRef = { type: "user", id: 11, access_hash: "77" };
const STRANGER: ChatRef = { type: "channel", id: 2001, access_hash: "1" };

/** Request → ids; all of `@contract_news`. */
const PAGES: readonly (readonly [Omit<HistoryRequest, "ref">, readonly number[]])[] = [
  [{ limit: 3 }, [300, 290, 280]],
  [{ limit: 3, offset_id: 100 }, [90, 80, 70]],
  [{ limit: 3, offset_id: 95 }, [90, 80, 70]],
  [{ limit: 3, offset_id: 30 }, [20, 10]],
  [{ limit: 3, offset_id: 10 }, []],
  [{ limit: 3, offset_id: 100, add_offset: 2 }, [70, 60, 50]],
  [{ limit: 3, offset_id: 100, add_offset: -3 }, [120, 110, 100]],
  [{ limit: 4, offset_id: 101, add_offset: -2 }, [120, 110, 100, 90]],
  [{ limit: 3, offset_id: 1, add_offset: -3 }, [30, 20, 10]],
  [{ limit: 3, offset_id: 300, add_offset: -3 }, [300]],
  [{ limit: 3, offset_date: 1_700_000_100 }, [90, 80, 70]],
  [{ limit: 3, offset_date: 1_700_000_101 }, [100, 90, 80]],
  [{ limit: 3, offset_date: 1_700_000_000 }, []],
  [{ limit: 1, offset_id: 20 }, [10]],
];

/**
 * Registers the contract's tests for an implementation.
 *
 * @param name The implementation's name.
 * @param makeSetup Makes it anew, for each test.
 */
export function telegramContract(name: string, makeSetup: () => Promise<ContractSetup>): void {
  const options = () => ({ signal: new AbortController().signal });

  function test(what: string, run: (setup: ContractSetup) => Promise<void>): void {
    Deno.test(`${name}: ${what}`, async () => {
      const setup = await makeSetup();
      try {
        await run(setup);
      } finally {
        await setup.close();
      }
    });
  }

  test("getHistory() cuts pages by offset and limit", async ({ telegram }) => {
    for (const [request, ids] of PAGES) {
      const page = await telegram.messages.getHistory({ ref: NEWS, ...request }, options());
      assert.ok(page.ok);
      assert.deepEqual(page.value.ids, ids, JSON.stringify(request));
    }
  });

  test("getHistory() serves at most 100 a page", async ({ telegram }) => {
    const page = await telegram.messages.getHistory({ ref: NEWS, limit: 100 }, options());
    assert.ok(page.ok);
    assert.equal(page.value.ids.length, 30);
  });

  test("getHistory() and search() count what was asked about, wherever the page is", async ({ telegram }) => {
    const request = { ref: NEWS, limit: 2, offset_id: 100 };
    const page = await telegram.messages.getHistory(request, options());
    assert.ok(page.ok);
    assert.equal(page.value.total, 30);
    const group = await telegram.messages.getHistory({ ref: GROUP, limit: 10 }, options());
    assert.ok(group.ok);
    assert.equal(group.value.total, 2);
    const found = await telegram.messages.search(
      { ref: NEWS, limit: 2, text: "100", filter: "any" },
      options(),
    );
    assert.ok(found.ok);
    assert.equal(found.value.total, 1);
  });

  test("getHistory() shows messages with a lifetime by id only", async ({ telegram }) => {
    const request = { ref: NEWS, limit: 3, offset_id: 170 };
    const page = await telegram.messages.getHistory(request, options());
    assert.ok(page.ok);
    assert.deepEqual(page.value.ids, [160, 150, 140]);
    assert.deepEqual(page.value.messages, [
      { id: 160, chat_id: -1000000002001, date: 1700000160, text: "text 160" },
      { id: 140, chat_id: -1000000002001, date: 1700000140, text: "text 140" },
    ]);
  });

  test("getHistory() names senders and what is replied to and reported", async ({ telegram }) => {
    const page = await telegram.messages.getHistory(
      { ref: CHAT, limit: 10, offset_id: 4 },
      options(),
    );
    assert.ok(page.ok);
    const sender = { id: 11, kind: "user", name: "Ann", username: "contract_ann" };
    const rest = { chat_id: -1000000002002, sender };
    assert.deepEqual(page.value.messages, [
      { id: 3, date: 1700000003, text: "", service: "pinned a message", ...rest },
      { id: 2, date: 1700000002, text: "text 2", reply_to_id: 1, thread_id: 1, ...rest },
      { id: 1, date: 1700000001, text: "text 1", ...rest },
    ]);
  });

  test("getHistory() reads basic groups, which have no access hash", async ({ telegram }) => {
    const page = await telegram.messages.getHistory({ ref: GROUP, limit: 10 }, options());
    assert.ok(page.ok);
    assert.deepEqual(page.value.ids, [2, 1]);
    assert.equal(page.value.messages[0]?.chat_id, -601);
  });

  test("getHistory() fails for chats that cannot be read", async ({ telegram }) => {
    assert.deepEqual(await telegram.messages.getHistory({ ref: PRIVATE, limit: 1 }, options()), {
      ok: false,
      failure: { code: "CHANNEL_PRIVATE", reason: "no_access" },
    });
    assert.deepEqual(await telegram.messages.getHistory({ ref: STRANGER, limit: 1 }, options()), {
      ok: false,
      failure: { code: "CHAT_NOT_FOUND", chat: "-1000000002001" },
    });
  });

  test("resolveUsername() finds chats and people, whatever the case", async ({ telegram }) => {
    assert.deepEqual(await telegram.chats.resolveUsername("Contract_NEWS", options()), {
      ok: true,
      value: {
        chat: {
          chat_id: -1000000002001,
          kind: "channel",
          title: "Contract News",
          usernames: ["contract_news"],
          username: "contract_news",
        },
        ref: NEWS,
      },
    });
    const ann = await telegram.chats.resolveUsername("contract_ann", options());
    assert.ok(ann.ok);
    assert.deepEqual([ann.value.chat.kind, ann.value.chat.title], ["user", "Ann"]);
    assert.deepEqual(ann.value.ref, ANN);
  });

  test("resolveUsername() tells the free from the impossible", async ({ telegram }) => {
    assert.deepEqual(await telegram.chats.resolveUsername("nobody_has_this", options()), {
      ok: false,
      failure: { code: "CHAT_NOT_FOUND", chat: "nobody_has_this" },
    });
    assert.deepEqual(await telegram.chats.resolveUsername("1_bad", options()), {
      ok: false,
      failure: { code: "USERNAME_INVALID", username: "1_bad" },
    });
  });

  test("getDetails() describes every kind of chat", async ({ telegram }) => {
    const news = await telegram.chats.getDetails(NEWS, options());
    assert.ok(news.ok);
    assert.deepEqual(news.value.details, {
      description: "All of it",
      member_count: 70,
      linked_chat_id: -1000000002002,
    });
    const chat = await telegram.chats.getDetails(CHAT, options());
    assert.ok(chat.ok);
    assert.deepEqual(chat.value.details, {
      member_count: 3,
      linked_chat_id: -1000000002001,
      migrated_from: { chat_id: -601, max_id: 2 },
    });
    const group = await telegram.chats.getDetails(GROUP, options());
    assert.ok(group.ok);
    assert.equal(group.value.details.description, "Old friends");
    const ann = await telegram.chats.getDetails(ANN, options());
    assert.ok(ann.ok);
  });

  test("getDetails() tells the chats that came with it", async ({ telegram }) => {
    const seenWith = async (ref: ChatRef) => {
      const full = await telegram.chats.getDetails(ref, options());
      return full.ok ? full.value.seen : undefined;
    };
    assert.deepEqual(await seenWith(NEWS), [{
      chat: {
        chat_id: -1000000002002,
        kind: "supergroup",
        title: "Contract Chat",
        usernames: ["contract_chat"],
        username: "contract_chat",
      },
      ref: CHAT,
    }]);
    assert.deepEqual((await seenWith(CHAT))?.map(({ ref }) => ref), [NEWS, GROUP]);
    assert.deepEqual(await seenWith(GROUP), []);
    assert.deepEqual(await seenWith(ANN), []);
  });

  test("getChat() finds what a reference points to", async ({ telegram }) => {
    const titles = [];
    for (const ref of [NEWS, CHAT, GROUP, ANN]) {
      const chat = await telegram.chats.getChat(ref, options());
      assert.ok(chat.ok);
      assert.deepEqual(chat.value.ref, ref);
      titles.push(chat.value.chat.title);
    }
    assert.deepEqual(titles, ["Contract News", "Contract Chat", "Contract Group", "Ann"]);
    const none = await telegram.chats.getChat(PRIVATE, options());
    assert.deepEqual(none, {
      ok: false,
      failure: { code: "CHANNEL_PRIVATE", reason: "no_access" },
    });
  });

  test("each method is one call of Telegram", async ({ telegram, methods }) => {
    const { chats, messages } = telegram;
    await chats.resolveUsername("contract_news", options());
    for (const ref of [NEWS, GROUP, ANN]) await chats.getDetails(ref, options());
    for (const ref of [NEWS, GROUP, ANN]) await chats.getChat(ref, options());
    await messages.getHistory({ ref: NEWS, limit: 1 }, options());
    assert.deepEqual(methods(), [
      "contacts.resolveUsername",
      "channels.getFullChannel",
      "messages.getFullChat",
      "users.getFullUser",
      "channels.getChannels",
      "messages.getChats",
      "users.getUsers",
      "messages.getHistory",
    ]);
  });

  test("an aborted signal gives CANCELLED", async ({ telegram }) => {
    const cancelled = { ok: false, failure: { code: "CANCELLED" } };
    const page = (signal: AbortSignal) =>
      telegram.messages.getHistory({ ref: NEWS, limit: 1 }, { signal });
    assert.deepEqual(await page(AbortSignal.abort()), cancelled);
    for (let call = 0; call < 2; call++) {
      const controller = new AbortController();
      const pending = page(controller.signal);
      controller.abort();
      assert.deepEqual(await pending, cancelled);
      assert.ok((await page(new AbortController().signal)).ok);
    }
  });

  test("calls at once are answered each with its own page", async ({ telegram }) => {
    const offsets = Array.from({ length: 20 }, (_, index) => 300 - index * 10);
    const pages = await Promise.all(
      offsets.map((offset_id) =>
        telegram.messages.getHistory({ ref: NEWS, limit: 1, offset_id }, options())
      ),
    );
    const ids = pages.map((page) => page.ok ? page.value.ids[0] : undefined);
    assert.deepEqual(ids, offsets.map((offset) => offset - 10));
  });

  test("close() ends it, and a later call begins anew", async ({ telegram }) => {
    const page = () => telegram.messages.getHistory({ ref: NEWS, limit: 1 }, options());
    assert.ok((await page()).ok);
    await telegram.close();
    await telegram.close();
    assert.ok((await page()).ok);
  });
}
