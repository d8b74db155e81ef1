import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import type { WorldMessage } from "../../../../src/sandbox/world/world.ts";
import { chatNamed, ordinary } from "./reading.ts";

const world = sampleWorld({ seed: 1 });
const chat = chatNamed(world, "tgtk_chat");
const old = world.chat("chat", 4_100_201)!;
const forum = chatNamed(world, "tgtk_forum");

Deno.test("chatSupergroup() has 500 senders and three ids in ten deleted", () => {
  const senders = new Set<string>();
  for (let i = 0; i < chat.history.count; i++) {
    const { fromId } = chat.history.at(i);
    assert.ok(fromId instanceof Api.PeerUser);
    senders.add(fromId.userId.toString());
  }
  assert.equal(senders.size, 500);
  assert.equal(chat.history.idAt(19_999), 28_571);
  assert.equal(chat.history.countBelowId(15_650) - chat.history.countBelowId(15_300), 0);
});

Deno.test("chatSupergroup() continues the basic group it came from", () => {
  const first = chat.history.at(0);
  const last = old.history.at(599);
  assert.ok(first.action instanceof Api.MessageActionChannelMigrateFrom);
  assert.equal(first.action.chatId.toString(), "4100201");
  assert.ok(last.action instanceof Api.MessageActionChatMigrateTo);
  assert.equal(last.action.channelId.toString(), "1000000103");
  assert.ok(last.date < first.date);
  assert.deepEqual(chat.details.migratedFrom, { chatId: 4_100_201, maxId: last.id });
  assert.ok(old.entity instanceof Api.Chat && old.entity.deactivated);
  assert.ok(old.entity.migratedTo instanceof Api.InputChannel);
});

Deno.test("chatSupergroup() talks in messages of 2 to 300 characters, about 60 in the middle", () => {
  const lengths = [...ordinary(chat)].map(({ message }) => message.length).filter((n) => n > 0)
    .sort((a, b) => a - b);
  const median = lengths[lengths.length >> 1]!;
  assert.ok(lengths[0]! >= 2 && lengths.at(-1)! <= 300);
  assert.ok(median >= 50 && median <= 70, `${median}`);
});

Deno.test("chatSupergroup() answers earlier messages, some of them deleted since", () => {
  const { history } = chat;
  let answers = 0;
  let toDeleted = 0;
  for (const { id, replyTo } of ordinary(chat)) {
    if (!(replyTo instanceof Api.MessageReplyHeader)) continue;
    const target = replyTo.replyToMsgId!;
    assert.ok(target < id && (replyTo.replyToTopId ?? 0) < target);
    answers++;
    if (history.idAt(history.countBelowId(target)) !== target) toDeleted++;
  }
  assert.ok(answers > 5_000);
  assert.ok(toDeleted > 20);
});

Deno.test("accounts count ids in one row: no two chats of theirs share one", () => {
  const ids = world.chats
    .filter(({ entity }) => !(entity instanceof Api.Channel))
    .flatMap(({ history }) => Array.from({ length: history.count }, (_, i) => history.idAt(i)));
  assert.equal(ids.length, 1_000);
  assert.equal(new Set(ids).size, 1_000);
});

/** The topic that a message says it stands in. */
function topicOf({ id, replyTo, action }: WorldMessage): number {
  if (action instanceof Api.MessageActionTopicCreate) return id;
  if (!(replyTo instanceof Api.MessageReplyHeader) || !replyTo.forumTopic) return 1;
  return replyTo.replyToTopId ?? replyTo.replyToMsgId!;
}

Deno.test("forum() has twelve topics, General first, and every message in one of them", () => {
  const topics = forum.topics!;
  assert.equal(topics.length, 12);
  assert.deepEqual([topics[0]!.id, topics[0]!.title], [1, "General"]);
  const last = new Map<number, number>();
  for (let i = 0; i < forum.history.count; i++) {
    const message = forum.history.at(i);
    const { id } = message;
    const topic = topicOf(message);
    assert.ok(topics.some((known) => known.id === topic), `${id} stands in ${topic}`);
    last.set(topic, id);
  }
  for (const { id, topMessage } of topics) assert.equal(topMessage, last.get(id));
});

Deno.test("forum() says nothing in a topic after it was closed", () => {
  const closed = forum.topics!.filter((topic) => topic.closed).map(({ topMessage }) => topMessage);
  assert.deepEqual(closed, [1_210, 2_500]);
});
