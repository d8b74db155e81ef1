/**
 * What every implementation of the Telegram port must do when it looks for messages and topics, over the
 * history of `telegram_contract.ts`.
 *
 * @module
 */

import assert from "node:assert/strict";
import type {
  ChatRef,
  MessagesRequest,
  RepliesRequest,
  ResolvedChat,
  SearchRequest,
  TopicsRequest,
} from "../../src/telegram/port.ts";
import type { ContractSetup } from "./telegram_contract.ts";

const NEWS: ChatRef = { type: "channel", id: 2001, access_hash: "14007" };
const CHAT: ChatRef = { type: "channel", id: 2002, access_hash: "14014" };
const PRIVATE: ChatRef = { type: "channel", id: 2003, access_hash: "14021" };
const FORUM: ChatRef = { type: "channel", id: 2004, access_hash: "14028" };
const MEDIA: ChatRef = { type: "channel", id: 2005, access_hash: "14035" };
const GROUP: ChatRef = { type: "group", id: 601 };
const ANN: ChatRef = { type: "user", id: 11, access_hash: "77" };
const STRANGER: ChatRef = { type: "channel", id: 2001, access_hash: "1" };

const DISCUSSION: ResolvedChat = {
  chat: {
    chat_id: -1000000002002,
    kind: "supergroup",
    title: "Contract Chat",
    usernames: ["contract_chat"],
    username: "contract_chat",
  },
  ref: CHAT,
};

type Search = Partial<SearchRequest> & Pick<SearchRequest, "ref">;

/** Request → ids. */
const SEARCHES: readonly (readonly [Search, readonly number[]])[] = [
  [{ ref: NEWS, text: "TEXT 20" }, [20]],
  [{ ref: NEWS, text: "20" }, [20]],
  [{ ref: NEWS, text: "tex" }, []],
  [{ ref: NEWS, text: "text", limit: 3 }, [300, 290, 280]],
  [{ ref: NEWS, text: "text", limit: 3, offset_id: 100 }, [90, 80, 70]],
  [{ ref: NEWS, text: "text", limit: 3, offset_id: 100, add_offset: -3 }, [120, 110, 100]],
  [{ ref: NEWS, text: "!?" }, []],
  [{ ref: MEDIA, filter: "photo" }, [2]],
  [{ ref: MEDIA, filter: "video" }, [3]],
  [{ ref: MEDIA, filter: "photo_or_video" }, [3, 2]],
  [{ ref: MEDIA, filter: "document" }, [5]],
  [{ ref: MEDIA, filter: "audio" }, [6]],
  [{ ref: MEDIA, filter: "voice" }, [7]],
  [{ ref: MEDIA, filter: "animation" }, [9]],
  [{ ref: MEDIA, filter: "link" }, [11, 10]],
  [{ ref: MEDIA, filter: "location" }, [13]],
  [{ ref: MEDIA, filter: "contact" }, [14]],
  [{ ref: MEDIA, filter: "pinned" }, [2]],
  [{ ref: MEDIA, filter: "photo", text: "text 2" }, [2]],
  [{ ref: MEDIA, filter: "photo", text: "text 3" }, []],
  [{ ref: CHAT, sender: ANN }, [13, 12, 11, 3, 2, 1]],
  [{ ref: CHAT, sender: NEWS }, [10]],
  [{ ref: CHAT, sender: ANN, text: "text" }, [13, 12, 11, 2, 1]],
  [{ ref: CHAT, topic_id: 10 }, [12, 11]],
  [{ ref: CHAT, topic_id: 10, text: "12" }, [12]],
  [{ ref: CHAT, topic_id: 10, sender: ANN, after_date: 1_700_000_011 }, [12]],
  [{ ref: CHAT, topic_id: 10, filter: "photo" }, []],
  [{ ref: FORUM, topic_id: 5 }, [9, 7, 5]],
  [{ ref: FORUM, topic_id: 5, text: "text" }, [9, 7]],
  [{ ref: FORUM, topic_id: 1 }, [8, 1]],
  [{ ref: CHAT, after_date: 1_700_000_001 }, [13, 12, 11, 10, 3, 2]],
  [{ ref: CHAT, before_date: 1_700_000_003 }, [2, 1]],
  [{ ref: CHAT, after_date: 1_700_000_001, before_date: 1_700_000_011 }, [10, 3, 2]],
  [{ ref: GROUP, text: "text" }, [2, 1]],
];

type Replies = Omit<RepliesRequest, "limit"> & Partial<RepliesRequest>;

