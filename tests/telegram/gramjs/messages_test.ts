import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { messageOf, pageOf } from "../../../src/telegram/gramjs/messages.ts";
import { peopleOf } from "../../../src/telegram/gramjs/people.ts";
import { channel, document, message, received, service, user } from "./tl.ts";

const PEOPLE = peopleOf({
  users: [user({ username: "ada", lastName: "Lovelace" })],
  chats: [channel({ username: "news" })],
});

function fromUser(id: number): Api.PeerUser {
  return new Api.PeerUser({ userId: bigInt(id) });
}

function slim(fields: Partial<Api.Message>): Record<string, unknown> {
  const { id: _id, chat_id: _chat, date: _date, text: _text, ...rest } = messageOf(
    message(fields),
    PEOPLE,
  );
  return rest;
}

Deno.test("messageOf() says nothing of what a bare post lacks", () => {
  assert.deepEqual(messageOf(message({ post: true }), PEOPLE), {
    id: 10,
    chat_id: -1000000001234,
    date: 1700000100,
    text: "hello",
  });
});

Deno.test("messageOf() names senders from the answer's users and chats", () => {
  assert.deepEqual(slim({ fromId: fromUser(77) }), {
    sender: { id: 77, kind: "user", name: "Ada Lovelace", username: "ada" },
  });
  assert.deepEqual(slim({ fromId: new Api.PeerChannel({ channelId: bigInt(1234) }) }), {
    sender: { id: -1000000001234, kind: "channel", name: "News", username: "news" },
  });
  assert.deepEqual(slim({ fromId: fromUser(78) }), {
    sender: { id: 78, kind: "user", name: "Unknown" },
  });
});

Deno.test("messageOf() carries counts, signature, album, pin and a visible edit", () => {
  const fields = {
    views: 0,
    forwards: 3,
    replies: new Api.MessageReplies({ replies: 7, repliesPts: 1 }),
    postAuthor: "Ada",
    groupedId: bigInt("13600000000000001"),
    pinned: true,
    editDate: 1_700_000_300,
  };
  assert.deepEqual(slim(fields), {
    views: 0,
    forwards: 3,
    replies: 7,
    author: "Ada",
    album_id: "13600000000000001",
    pinned: true,
    edit_date: 1700000300,
  });
  assert.deepEqual(slim({ editDate: 1_700_000_300, editHide: true }), {});
});

Deno.test("messageOf() tells where a forward came from", () => {
  const fwdFrom = new Api.MessageFwdHeader({
    fromId: new Api.PeerChannel({ channelId: bigInt(1234) }),
    channelPost: 8,
    date: 1_600_000_000,
  });
  assert.deepEqual(slim({ fwdFrom }), {
    forward_from: { id: -1000000001234, name: "News", message_id: 8, date: 1600000000 },
  });
  const hidden = new Api.MessageFwdHeader({ fromName: "Somebody", date: 1_600_000_000 });
  assert.deepEqual(slim({ fwdFrom: hidden }), {
    forward_from: { name: "Somebody", date: 1600000000 },
  });
});

Deno.test("messageOf() adds reactions up and lists the five most frequent", () => {
  const emoji = (emoticon: string, count: number) =>
    new Api.ReactionCount({ reaction: new Api.ReactionEmoji({ emoticon }), count });
  const custom = (documentId: number, count: number) =>
    new Api.ReactionCount({
      reaction: new Api.ReactionCustomEmoji({ documentId: bigInt(documentId) }),
      count,
    });
  const reactions = new Api.MessageReactions({
    results: [
      emoji("👍", 1),
      emoji("🔥", 9),
      custom(1, 3),
      new Api.ReactionCount({ reaction: new Api.ReactionPaid(), count: 5 }),
      custom(2, 4),
      emoji("🎉", 2),
      emoji("😢", 1),
    ],
  });
  assert.deepEqual(slim({ reactions }), {
    reactions: {
      total: 25,
      top: [
        { reaction: "🔥", count: 9 },
        { reaction: "custom", count: 7 },
        { reaction: "paid", count: 5 },
        { reaction: "🎉", count: 2 },
        { reaction: "👍", count: 1 },
      ],
    },
  });
});

