import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import {
  placeInThreads,
  type Threading,
  threadingOf,
} from "../../../src/telegram/gramjs/threads.ts";
import { channel, message, received, service } from "./tl.ts";

const HERE = new Api.PeerChannel({ channelId: bigInt(1234) });
const ELSEWHERE = new Api.PeerChannel({ channelId: bigInt(99) });

/** Header, how the chat's messages hang together → the message's place. */
const PLACES: readonly (readonly [Partial<Api.MessageReplyHeader>, Threading, unknown])[] = [
  [{ replyToMsgId: 5 }, "none", { reply_to_id: 5 }],
  [{ replyToMsgId: 5, quote: true, quoteText: "q" }, "none", { reply_to_id: 5, quote: "q" }],
  [{ replyToMsgId: 9, replyToTopId: 5 }, "none", { reply_to_id: 9, thread_id: 5 }],
  // Comments: the first level answers the root itself.
  [{ replyToMsgId: 5 }, "comments", { reply_to_id: 5, thread_id: 5 }],
  [{ replyToMsgId: 9, replyToTopId: 5 }, "comments", { reply_to_id: 9, thread_id: 5 }],
  // Topics: who answers nobody "replies" to the topic's root.
  [{ forumTopic: true, replyToMsgId: 5 }, "topics", { topic_id: 5 }],
  [{ forumTopic: true, replyToMsgId: 5 }, "none", { topic_id: 5 }],
  [{ forumTopic: true, replyToMsgId: 9, replyToTopId: 5 }, "topics", {
    reply_to_id: 9,
    topic_id: 5,
  }],
  [{ replyToMsgId: 9 }, "topics", { reply_to_id: 9, topic_id: 1 }],
  // Another chat's ids are not read in this one's.
  [{ replyToMsgId: 5, replyToPeerId: ELSEWHERE, quoteText: "q" }, "comments", {
    external_reply: { chat_id: -1000000000099, message_id: 5 },
    quote: "q",
  }],
  [{ replyToPeerId: ELSEWHERE }, "none", { external_reply: { chat_id: -1000000000099 } }],
  [
    { forumTopic: true, replyToMsgId: 9, replyToTopId: 5, replyToPeerId: ELSEWHERE },
    "topics",
    { topic_id: 5, external_reply: { chat_id: -1000000000099, message_id: 9 } },
  ],
  [{ replyToMsgId: 5, replyToPeerId: HERE }, "comments", { reply_to_id: 5, thread_id: 5 }],
  [{}, "none", {}],
];

for (const [header, threading, expected] of PLACES) {
  Deno.test(`placeInThreads() of ${threading}: ${JSON.stringify(expected)}`, () => {
    const replyTo = new Api.MessageReplyHeader(header);
    assert.deepEqual(placeInThreads(message({ replyTo }), threading), expected);
  });
}

Deno.test("placeInThreads() puts a forum's messages without a header into General", () => {
  assert.deepEqual(placeInThreads(message(), "topics"), { topic_id: 1 });
  assert.deepEqual(placeInThreads(message(), "comments"), {});
  assert.deepEqual(placeInThreads(message(), "none"), {});
});

Deno.test("placeInThreads() puts the message that opens a topic into that topic", () => {
  const opening = service(new Api.MessageActionTopicCreate({ title: "Help", iconColor: 1 }));
  assert.deepEqual(placeInThreads(opening, "topics"), { topic_id: 11 });
});

Deno.test("placeInThreads() ignores replies to stories", () => {
  const replyTo = new Api.MessageReplyStoryHeader({ peer: HERE, storyId: 4 });
  // GramJS's types forget this constructor of the header.
  const fields = { replyTo } as unknown as Partial<Api.Message>;
  assert.deepEqual(placeInThreads(message(fields), "comments"), {});
  assert.deepEqual(placeInThreads(message(fields), "topics"), { topic_id: 1 });
});

Deno.test("placeInThreads() lets a copied post head its own thread, also if it answers another", () => {
  const fwdFrom = new Api.MessageFwdHeader({
    date: 1,
    fromId: ELSEWHERE,
    channelPost: 8,
    savedFromPeer: ELSEWHERE,
    savedFromMsgId: 8,
  });
  const replyTo = new Api.MessageReplyHeader({ replyToMsgId: 5 });
  const copy = message({ fromId: ELSEWHERE, fwdFrom, replyTo });
  assert.deepEqual(placeInThreads(copy, "comments"), { reply_to_id: 5 });
});

Deno.test("threadingOf() tells forums and discussion groups by their marks", () => {
  const group = { broadcast: false, megagroup: true };
  const chats = [
    channel({ id: bigInt(1), hasLink: true }),
    channel({ id: bigInt(2), ...group }),
    channel({ id: bigInt(3), ...group, hasLink: true }),
    channel({ id: bigInt(4), ...group, forum: true, hasLink: true }),
    received(new Api.ChatForbidden({ id: bigInt(6), title: "Family" })),
  ];
  const threading = threadingOf(chats);
  const ofChannel = (id: number) => threading(new Api.PeerChannel({ channelId: bigInt(id) }));
  assert.deepEqual([1, 2, 3, 4, 5].map(ofChannel), ["none", "none", "comments", "topics", "none"]);
  assert.equal(threading(new Api.PeerChat({ chatId: bigInt(6) })), "none");
});