const THREADS: readonly (readonly [Replies, readonly number[]])[] = [
  [{ ref: NEWS, root_id: 20 }, [12, 11]],
  [{ ref: NEWS, root_id: 20, limit: 1 }, [12]],
  [{ ref: NEWS, root_id: 20, offset_id: 12 }, [11]],
  [{ ref: NEWS, root_id: 20, offset_date: 1_700_000_012 }, [11]],
  [{ ref: NEWS, root_id: 20, limit: 5, offset_id: 1, add_offset: -5 }, [12, 11]],
  [{ ref: CHAT, root_id: 10 }, [12, 11]],
  [{ ref: CHAT, root_id: 1 }, [2]],
  [{ ref: CHAT, root_id: 13 }, []],
  [{ ref: FORUM, root_id: 5 }, [9, 7, 5]],
  [{ ref: FORUM, root_id: 6 }, [10, 6]],
  [{ ref: FORUM, root_id: 1 }, [8, 1]],
];

/**
 * Registers the contract's tests for an implementation.
 *
 * @param name The implementation's name.
 * @param makeSetup Makes it anew, for each test.
 */
export function findingContract(name: string, makeSetup: () => Promise<ContractSetup>): void {
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

  test("search() finds by words, kind, sender, topic and date", async ({ telegram }) => {
    for (const [request, ids] of SEARCHES) {
      const whole = { text: "", filter: "any", limit: 100, ...request } as const;
      const page = await telegram.messages.search(whole, options());
      assert.ok(page.ok, JSON.stringify(request));
      assert.deepEqual(page.value.ids, ids, JSON.stringify(request));
    }
  });

  test("pages tell how their senders are named, and search() takes these names", async ({ telegram }) => {
    const { getHistory, getReplies, search } = telegram.messages;
    const seen = (message_id: number): ChatRef => ({
      type: "user",
      id: 11,
      seen_in: { chat: CHAT, message_id },
    });
    const page = await getHistory({ ref: CHAT, limit: 100 }, options());
    assert.deepEqual(page.ok && page.value.senders, [seen(13), NEWS]);
    // Comments lie in the discussion group, not in the channel that was asked.
    const comments = await getReplies({ ref: NEWS, root_id: 20, limit: 100 }, options());
    assert.deepEqual(comments.ok && comments.value.senders, [seen(12)]);
    const wanted = { ref: CHAT, text: "", filter: "any", limit: 100 } as const;
    const found = await search({ ...wanted, sender: seen(13) }, options());
    assert.deepEqual(found.ok && found.value.ids, [13, 12, 11, 3, 2, 1]);
    assert.deepEqual(found.ok && found.value.senders, [seen(13)]);
  });

  test("search() refuses a sender who cannot be named so", async ({ telegram }) => {
    const strangers: readonly ChatRef[] = [
      { type: "user", id: 11, access_hash: "1" },
      // Post 10 is the channel's; 99 is not there.
      { type: "user", id: 11, seen_in: { chat: CHAT, message_id: 10 } },
      { type: "user", id: 11, seen_in: { chat: CHAT, message_id: 99 } },
    ];
    for (const sender of strangers) {
      const request = { ref: CHAT, text: "", filter: "any", limit: 1, sender } as const;
      const page = await telegram.messages.search(request, options());
      assert.ok(!page.ok && page.failure.code === "VALIDATION_ERROR", JSON.stringify(sender));
      assert.equal(page.failure.field, "filter.from_users");
    }
  });

  test("search() for nothing is refused", async ({ telegram }) => {
    const request = { ref: NEWS, text: "", filter: "any", limit: 1 } as const;
    assert.deepEqual(await telegram.messages.search(request, options()), {
      ok: false,
      failure: { code: "VALIDATION_ERROR", field: "search", expected: "words to look for" },
    });
  });

  test("getReplies() reads comments, topics and threads", async ({ telegram }) => {
    for (const [request, ids] of THREADS) {
      const page = await telegram.messages.getReplies({ limit: 100, ...request }, options());
      assert.ok(page.ok, JSON.stringify(request));
      assert.deepEqual(page.value.ids, ids, JSON.stringify(request));
    }
  });

  test("getReplies() answers with messages of the discussion group", async ({ telegram }) => {
    const request = { ref: NEWS, root_id: 20, limit: 100 };
    const page = await telegram.messages.getReplies(request, options());
    assert.ok(page.ok);
    const sender = { id: 11, kind: "user", name: "Ann", username: "contract_ann" };
    const rest = { chat_id: -1000000002002, sender, thread_id: 10 };
    assert.deepEqual(page.value.messages, [
      { id: 12, date: 1700000012, text: "text 12", reply_to_id: 11, ...rest },
      { id: 11, date: 1700000011, text: "text 11", reply_to_id: 10, ...rest },
    ]);
  });

  test("getReplies() says what is wrong with the root", async ({ telegram }) => {
    const failureOf = async (ref: ChatRef, root_id: number) => {
      const page = await telegram.messages.getReplies({ ref, root_id, limit: 1 }, options());
      return page.ok ? undefined : page.failure;
    };
    const noThread = {
      code: "VALIDATION_ERROR",
      field: "thread_id",
      expected: "the id of a post that takes comments",
    };
    assert.deepEqual(await failureOf(NEWS, 30), noThread);
    assert.deepEqual(await failureOf(CHAT, 99), noThread);
    assert.deepEqual(await failureOf(FORUM, 99), {
      code: "VALIDATION_ERROR",
      field: "topic_id",
      expected: "the id of a topic of this forum",
    });
    assert.deepEqual(await failureOf(GROUP, 1), { code: "CHAT_NOT_FOUND", chat: "-601" });
  });

  test("getReplies() tells the group that its messages are in", async ({ telegram }) => {
    const groupOf = async (ref: ChatRef, root_id: number, offset_id: number) => {
      const request = { ref, root_id, offset_id, limit: 1 };
      const page = await telegram.messages.getReplies(request, options());
      assert.ok(page.ok);
      return page.value.group;
    };
    assert.deepEqual(await groupOf(NEWS, 20, 0), DISCUSSION);
    assert.deepEqual(await groupOf(NEWS, 20, 1), undefined);
    assert.deepEqual(await groupOf(CHAT, 10, 0), undefined);
    assert.deepEqual(await groupOf(FORUM, 5, 0), undefined);
  });

  test("getDiscussion() finds where a thread is", async ({ telegram }) => {
    const discussionOf = (ref: ChatRef, root_id: number) =>
      telegram.messages.getDiscussion({ ref, root_id }, options());
    const here = { chat_id: -1000000002002, group: DISCUSSION };
    assert.deepEqual(await discussionOf(NEWS, 20), { ok: true, value: { ...here, root_id: 10 } });
    assert.deepEqual(await discussionOf(CHAT, 10), { ok: true, value: { ...here, root_id: 10 } });
    assert.deepEqual(await discussionOf(CHAT, 1), { ok: true, value: { ...here, root_id: 1 } });
  });

  test("getDiscussion() says what is wrong with the root", async ({ telegram }) => {
    const failureOf = async (ref: ChatRef, root_id: number) => {
      const found = await telegram.messages.getDiscussion({ ref, root_id }, options());
      return found.ok ? undefined : found.failure;
    };
    const noThread = {
      code: "VALIDATION_ERROR",
      field: "thread_id",
      expected: "the id of a post that takes comments",
    };
    assert.deepEqual(await failureOf(NEWS, 30), noThread);
    assert.deepEqual(await failureOf(CHAT, 99), noThread);
    assert.deepEqual(await failureOf(GROUP, 1), { code: "CHAT_NOT_FOUND", chat: "-601" });
  });

  test("messages of a forum carry their topic", async ({ telegram }) => {
    const page = await telegram.messages.getHistory({ ref: FORUM, limit: 100 }, options());
    assert.ok(page.ok);
    const places = page.value.messages.map(({ id, topic_id, reply_to_id, thread_id }) => [
      id,
      topic_id,
      reply_to_id,
      thread_id,
    ]);
    assert.deepEqual(places, [
      [10, 6, undefined, undefined],
      [9, 5, 7, undefined],
      [8, 1, undefined, undefined],
      [7, 5, undefined, undefined],
      [6, 6, undefined, undefined],
      [5, 5, undefined, undefined],
      [1, 1, undefined, undefined],
    ]);
  });

  test("messages carry the type of their media", async ({ telegram }) => {
    const page = await telegram.messages.getHistory({ ref: MEDIA, limit: 100 }, options());
    assert.ok(page.ok);
    assert.deepEqual(page.value.messages.map(({ media }) => media?.type), [
      "contact",
      "location",
      "poll",
      undefined,
      "link",
      "animation",
      "sticker",
      "voice",
      "audio",
      "document",
      "video_note",
      "video",
      "photo",
      undefined,
    ]);
  });

  test("getMessages() answers in the order asked for, the deleted by id alone", async ({ telegram }) => {
    const request = { ref: NEWS, ids: [20, 25, 10, 150] };
    assert.deepEqual(await telegram.messages.getMessages(request, options()), {
      ok: true,
      value: {
        ids: [20, 25, 10, 150],
        messages: [
          { id: 20, chat_id: -1000000002001, date: 1700000020, text: "text 20" },
          { id: 10, chat_id: -1000000002001, date: 1700000010, text: "text 10" },
        ],
      },
    });
  });

  test("getMessages() shows nothing of other chats that share the ids", async ({ telegram }) => {
    assert.deepEqual(await telegram.messages.getMessages({ ref: GROUP, ids: [4, 1] }, options()), {
      ok: true,
      value: {
        ids: [4, 1],
        messages: [{ id: 1, chat_id: -601, date: 1700000001, text: "text 1" }],
      },
    });
  });

  test("getTopics() reads topics, the pinned ones first, page by page", async ({ telegram }) => {
    const topics = (more: Partial<TopicsRequest> = {}) =>
      telegram.topics.getTopics({ ref: FORUM, limit: 2, ...more }, options());
    const rain = {
      id: 6,
      title: "Rain",
      date: 1700000006,
      closed: true,
      top_message_id: 10,
      top_message_date: 1700000010,
    } as const;
    const trains = {
      id: 5,
      title: "Fast trains",
      date: 1700000005,
      pinned: true,
      top_message_id: 9,
      top_message_date: 1700000009,
    } as const;
    const general = {
      id: 1,
      title: "General",
      date: 1700000001,
      hidden: true,
      top_message_id: 8,
      top_message_date: 1700000008,
    } as const;
    const page = (...topics: readonly unknown[]) => ({ ok: true, value: { topics, total: 3 } });
    assert.deepEqual(await topics(), page(trains, rain));
    assert.deepEqual(await topics({ after: rain }), page(general));
    assert.deepEqual(await topics({ after: general }), page());
    assert.deepEqual(await topics({ search: "tra" }), {
      ok: true,
      value: { topics: [trains], total: 1 },
    });
    assert.deepEqual(await topics({ search: "snow" }), {
      ok: true,
      value: { topics: [], total: 0 },
    });
  });

  test("getTopics() finds no topics where there is no forum", async ({ telegram }) => {
    for (const [ref, chat] of [[CHAT, "-1000000002002"], [GROUP, "-601"]] as const) {
      assert.deepEqual(await telegram.topics.getTopics({ ref, limit: 1 }, options()), {
        ok: false,
        failure: { code: "CHAT_NOT_FOUND", chat },
      });
    }
  });

  /** Every call that finds something, about one chat. */
  function calls(
    { telegram: { messages, topics } }: ContractSetup,
    ref: ChatRef,
    signal: AbortSignal,
  ) {
    const search: SearchRequest = { ref, text: "text", filter: "any", limit: 1 };
    const replies: RepliesRequest = { ref, root_id: 20, limit: 1 };
    const named: MessagesRequest = { ref, ids: [20] };
    return [
      () => messages.search(search, { signal }),
      () => messages.getReplies(replies, { signal }),
      () => messages.getDiscussion({ ref, root_id: 20 }, { signal }),
      () => messages.getMessages(named, { signal }),
      () => topics.getTopics({ ref, limit: 1 }, { signal }),
    ];
  }

  test("finding fails for chats that cannot be read", async (setup) => {
    const { signal } = options();
    for (const call of calls(setup, PRIVATE, signal)) {
      assert.deepEqual(await call(), {
        ok: false,
        failure: { code: "CHANNEL_PRIVATE", reason: "no_access" },
      });
    }
    for (const call of calls(setup, STRANGER, signal)) {
      assert.deepEqual(await call(), {
        ok: false,
        failure: { code: "CHAT_NOT_FOUND", chat: "-1000000002001" },
      });
    }
  });

  test("finding ends with CANCELLED when the signal aborts", async (setup) => {
    const cancelled = { ok: false, failure: { code: "CANCELLED" } };
    const controller = new AbortController();
    const pending = calls(setup, NEWS, controller.signal).map((call) => call());
    controller.abort();
    for (const outcome of await Promise.all(pending)) assert.deepEqual(outcome, cancelled);
    for (const call of calls(setup, NEWS, AbortSignal.abort())) {
      assert.deepEqual(await call(), cancelled);
    }
  });

  test("each method that finds is one call of Telegram", async (setup) => {
    const { telegram, methods } = setup;
    for (const call of calls(setup, NEWS, options().signal)) await call();
    await telegram.messages.getMessages({ ref: GROUP, ids: [1] }, options());
    assert.deepEqual(methods(), [
      "messages.search",
      "messages.getReplies",
      "messages.getDiscussionMessage",
      "channels.getMessages",
      "channels.getForumTopics",
      "messages.getMessages",
    ]);
  });
}
