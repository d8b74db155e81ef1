import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { topicPage, topicsRequest } from "../../../src/telegram/gramjs/topic_calls.ts";
import type { ChatRef, TopicsRequest } from "../../../src/telegram/port.ts";
import { message, received } from "./tl.ts";

const FORUM: ChatRef = { type: "channel", id: 1234, access_hash: "5" };

function topic(id: number, topMessage: number, marks: Partial<Api.ForumTopic> = {}) {
  return new Api.ForumTopic({
    id,
    title: `Topic ${id}`,
    date: 1_600_000_000 + id,
    iconColor: 1,
    topMessage,
    readInboxMaxId: 0,
    readOutboxMaxId: 0,
    unreadCount: 0,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    fromId: new Api.PeerUser({ userId: bigInt(77) }),
    notifySettings: new Api.PeerNotifySettings({}),
    ...marks,
  });
}

function answer(fields: Partial<Api.messages.ForumTopics>): Api.messages.ForumTopics {
  return received(
    new Api.messages.ForumTopics({
      count: 9,
      topics: [],
      messages: [],
      chats: [],
      users: [],
      pts: 1,
      ...fields,
    }),
  );
}

Deno.test("topicPage() reads topics with their marks and newest messages", () => {
  const page = topicPage(answer({
    topics: [
      topic(5, 50, { pinned: true, closed: true }),
      new Api.ForumTopicDeleted({ id: 6 }),
      topic(1, 40, { hidden: true }),
      topic(7, 30),
    ],
    messages: [
      message({ id: 50, date: 1_700_000_050 }),
      message({ id: 40, date: 1_700_000_040 }),
      new Api.MessageEmpty({ id: 30 }),
    ],
  }));
  assert.deepEqual(page, {
    topics: [
      {
        id: 5,
        title: "Topic 5",
        date: 1600000005,
        pinned: true,
        closed: true,
        top_message_id: 50,
        top_message_date: 1700000050,
      },
      {
        id: 1,
        title: "Topic 1",
        date: 1600000001,
        hidden: true,
        top_message_id: 40,
        top_message_date: 1700000040,
      },
      { id: 7, title: "Topic 7", date: 1600000007, top_message_id: 30 },
    ],
    total: 9,
  });
});

Deno.test("topicPage() goes on from the topic's own date where answers are ordered by it", () => {
  const { topics: [first] } = topicPage(answer({
    orderByCreateDate: true,
    topics: [topic(5, 50)],
    messages: [message({ id: 50, date: 1_700_000_050 })],
  }));
  assert.equal(first?.top_message_date, 1600000005);
});

Deno.test("topicsRequest() asks for the first page, then below a topic", () => {
  const sent = (request: Partial<TopicsRequest>) => {
    const { q, offsetDate, offsetId, offsetTopic, limit } = topicsRequest({
      ref: FORUM,
      limit: 20,
      ...request,
    });
    return [q, offsetDate, offsetId, offsetTopic, limit];
  };
  assert.deepEqual(sent({}), [undefined, 0, 0, 0, 20]);
  assert.deepEqual(sent({ search: "rain" }), ["rain", 0, 0, 0, 20]);
  const after = { id: 5, top_message_id: 50, top_message_date: 1_700_000_050 };
  assert.deepEqual(sent({ after }), [undefined, 1700000050, 50, 5, 20]);
  assert.deepEqual(sent({ after: { id: 5, top_message_id: 50 } }), [undefined, 0, 50, 5, 20]);
});