Deno.test("messageOf() names entities in snake case", () => {
  const entities = [
    new Api.MessageEntityBold({ offset: 0, length: 2 }),
    new Api.MessageEntityTextUrl({ offset: 2, length: 3, url: "https://example.com" }),
    new Api.MessageEntityCustomEmoji({ offset: 5, length: 2, documentId: bigInt(1) }),
    new Api.MessageEntityUrl({ offset: 8, length: 1 }),
    new Api.MessageEntityMentionName({ offset: 9, length: 3, userId: bigInt(77) }),
    new Api.MessageEntityMention({ offset: 12, length: 3 }),
    new Api.MessageEntityPre({ offset: 15, length: 1, language: "ts" }),
  ];
  assert.deepEqual(slim({ entities }), {
    entities: [
      { type: "bold", offset: 0, length: 2 },
      { type: "text_url", offset: 2, length: 3, url: "https://example.com" },
      { type: "custom_emoji", offset: 5, length: 2 },
      { type: "url", offset: 8, length: 1 },
      { type: "mention_name", offset: 9, length: 3, url: "tg://user?id=77" },
      { type: "mention", offset: 12, length: 3 },
      { type: "pre", offset: 15, length: 1 },
    ],
  });
});

Deno.test("messageOf() describes a service message", () => {
  assert.deepEqual(messageOf(service(new Api.MessageActionPinMessage()), PEOPLE), {
    id: 11,
    chat_id: -1000000001234,
    date: 1700000200,
    sender: { id: 77, kind: "user", name: "Ada Lovelace", username: "ada" },
    text: "",
    service: "pinned a message",
  });
});

Deno.test("pageOf() keeps the ids of what it does not show", () => {
  const messages = [
    message({ id: 9 }),
    new Api.MessageEmpty({ id: 8 }),
    message({ id: 7, ttlPeriod: 60 }),
    message({ id: 6, media: new Api.MessageMediaPhoto({ ttlSeconds: 10 }) }),
    message({ id: 5, media: document([], { ttlSeconds: 1, voice: true }) }),
    message({ id: 4, media: document([]) }),
  ];
  const page = pageOf(received(
    new Api.messages.ChannelMessages({
      pts: 1,
      count: 500,
      messages,
      topics: [],
      chats: [],
      users: [],
    }),
  ));
  assert.deepEqual(page.ids, [9, 8, 7, 6, 5, 4]);
  assert.deepEqual(page.messages.map((shown) => shown.id), [9, 4]);
});

Deno.test("pageOf() tells from the answer's chats how messages hang together", () => {
  const replyTo = new Api.MessageReplyHeader({ replyToMsgId: 5 });
  const page = (fields: Partial<Api.Channel>) =>
    pageOf(received(
      new Api.messages.ChannelMessages({
        pts: 1,
        count: 1,
        messages: [message({ replyTo })],
        topics: [],
        chats: [channel({ broadcast: false, megagroup: true, ...fields })],
        users: [],
      }),
    )).messages.map(({ reply_to_id, thread_id, topic_id }) => [reply_to_id, thread_id, topic_id]);
  assert.deepEqual(page({}), [[5, undefined, undefined]]);
  assert.deepEqual(page({ hasLink: true }), [[5, 5, undefined]]);
  assert.deepEqual(page({ forum: true }), [[5, undefined, 1]]);
});

Deno.test("pageOf() reads every kind of answer", () => {
  const messages = [message({ id: 2 }), message({ id: 1 })];
  const rest = { messages, chats: [], users: [] };
  const pages = [
    new Api.messages.Messages(rest),
    new Api.messages.MessagesSlice({ ...rest, count: 40, inexact: true }),
    new Api.messages.MessagesNotModified({ count: 3 }),
  ].map((answer) => pageOf(received(answer)).ids);
  assert.deepEqual(pages, [[2, 1], [2, 1], []]);
});
