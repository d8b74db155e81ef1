import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { refOf } from "../../../src/sandbox/services/refs.ts";
import { sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import { answerOf, ask, type Setting } from "../ask.ts";
import { inputChannel, inputUser } from "../tiny_world.ts";
import { readingWorld } from "./reading_world.ts";

type RepliesFields = Partial<ConstructorParameters<typeof Api.messages.GetReplies>[0]>;

function getReplies(peer: Api.TypeInputPeer, msgId: number, fields: RepliesFields = {}) {
  return new Api.messages.GetReplies({
    peer,
    msgId,
    offsetId: 0,
    offsetDate: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
    ...fields,
  });
}

const reading = (): Setting => ({ world: readingWorld() });

async function ids(request: Api.messages.GetReplies, setting = reading()): Promise<number[]> {
  const { messages } = await answerOf<Api.messages.ChannelMessages>(request, setting);
  return messages.map(({ id }) => id);
}

Deno.test("messages.getReplies answers a post's comments from the discussion group", async () => {
  const request = getReplies(inputChannel(2001), 10);
  const answer = await answerOf<Api.messages.ChannelMessages>(request, reading());
  assert.deepEqual(answer.messages.map(({ id }) => id), [7, 5, 4]);
  const peers = answer.messages.map((message) => refOf((message as Api.Message).peerId).id);
  assert.deepEqual(peers, [2002, 2002, 2002]);
  assert.deepEqual([answer.className, answer.count, answer.pts], [
    "messages.ChannelMessages",
    3,
    10,
  ]);
  assert.deepEqual(answer.chats.map(({ id }) => id.toJSNumber()), [2002, 2001]);
});

Deno.test("messages.getReplies knows posts without comments, and an album's other posts", async () => {
  assert.deepEqual(await ids(getReplies(inputChannel(2001), 12)), []);
  assert.deepEqual(await ids(getReplies(inputChannel(2001), 11)), []);
});

Deno.test("messages.getReplies answers for topics, General included", async () => {
  assert.deepEqual(await ids(getReplies(inputChannel(2003), 2)), [9, 6, 5, 2]);
  assert.deepEqual(await ids(getReplies(inputChannel(2003), 1)), [8, 3, 1]);
});

Deno.test("messages.getReplies takes offsets as getHistory does", async () => {
  const page = (fields: RepliesFields) => ids(getReplies(inputChannel(2003), 2, fields));
  assert.deepEqual(await page({ limit: 2 }), [9, 6]);
  assert.deepEqual(await page({ offsetId: 6 }), [5, 2]);
  assert.deepEqual(await page({ offsetId: 7, limit: 1 }), [6]);
  assert.deepEqual(await page({ offsetId: 6, addOffset: -2, limit: 2 }), [9, 6]);
  assert.deepEqual(await page({ offsetId: 6, addOffset: 1, limit: 2 }), [2]);
  assert.deepEqual(await page({ offsetDate: 1_700_000_006 }), [5, 2]);
  assert.deepEqual(await page({ minId: 2, maxId: 9 }), [6, 5]);
});

Deno.test("messages.getReplies refuses what has no thread", async () => {
  const refused = (peer: Api.TypeInputPeer, msgId: number) =>
    ask(getReplies(peer, msgId), reading());
  assert.equal(await refused(inputChannel(2001), 99), "400 MSG_ID_INVALID");
  assert.equal(await refused(inputChannel(2004), 99), "400 MSG_ID_INVALID");
  assert.equal(await refused(inputChannel(2003), 99), "400 TOPIC_ID_INVALID");
  assert.equal(await refused(inputUser(11), 22), "400 PEER_ID_INVALID");
  assert.equal(await refused(inputChannel(2002), 2), "400 CHANNEL_PRIVATE");
});

Deno.test("messages.getReplies joined page by page is the sample world's threads", async () => {
  const world = sampleWorld();
  const news = world.byUsername("tgtk_news")!;
  const peer = new Api.InputPeerChannel({ channelId: news.id, accessHash: news.accessHash! });
  for (const post of [239, 240, 1_000, 4_700, 5_180]) {
    const expected = [...world.newsThreads.commentIds(post)].reverse();
    if (world.newsThreads.copyId(post) === undefined) {
      assert.equal(await ask(getReplies(peer, post), { world }), "400 MSG_ID_INVALID");
      continue;
    }
    const joined: number[] = [];
    for (let offsetId = 0;; offsetId = joined.at(-1)!) {
      const page = await ids(getReplies(peer, post, { offsetId, limit: 100 }), { world });
      if (page.length === 0) break;
      joined.push(...page);
    }
    assert.deepEqual(joined, expected, `post ${post}`);
  }
});

Deno.test("messages.getDiscussionMessage finds the copy, a whole album at once", async () => {
  const discussed = (peer: Api.TypeInputPeer, msgId: number) =>
    answerOf<Api.messages.DiscussionMessage>(
      new Api.messages.GetDiscussionMessage({ peer, msgId }),
      reading(),
    );
  const album = await discussed(inputChannel(2001), 10);
  assert.deepEqual(album.messages.map(({ id }) => id), [3, 2]);
  assert.deepEqual([album.maxId, album.readInboxMaxId, album.unreadCount], [7, 7, 0]);
  assert.deepEqual(album.chats.map(({ id }) => id.toJSNumber()), [2002, 2001]);
  const silent = await discussed(inputChannel(2001), 12);
  assert.deepEqual([silent.messages[0]?.id, silent.maxId], [6, null]);
  const topic = await discussed(inputChannel(2003), 4);
  assert.deepEqual([topic.messages[0]?.id, topic.maxId], [4, 7]);
  const unknown = new Api.messages.GetDiscussionMessage({ peer: inputChannel(2001), msgId: 99 });
  assert.equal(await ask(unknown, reading()), "400 MSG_ID_INVALID");
});

type TopicsFields = Partial<ConstructorParameters<typeof Api.channels.GetForumTopics>[0]>;

function getTopics(fields: TopicsFields = {}, channelId = 2003): Api.channels.GetForumTopics {
  const hash = bigInt(channelId * 7);
  return new Api.channels.GetForumTopics({
    channel: new Api.InputChannel({ channelId: bigInt(channelId), accessHash: hash }),
    offsetDate: 0,
    offsetId: 0,
    offsetTopic: 0,
    limit: 100,
    ...fields,
  });
}

async function topics(fields: TopicsFields): Promise<number[]> {
  const answer = await answerOf<Api.messages.ForumTopics>(getTopics(fields), reading());
  return answer.topics.map(({ id }) => id);
}

Deno.test("channels.getForumTopics lists pinned topics first, then the latest", async () => {
  const answer = await answerOf<Api.messages.ForumTopics>(getTopics(), reading());
  const told = answer.topics as Api.ForumTopic[];
  assert.deepEqual(told.map(({ id, topMessage }) => [id, topMessage]), [[4, 7], [2, 9], [1, 8]]);
  assert.deepEqual(answer.messages.map(({ id }) => id), [7, 9, 8]);
  assert.deepEqual([answer.count, answer.pts], [3, 10]);
});

Deno.test("channels.getForumTopics pages by topic, message or date, and finds by name", async () => {
  assert.deepEqual(await topics({ limit: 1 }), [4]);
  const next = { offsetTopic: 4, offsetId: 7, offsetDate: 1_700_000_007 };
  assert.deepEqual(await topics({ ...next, limit: 1 }), [2]);
  assert.deepEqual(await topics({ offsetTopic: 1 }), []);
  assert.deepEqual(await topics({ offsetTopic: 99, offsetId: 9 }), [1]);
  assert.deepEqual(await topics({ offsetDate: 1_700_000_009 }), [1]);
  assert.deepEqual(await topics({ q: "lev riv" }), [2]);
  assert.deepEqual(await topics({ q: "evels" }), []);
});

Deno.test("channels.getForumTopics refuses a chat that is no forum", async () => {
  assert.equal(await ask(getTopics({}, 2004), reading()), "400 CHANNEL_FORUM_MISSING");
  assert.equal(await ask(getTopics({}, 2005), reading()), "400 CHANNEL_PRIVATE");
});

Deno.test("channels.getForumTopicsByID answers for each, unknown ones as deleted", async () => {
  const byId = (...wanted: number[]) =>
    new Api.channels.GetForumTopicsByID({ channel: getTopics().channel, topics: wanted });
  const answer = await answerOf<Api.messages.ForumTopics>(byId(2, 3), reading());
  assert.deepEqual(answer.topics.map(({ className, id }) => `${className} ${id}`), [
    "ForumTopic 2",
    "ForumTopicDeleted 3",
  ]);
  assert.equal(await ask(byId(), reading()), "400 TOPICS_EMPTY");
});
